package io.weir.simulator;

import static io.weir.core.Checks.require;

/**
 * Who wins the slots of an auction, and what is the least score that would keep each: the ranking behind generalised second
 * prices. With one slot it is a second-price auction. Allocates nothing; not safe for use by several threads.
 */
public final class SlotAuction {
    private static final int FOUR = 4;
    private static final long NUMBERS = 0xffff_ffffL;

    private final int[] ranked;
    private final double[] best;
    private int found;

    /** @param slots how many there are, {@code >= 1} */
    public SlotAuction(int slots) {
        require(slots >= 1, "slots (%s) must be at least 1.", slots);
        this.ranked = new int[slots + 1];
        this.best = new double[slots + 1];
    }

    /**
     * Ranks participants with scores above 0, the highest first; of equal scores the one that comes first in the array.
     *
     * @param scores one per participant
     * @param participants how many of them there are
     * @return how many slots are won
     */
    public int hold(double[] scores, int participants) {
        found = 0;
        for (int p = 0; p < participants; p++) {
            rank(p, scores[p]);
        }
        return Math.min(found, ranked.length - 1);
    }

    /**
     * The same of some participants, made for many auctions: a score and its participant are one number, so that ranking needs no
     * branch that nobody can foresee.
     *
     * @param keys of those who bid, made by {@link #key}
     * @param count how many of those
     */
    public int hold(long[] keys, int count) {
        if (ranked.length == FOUR) {
            rankFour(keys, count);
        } else {
            found = 0;
            for (int k = 0; k < count; k++) {
                rank(participant(keys[k]), score(keys[k]));
            }
        }
        return Math.min(found, ranked.length - 1);
    }

    /** Three slots and whoever is next. */
    private void rankFour(long[] keys, int count) {
        long first = 0;
        long second = 0;
        long third = 0;
        long fourth = 0;
        for (int k = 0; k < count; k++) {
            long key = keys[k];
            long more = more(key, first);
            first += more;
            key -= more;
            more = more(key, second);
            second += more;
            key -= more;
            more = more(key, third);
            third += more;
            key -= more;
            fourth += more(key, fourth);
        }
        note(0, first);
        note(1, second);
        note(2, third);
        note(3, fourth);
        found = (first > 0 ? 1 : 0) + (second > 0 ? 1 : 0) + (third > 0 ? 1 : 0) + (fourth > 0 ? 1 : 0);
    }

    /** By how much one number is more than another, 0 if it is less; both at least 0. Without a branch. */
    private static long more(long one, long other) {
        long difference = one - other;
        return difference & ~(difference >> (Long.SIZE - 1));
    }

    /**
     * A score and its participant as one number, which rises with the score, and of equal scores falls with the participant.
     *
     * @param score 0 or less for one that wins nothing
     */
    public static long key(float score, int participant) {
        long key = (long) Float.floatToRawIntBits(score) << Integer.SIZE | (NUMBERS - participant);
        return score > 0 ? key : 0;
    }

    private static float score(long key) {
        return Float.intBitsToFloat((int) (key >>> Integer.SIZE));
    }

    private static int participant(long key) {
        return (int) (NUMBERS - (key & NUMBERS));
    }

    private void note(int place, long key) {
        best[place] = score(key);
        ranked[place] = participant(key);
    }

    private void rank(int participant, double score) {
        int places = ranked.length;
        if (!(score > (found == places ? best[places - 1] : 0))) {
            return;
        }
        int at = found < places ? found++ : places - 1;
        while (at > 0 && best[at - 1] < score) {
            ranked[at] = ranked[at - 1];
            best[at] = best[at - 1];
            at--;
        }
        ranked[at] = participant;
        best[at] = score;
    }

    /** Who won a slot that was won. */
    public int winner(int slot) {
        return ranked[slot];
    }

    /** The score that won a slot that was won. */
    public double score(int slot) {
        return best[slot];
    }

    /** The score of whoever is next after a slot that was won; 0 if there is nobody. */
    public double next(int slot) {
        return slot + 1 < found ? best[slot + 1] : 0;
    }

    /** The lowest score that won a slot if all were won; 0 if there was room. */
    public double lowest() {
        return found >= ranked.length - 1 ? best[ranked.length - 2] : 0;
    }

    /** The highest score that won nothing; 0 if nobody lost. */
    public double highestLoser() {
        return found == ranked.length ? best[found - 1] : 0;
    }
}
