/** The calibrated model as a file: what it was made from, and its draws. May change without notice. */
@NullMarked
package io.weir.planning.internal.model;

import org.jspecify.annotations.NullMarked;
