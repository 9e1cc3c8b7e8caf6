package io.weir.policy;

import io.weir.core.Bids;
import io.weir.core.Observation;

/** What bidders share whose bid is a multiple of the value. */
final class Multiplier {
    /** Lowest and highest multiple: far from any that pays, near enough to come back from. */
    static final double LOWEST = 1e-3;

    static final double HIGHEST = 1e3;

    /** Share of a target that is too little to buy with. */
    private static final double REST = 0.02;

    private Multiplier() {}

    /**
     * Whether something can be learned from a tick: not if there was next to nothing left to spend before it. A tick that spent
     * all that was left teaches.
     *
     * @param target of the period, currency
     * @param spentBefore the tick, currency
     */
    static boolean teaches(double target, double spentBefore) {
        return target - spentBefore > REST * target;
    }

    static double within(double multiplier) {
        return Math.min(HIGHEST, Math.max(LOWEST, multiplier));
    }

    static void bid(double multiplier, Observation seen, Bids bids) {
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, multiplier * seen.value(line));
        }
    }
}
