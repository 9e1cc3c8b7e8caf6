package io.weir.simulator;

import static io.weir.core.Checks.require;

/**
 * Who wins the slots of an auction, and what is the least score that would keep each: the ranking behind generalised second
 * prices. With one slot it is a second-price auction. Allocates nothing; not safe for use by several threads.
 */
public final class SlotAuction {
    private final int[] ranked;
    private double[] score = new double[0];
    private int found;

    /** @param slots how many there are, {@code >= 1} */
    public SlotAuction(int slots) {
        require(slots >= 1, "slots (%s) must be at least 1.", slots);
        this.ranked = new int[slots + 1];
    }

    /**
     * Ranks participants with scores above 0, the highest first; of equal scores the one that comes first in the array.
     *
     * @param scores one per participant; read again when prices are asked for
     * @param participants how many of them there are
     * @return how many slots are won
     */
    public int hold(double[] scores, int participants) {
        score = scores;
        found = 0;
        double least = 0;
        for (int p = 0; p < participants; p++) {
            double one = scores[p];
            if (!(one > least)) {
                continue;
            }
            int at = found < ranked.length ? found++ : ranked.length - 1;
            while (at > 0 && scores[ranked[at - 1]] < one) {
                ranked[at] = ranked[at - 1];
                at--;
            }
            ranked[at] = p;
            if (found == ranked.length) {
                least = scores[ranked[found - 1]];
            }
        }
        return Math.min(found, ranked.length - 1);
    }

    /** Who won a slot that was won. */
    public int winner(int slot) {
        return ranked[slot];
    }

    /** The score of whoever is next after a slot that was won; 0 if there is nobody. */
    public double next(int slot) {
        return slot + 1 < found ? score[ranked[slot + 1]] : 0;
    }

    /** The lowest score that won a slot if all were won; 0 if there was room. */
    public double lowest() {
        return found >= ranked.length - 1 ? score[ranked[ranked.length - 2]] : 0;
    }

    /** The highest score that won nothing; 0 if nobody lost. */
    public double highestLoser() {
        return found == ranked.length ? score[ranked[found - 1]] : 0;
    }
}
