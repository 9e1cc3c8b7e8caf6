/** What the simulator is measured by. */
@NullMarked
package io.weir.benchmarks.internal.simulator;

import org.jspecify.annotations.NullMarked;
