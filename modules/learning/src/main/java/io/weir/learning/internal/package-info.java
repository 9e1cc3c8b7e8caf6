/** How agents learn; may change without notice. */
@NullMarked
package io.weir.learning.internal;

import org.jspecify.annotations.NullMarked;
