package io.weir.policy;

/**
 * The weights from one room of {@link Signals} to another that holds few: four sums at a time are kept in registers while the
 * inputs pass.
 */
final class NarrowBlock implements Block {
    private static final int FOUR = 4;

    /** {@code [output / 4][input * 4 + output % 4]}; zeros where there is no input or no output. */
    private final float[][] fours;

    /** @param weights {@code [input][output]} of the block */
    NarrowBlock(float[][] weights) {
        int outputs = weights[0].length;
        fours = new float[(outputs + FOUR - 1) / FOUR][Signals.MOST * FOUR];
        for (int input = 0; input < weights.length; input++) {
            for (int output = 0; output < outputs; output++) {
                fours[output / FOUR][input * FOUR + output % FOUR] = weights[input][output];
            }
        }
    }

    @Override
    public float[] add(Signals in, float[] from, float[] sums) {
        for (int four = 0; four < fours.length; four++) {
            addFour(fours[four], in, from, sums, four * FOUR);
        }
        return sums;
    }

    private static void addFour(float[] weights, Signals in, float[] from, float[] sums, int first) {
        float[] x = in.values();
        float sum0 = from[first];
        float sum1 = from[first + 1];
        float sum2 = from[first + 2];
        float sum3 = from[first + 3];
        for (long left = in.listed(); left != 0; left &= left - 1) {
            int input = Long.numberOfTrailingZeros(left);
            int weight = input * FOUR;
            sum0 = Math.fma(x[input], weights[weight], sum0);
            sum1 = Math.fma(x[input], weights[weight + 1], sum1);
            sum2 = Math.fma(x[input], weights[weight + 2], sum2);
            sum3 = Math.fma(x[input], weights[weight + 3], sum3);
        }
        sums[first] = sum0;
        sums[first + 1] = sum1;
        sums[first + 2] = sum2;
        sums[first + 3] = sum3;
    }
}
