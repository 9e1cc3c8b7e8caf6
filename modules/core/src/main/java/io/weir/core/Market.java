package io.weir.core;

/**
 * Where bids and sends meet people: a simulator, or the replay of a log. Time goes in ticks; a period has many. Not safe
 * for use by several threads.
 */
public interface Market {
    /** What it is made of. */
    MarketLayout layout();

    /**
     * Starts over. The same seed gives the same draws whatever is bid, so that two policies differ by what they do alone.
     */
    void reset(long seed);

    /** Whether all periods are over. */
    boolean ended();

    /** What the agent of a channel knows now: a view that changes with every step. */
    Observation observation(int channel);

    /**
     * Plays one tick.
     *
     * @param bids one per channel
     * @throws IllegalStateException if the market has ended
     */
    void step(Bids[] bids);

    /**
     * The whole state as numbers, for training only: no agent may see it when it bids. Every entry is a count or an amount;
     * the meaning is the implementation's.
     */
    double[] globalState();

    /** The present state, from which any number of continuations may start. */
    Snapshot snapshot();

    /**
     * Goes back to a state of this market.
     *
     * @throws IllegalArgumentException if it is the state of another
     */
    void restore(Snapshot snapshot);

    /** A state of a market that only the market itself can read. */
    interface Snapshot {}
}
