package io.weir.simulator.internal;

import org.apache.commons.numbers.gamma.InverseErf;

/**
 * Quantiles of the standard normal law, rising: a draw is a look-up by fifteen random bits. A long holds four draws, one in each
 * quarter, whose highest bit is left out: so that four draws can be compared with four bounds at once.
 */
final class NormalTable {
    static final int PER_LONG = 4;
    /** Bits of a long from one draw to the next. */
    static final int LANE = Long.SIZE / PER_LONG;
    /** The highest bit of each quarter. */
    static final long HIGHEST = 0x8000800080008000L;

    private static final int SIZE = 1 << (LANE - 1);
    private static final int MASK = SIZE - 1;
    private static final float[] QUANTILES = quantiles();

    private NormalTable() {}

    private static float[] quantiles() {
        float[] quantiles = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            quantiles[i] = (float) (Math.sqrt(2) * InverseErf.value(2 * ((i + 0.5) / SIZE) - 1));
        }
        return quantiles;
    }

    /** By the lowest fifteen bits. */
    static float at(long bits) {
        return QUANTILES[(int) bits & MASK];
    }

    /** The least bits whose quantile is above a number; {@code 1 << 15} if none is. */
    static int leastAbove(double number) {
        int low = 0;
        int high = SIZE;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (QUANTILES[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
