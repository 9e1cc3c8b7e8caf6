/** The use cases, and the library's front door. */
@NullMarked
package io.weir.planning;

import org.jspecify.annotations.NullMarked;
