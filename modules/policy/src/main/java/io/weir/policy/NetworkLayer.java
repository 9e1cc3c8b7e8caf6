package io.weir.policy;

import static io.weir.core.Checks.require;

/**
 * A layer in which every output sees every input: {@code out = activation(in * weights + biases)}. Immutable and thread-safe.
 *
 * <p>Weights are kept by input, so that the inner loop runs over outputs: it has no sum to carry, and the compiler makes vector
 * instructions of it. Rows are arrays of their own, as an offset into a common one would prevent that. Inputs that are not
 * listed, about half of those behind a {@link Activation#RELU}, are left out. Every sum adds its products in the order of the inputs, each
 * rounded once ({@link Math#fma}), so what comes out does not depend on how many are added at a time.
 */
public final class NetworkLayer {
    /** Outputs from which vector instructions pay. */
    private static final int WIDE = 16;

    private final float[][] weights;
    private final float[] biases;
    private final Activation activation;

    /**
     * @param weights {@code [input][output]}, finite; at least one input
     * @param biases {@code [output]}, finite; at least one
     * @param activation of the outputs
     * @throws IllegalArgumentException if a row has another length than {@code biases}, or a number is not finite
     */
    public NetworkLayer(float[][] weights, float[] biases, Activation activation) {
        require(weights.length > 0 && biases.length > 0, "a layer needs at least one input and one output.");
        this.biases = finite("bias", biases);
        this.weights = new float[weights.length + 1][];
        for (int input = 0; input < weights.length; input++) {
            int given = weights[input].length;
            require(given == biases.length, "weights of input %s (%s) must be %s.", input, given, biases.length);
            this.weights[input] = finite("weight", weights[input]);
        }
        this.weights[weights.length] = new float[biases.length]; // of the zero behind the inputs
        this.activation = activation;
    }

    private static float[] finite(String name, float[] values) {
        for (float value : values) {
            require(Float.isFinite(value), "%s (%s) must be finite.", name, value);
        }
        return values.clone();
    }

    public int inputs() {
        return weights.length - 1;
    }

    public int outputs() {
        return biases.length;
    }

    public Activation activation() {
        return activation;
    }

    /** Weight from an input to an output. */
    public float weight(int input, int output) {
        return weights[input][output];
    }

    /** Added to the weighted sum of an output. */
    public float bias(int output) {
        return biases[output];
    }

    /** Fills {@code out}, of as many numbers as there are outputs, from {@code in}, of as many as there are inputs. */
    void run(Signals in, Signals out) {
        System.arraycopy(biases, 0, out.values(), 0, biases.length);
        if (biases.length < WIDE) {
            addNarrow(in, out.values());
        } else {
            addWide(in, out.values());
        }
        activation.apply(out);
    }

    private void addWide(Signals in, float[] out) {
        float[] x = in.values();
        int[] listed = in.listed();
        for (int k = 0; k < in.count(); k += Signals.STEP) {
            int i0 = listed[k];
            int i1 = listed[k + 1];
            int i2 = listed[k + 2];
            int i3 = listed[k + 3];
            int i4 = listed[k + 4];
            int i5 = listed[k + 5];
            float[] w0 = weights[i0];
            float[] w1 = weights[i1];
            float[] w2 = weights[i2];
            float[] w3 = weights[i3];
            float[] w4 = weights[i4];
            float[] w5 = weights[i5];
            addSix(out, w0, w1, w2, w3, w4, w5, x[i0], x[i1], x[i2], x[i3], x[i4], x[i5]);
        }
    }

    /** Six rows at once: a sixth of the passes over {@code out}. Of eight, the compiler of JDK 17 makes no vectors. */
    private static void addSix(
            float[] out,
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
        for (int k = 0; k < w0.length; k++) {
            float three = Math.fma(x2, w2[k], Math.fma(x1, w1[k], Math.fma(x0, w0[k], out[k])));
            out[k] = Math.fma(x5, w5[k], Math.fma(x4, w4[k], Math.fma(x3, w3[k], three)));
        }
    }

    /** Few outputs: four sums at a time, held in registers while the inputs pass. */
    private void addNarrow(Signals in, float[] out) {
        int output = 0;
        for (; output + 4 <= biases.length; output += 4) {
            addToFour(output, in, out);
        }
        for (; output < biases.length; output++) {
            float sum = out[output];
            for (int k = 0; k < in.count(); k++) {
                int input = in.listed()[k];
                sum = Math.fma(in.values()[input], weights[input][output], sum);
            }
            out[output] = sum;
        }
    }

    private void addToFour(int first, Signals in, float[] out) {
        float[] values = in.values();
        int[] listed = in.listed();
        float sum0 = out[first];
        float sum1 = out[first + 1];
        float sum2 = out[first + 2];
        float sum3 = out[first + 3];
        for (int k = 0; k < in.count(); k++) {
            float x = values[listed[k]];
            float[] row = weights[listed[k]];
            sum0 = Math.fma(x, row[first], sum0);
            sum1 = Math.fma(x, row[first + 1], sum1);
            sum2 = Math.fma(x, row[first + 2], sum2);
            sum3 = Math.fma(x, row[first + 3], sum3);
        }
        out[first] = sum0;
        out[first + 1] = sum1;
        out[first + 2] = sum2;
        out[first + 3] = sum3;
    }
}
