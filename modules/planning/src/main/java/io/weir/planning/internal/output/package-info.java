/** How a plan is written: files, report and terminal. May change without notice. */
@NullMarked
package io.weir.planning.internal.output;

import org.jspecify.annotations.NullMarked;
