package io.weir.policy;

/**
 * The weights from one room of {@link Signals} to another that holds many.
 *
 * <p>They are kept by input, so that the inner loop runs over outputs: it has no sum to carry, and the compiler makes vector
 * instructions of it. Rows are arrays of their own, as an offset into a common one would prevent that, and all of
 * {@link Signals#MOST} numbers, as a bound that the compiler knows spares it what a loop of unknown length needs.
 */
final class WideBlock implements Block {
    /** {@code [input][output]}; zeros where there is no input or no output. */
    private final float[][] rows = new float[Signals.MOST + 1][Signals.MOST];

    /** @param weights {@code [input][output]} of the block */
    WideBlock(float[][] weights) {
        for (int input = 0; input < weights.length; input++) {
            System.arraycopy(weights[input], 0, rows[input], 0, weights[input].length);
        }
    }

    /** Where fewer than six are left, the bits give {@link Signals#MOST}, whose number and weights are zero. */
    @Override
    public float[] add(Signals in, float[] from, float[] sums) {
        float[] x = in.values();
        float[] before = from;
        long left = in.listed();
        while (left != 0) {
            int i0 = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int i1 = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int i2 = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int i3 = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int i4 = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            int i5 = Long.numberOfTrailingZeros(left);
            left &= left - 1;
            addSix(
                    sums, before, rows[i0], rows[i1], rows[i2], rows[i3], rows[i4], rows[i5], x[i0], x[i1], x[i2],
                    x[i3], x[i4], x[i5]);
            before = sums;
        }
        return before;
    }

    /** Six rows at once: a sixth of the passes over {@code sums}. Eight do not find room in the processor's registers. */
    private static void addSix(
            float[] sums,
            float[] before,
            float[] w0,
            float[] w1,
            float[] w2,
            float[] w3,
            float[] w4,
            float[] w5,
            float x0,
            float x1,
            float x2,
            float x3,
            float x4,
            float x5) {
        for (int k = 0; k < Signals.MOST; k++) {
            float three = Math.fma(x2, w2[k], Math.fma(x1, w1[k], Math.fma(x0, w0[k], before[k])));
            sums[k] = Math.fma(x5, w5[k], Math.fma(x4, w4[k], Math.fma(x3, w3[k], three)));
        }
    }
}
