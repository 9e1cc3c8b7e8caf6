/** The optimiser over periods x channels. */
@NullMarked
package io.weir.allocation;

import org.jspecify.annotations.NullMarked;
