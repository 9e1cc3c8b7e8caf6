package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Band;

/**
 * What bidders of one channel bring in markets that nobody was trained in.
 *
 * @param markets in which they were judged
 * @param contenders the learned bidder, the paced one that it changes, then other controllers
 * @param weeks a period of the learned bidder and the same of the paced one
 */
public record ChannelJudgement(int markets, ImmutableList<Contender> contenders, ImmutableList<Trace> weeks) {
    /** The learned bidder. */
    public Contender learned() {
        return contenders.get(0);
    }

    /**
     * One bidder.
     *
     * @param name in words
     * @param ofBound value over the clairvoyant bound for the same spend
     * @param overPaced value over what the whole target could have bought, over the same of the paced bidder, less 1: money that
     *     stays unspent counts as lost, and a bidder is held against the people that its own bids left it
     * @param spent share of the target that was spent
     */
    public record Contender(String name, Band ofBound, Band overPaced, Band spent) {}

    /**
     * A period, tick by tick.
     *
     * @param name of the bidder
     * @param target currency
     * @param spent since the period began, currency, {@code [tick]}
     * @param bid mean over lines by their opportunities, currency per unit of the lines, {@code [tick]}
     * @param won share of opportunities, {@code [tick]}
     * @param price shadow price, value per currency, {@code [tick]}
     */
    public record Trace(
            String name,
            double target,
            ImmutableDoubleArray spent,
            ImmutableDoubleArray bid,
            ImmutableDoubleArray won,
            ImmutableDoubleArray price) {}
}
