/** Both clocks run together: targets set by the period, bids made by the tick, all money through the ledger. */
@NullMarked
package io.weir.hierarchy;

import org.jspecify.annotations.NullMarked;
