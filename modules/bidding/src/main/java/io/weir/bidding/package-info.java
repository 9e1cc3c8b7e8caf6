/** What the bidding agents of all channels share: what is forecast of the rest of a period, and bids that follow from it. */
@NullMarked
package io.weir.bidding;

import org.jspecify.annotations.NullMarked;
