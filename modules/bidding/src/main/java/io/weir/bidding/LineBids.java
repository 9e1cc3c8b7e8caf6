package io.weir.bidding;

import io.weir.core.Observation;

/**
 * What is bid on a line for something of a given worth. Not safe for use by several threads.
 */
public interface LineBids {
    /** Learns from the last tick what it can. */
    default void learn(Observation seen) {}

    /**
     * The bid.
     *
     * @param worth of what the line's unit brings, in the line's unit, {@code >= 0}
     * @return in the line's unit, {@code >= 0}
     */
    double bid(Observation seen, int line, double worth);

    /** One of its own in the same state. */
    LineBids copy();

    /** Bids what a unit is worth: best where the winner pays what the next one bid. */
    static LineBids truthful() {
        return new LineBids() {
            @Override
            public double bid(Observation seen, int line, double worth) {
                return worth;
            }

            @Override
            public LineBids copy() {
                return this;
            }
        };
    }
}
