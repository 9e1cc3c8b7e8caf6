/** Inside of the room; may change without notice. */
@NullMarked
package io.weir.hierarchy.internal;

import org.jspecify.annotations.NullMarked;
