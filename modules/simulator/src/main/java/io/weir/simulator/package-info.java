/**
 * A market in which channels help and harm each other, with known truth: people in states, auctions that many bidders
 * take part in, a mailing list, conversions that are reported late.
 */
@NullMarked
package io.weir.simulator;

import org.jspecify.annotations.NullMarked;
