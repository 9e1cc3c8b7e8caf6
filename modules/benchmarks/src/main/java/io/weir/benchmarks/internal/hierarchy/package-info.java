/** Whole teams in simulated markets. */
@NullMarked
package io.weir.benchmarks.internal.hierarchy;

import org.jspecify.annotations.NullMarked;
