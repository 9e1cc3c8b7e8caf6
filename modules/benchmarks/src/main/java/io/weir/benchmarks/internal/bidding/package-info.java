/** What bidders are measured by. */
@NullMarked
package io.weir.benchmarks.internal.bidding;

import org.jspecify.annotations.NullMarked;
