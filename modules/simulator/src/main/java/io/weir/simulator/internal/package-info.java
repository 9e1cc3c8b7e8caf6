/** How the market runs. May change or disappear at any time. */
@NullMarked
package io.weir.simulator.internal;

import org.jspecify.annotations.NullMarked;
