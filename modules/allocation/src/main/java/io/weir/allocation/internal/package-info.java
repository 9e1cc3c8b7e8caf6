/** How the optimiser climbs and bounds. May change without notice. */
@NullMarked
package io.weir.allocation.internal;

import org.jspecify.annotations.NullMarked;
