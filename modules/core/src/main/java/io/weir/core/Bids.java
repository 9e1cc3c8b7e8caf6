package io.weir.core;

import java.util.Arrays;

/**
 * What an agent decides for one tick: a bid per {@link Line} and the most that may be spent. Reused from tick to tick; not
 * safe for use by several threads.
 */
public final class Bids {
    private final double[] bids;
    private double limit;

    /** Bids of 0 on every line, and nothing to spend. */
    public Bids(int lines) {
        this.bids = new double[lines];
    }

    /** Number of lines. */
    public int lines() {
        return bids.length;
    }

    /** @return the bid on a line, in its {@linkplain Line.Unit unit} */
    public double bid(int line) {
        return bids[line];
    }

    /**
     * @param bid in the line's unit, {@code >= 0}
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public void set(int line, double bid) {
        if (!(bid >= 0)) {
            throw new IllegalArgumentException("the bid on line " + line + " (" + bid + ") must be >= 0.");
        }
        bids[line] = bid;
    }

    /** @return the most that may be spent in the tick, currency */
    public double limit() {
        return limit;
    }

    /**
     * @param limit the most that may be spent in the tick, currency, {@code >= 0}
     * @throws IllegalArgumentException if it is negative or NaN
     */
    public void limit(double limit) {
        if (!(limit >= 0)) {
            throw new IllegalArgumentException("the limit (" + limit + ") must be >= 0.");
        }
        this.limit = limit;
    }

    /** Bids of 0 on every line, and nothing to spend. */
    public void clear() {
        Arrays.fill(bids, 0);
        limit = 0;
    }
}
