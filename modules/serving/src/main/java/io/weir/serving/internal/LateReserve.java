package io.weir.serving.internal;

import java.util.Arrays;

/**
 * Money that is kept from new bids, since some of the bids whose time is over may have won all the same. It is what ended without a
 * notice in the last ten times of patience, times the share of such bids that turned out to have won. Safe for use by several
 * threads.
 */
final class LateReserve {
    private static final int PARTS = 10;

    /** Before anything is known, one bid of a hundred is taken to win late. */
    private static final double FIRST_ENDED = 100;

    private static final double FIRST_WON = 1;

    /** Beyond so many, what was long ago counts less. */
    private static final double REMEMBERED = 100_000;

    private final long partMillis;
    private final long[] micros = new long[PARTS];
    private long part;
    private double ended = FIRST_ENDED;
    private double won = FIRST_WON;

    /** @param patienceMillis for how long a bid waits for its notice, {@code > 0} */
    LateReserve(long patienceMillis) {
        this.partMillis = patienceMillis;
    }

    /** The time of a bid is over. */
    synchronized void ended(long bid, long now) {
        move(now);
        micros[(int) (part % PARTS)] += bid;
        ended++;
        if (ended > REMEMBERED) {
            ended /= 2;
            won /= 2;
        }
    }

    /** Of a bid whose time was over it is told that it has won. */
    synchronized void won() {
        won++;
    }

    /** What is to be kept, micros. */
    synchronized long micros(long now) {
        move(now);
        return (long) Math.ceil(Arrays.stream(micros).sum() * Math.min(1, won / ended));
    }

    private void move(long now) {
        long next = now / partMillis;
        for (long k = Math.max(part + 1, next - PARTS + 1); k <= next; k++) {
            micros[(int) (k % PARTS)] = 0;
        }
        part = Math.max(part, next);
    }
}
