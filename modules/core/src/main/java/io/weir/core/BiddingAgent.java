package io.weir.core;

/**
 * Spends the target of one channel, tick by tick, by bids or sends. Not safe for use by several threads; whoever needs a
 * second one takes a {@link #copy}.
 */
public interface BiddingAgent {
    /**
     * A period begins.
     *
     * @param target what to spend in it, currency, {@code >= 0}
     */
    void begin(double target);

    /**
     * The target of the period that is running is another now. What was learned stays.
     *
     * @param target what to spend in the whole period, currency, {@code >= 0}; below what is spent: no more is
     */
    void retarget(double target);

    /**
     * Decides the next tick.
     *
     * @param seen what the agent knows; valid during the call
     * @param bids receives a bid per line and the most that may be spent
     */
    void bid(Observation seen, Bids bids);

    /** An agent of its own in the same state. */
    BiddingAgent copy();

    /**
     * What will be spent by the end of the period, currency, as far as the agent knows: less than the target where that cannot be
     * spent; NaN if it does not know.
     */
    default double forecastSpend() {
        return Double.NaN;
    }

    /** What one more unit of money would earn, objective units per currency, as far as the agent knows; NaN if it does not. */
    default double shadowPrice() {
        return Double.NaN;
    }
}
