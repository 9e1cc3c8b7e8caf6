package io.weir.response.internal;

/**
 * The least and most of one weighted sum of a column's spend, given another: a knapsack that may be filled in part. The
 * spend in each period is within limits. Not thread-safe; prepared once, then asked for ascending amounts.
 */
final class ReachGiven {
    private final double[] ratio;
    private final double[] room;
    private final int[] order;
    private int count;
    private double free;
    private double baseGiven;
    private double baseSought;
    private int up;
    private double upGiven;
    private double upSought;
    private int down;
    private double downGiven;
    private double downSought;
    double least;
    double most;

    ReachGiven(int periods) {
        ratio = new double[periods];
        room = new double[periods];
        order = new int[periods];
    }

    /** Starts anew: no period yet. */
    void clear() {
        count = 0;
        free = 0;
        baseGiven = 0;
        baseSought = 0;
        up = 0;
        down = 0;
        upGiven = 0;
        upSought = 0;
        downGiven = 0;
        downSought = 0;
    }

    /** A period's weights in the given and the sought sum, and the limits of its spend. */
    void add(double given, double sought, double low, double high) {
        baseGiven += given * low;
        baseSought += sought * low;
        if (given > 0 && high > low) {
            ratio[count] = sought / given;
            room[count] = given * (high - low);
            count++;
        } else if (high > low) {
            // Free to take any amount: it only widens.
            free += sought * (high - low);
        }
    }

    /** Puts the periods in order, after the last was added; quick where their ratios rise or fall throughout. */
    void sort() {
        boolean falls = count > 1 && ratio[count - 1] < ratio[0];
        for (int k = 0; k < count; k++) {
            int next = falls ? count - 1 - k : k;
            int at = k;
            while (at > 0 && ratio[order[at - 1]] > ratio[next]) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = next;
        }
    }

    /** Sets {@link #least} and {@link #most} for an amount of the given sum, not below the one before. */
    void at(double amount) {
        double extra = amount - baseGiven;
        while (up < count && upGiven + room[order[up]] <= extra) {
            upGiven += room[order[up]];
            upSought += ratio[order[up]] * room[order[up]];
            up++;
        }
        double rest = Math.max(0, extra - upGiven);
        least = baseSought + upSought + (up < count ? ratio[order[up]] * rest : 0);
        while (down < count && downGiven + room[order[count - 1 - down]] <= extra) {
            int k = order[count - 1 - down];
            downGiven += room[k];
            downSought += ratio[k] * room[k];
            down++;
        }
        rest = Math.max(0, extra - downGiven);
        most = baseSought + downSought + free + (down < count ? ratio[order[count - 1 - down]] * rest : 0);
    }
}
