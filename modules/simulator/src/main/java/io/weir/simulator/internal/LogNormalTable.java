package io.weir.simulator.internal;

import org.apache.commons.numbers.gamma.InverseErf;

/** Quantiles of a log-normal law with median 1: a draw is a look-up by twelve random bits. */
final class LogNormalTable {
    /** Bits of one draw. */
    static final int BITS = 12;

    private static final int SIZE = 1 << BITS;
    private static final int MASK = SIZE - 1;

    private final double[] quantiles = new double[SIZE];

    /** @param spread standard deviation of the logarithm; 0 gives 1 always */
    LogNormalTable(double spread) {
        for (int i = 0; i < SIZE; i++) {
            double normal = Math.sqrt(2) * InverseErf.value(2 * ((i + 0.5) / SIZE) - 1);
            quantiles[i] = StrictMath.exp(spread * normal);
        }
    }

    /** By the lowest twelve bits. */
    double at(long bits) {
        return quantiles[(int) bits & MASK];
    }
}
