package io.weir.policy;

import io.weir.core.Bids;
import io.weir.core.Observation;

/** What bidders share whose bid is a multiple of the value. */
final class Multiplier {
    /** Lowest and highest multiple: far from any that pays, near enough to come back from. */
    static final double LOWEST = 1e-3;

    static final double HIGHEST = 1e3;

    private Multiplier() {}

    static double within(double multiplier) {
        return Math.min(HIGHEST, Math.max(LOWEST, multiplier));
    }

    static void bid(double multiplier, Observation seen, Bids bids) {
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, multiplier * seen.value(line));
        }
    }
}
