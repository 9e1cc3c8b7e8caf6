package io.weir.simulator.internal;

/** Finds the highest of many scores. Allocates nothing. */
public final class Ranking {
    private Ranking() {}

    /**
     * Puts the participants with the highest scores above 0 into {@code ranked}, the highest first; of equal scores the one
     * that comes first in the array.
     *
     * @param score one per participant
     * @param participants how many of them there are
     * @param ranked receives their indices
     * @return how many were found, at most {@code ranked.length}
     */
    public static int highest(double[] score, int participants, int[] ranked) {
        int found = 0;
        double least = 0;
        for (int p = 0; p < participants; p++) {
            double one = score[p];
            if (!(one > least)) {
                continue;
            }
            int at = found < ranked.length ? found++ : ranked.length - 1;
            while (at > 0 && score[ranked[at - 1]] < one) {
                ranked[at] = ranked[at - 1];
                at--;
            }
            ranked[at] = p;
            if (found == ranked.length) {
                least = score[ranked[found - 1]];
            }
        }
        return found;
    }
}
