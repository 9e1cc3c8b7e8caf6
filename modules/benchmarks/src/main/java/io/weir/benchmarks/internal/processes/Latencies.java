package io.weir.benchmarks.internal.processes;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, in cells that grow by 2 %. Safe for use by several threads. */
final class Latencies {
    private static final double GROWTH = Math.log(1.02);
    private static final int CELLS = 1200;

    private final AtomicLongArray cells = new AtomicLongArray(CELLS);

    void took(long nanos) {
        int cell = (int) (Math.log(Math.max(1, nanos)) / GROWTH);
        cells.incrementAndGet(Math.min(CELLS - 1, cell));
    }

    long count() {
        long sum = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            sum += cells.get(cell);
        }
        return sum;
    }

    /** All of several. */
    static Latencies together(Iterable<Latencies> all) {
        var sum = new Latencies();
        for (Latencies one : all) {
            for (int cell = 0; cell < CELLS; cell++) {
                sum.cells.addAndGet(cell, one.cells.get(cell));
            }
        }
        return sum;
    }

    /** Milliseconds that a share of the calls took at most, rounded up to the cell; NaN if there was none. */
    double millis(double share) {
        long count = count();
        long rank = (long) Math.ceil(share * count);
        long sum = 0;
        for (int cell = 0; cell < CELLS && count > 0; cell++) {
            sum += cells.get(cell);
            if (sum >= rank) {
                return Math.exp((cell + 1) * GROWTH) / 1e6;
            }
        }
        return Double.NaN;
    }
}
