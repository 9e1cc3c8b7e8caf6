package io.weir.simulator.internal;

import org.apache.commons.numbers.gamma.InverseErf;

/** Quantiles of the standard normal law: a draw is a look-up by fourteen random bits, of which a long holds four. */
final class NormalTable {
    static final int BITS = 14;
    static final int PER_LONG = Long.SIZE / BITS;
    private static final int SIZE = 1 << BITS;
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

    /** By the lowest fourteen bits. */
    static float at(long bits) {
        return QUANTILES[(int) bits & MASK];
    }
}
