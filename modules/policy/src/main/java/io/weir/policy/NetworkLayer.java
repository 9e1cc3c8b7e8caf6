package io.weir.policy;

import static io.weir.core.Checks.require;

/**
 * A layer in which every output sees every input: {@code out = activation(in * weights + biases)}. Immutable and thread-safe.
 *
 * <p>Weights are kept by input, so that the inner loop runs over outputs: it has no sum to carry, and the compiler makes vector
 * instructions of it. Rows are arrays of their own, as an offset into a common one would prevent that.
 */
public final class NetworkLayer {
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
        this.weights = new float[weights.length][];
        for (int input = 0; input < weights.length; input++) {
            int given = weights[input].length;
            require(given == biases.length, "weights of input %s (%s) must be %s.", input, given, biases.length);
            this.weights[input] = finite("weight", weights[input]);
        }
        this.activation = activation;
    }

    private static float[] finite(String name, float[] values) {
        for (float value : values) {
            require(Float.isFinite(value), "%s (%s) must be finite.", name, value);
        }
        return values.clone();
    }

    public int inputs() {
        return weights.length;
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

    /** Fills {@code out}, of the length of the outputs, from {@code in}, of at least that of the inputs. */
    void run(float[] in, float[] out) {
        System.arraycopy(biases, 0, out, 0, out.length);
        int input = 0;
        for (; input + 4 <= weights.length; input += 4) {
            addFour(
                    out,
                    weights[input],
                    weights[input + 1],
                    weights[input + 2],
                    weights[input + 3],
                    in[input],
                    in[input + 1],
                    in[input + 2],
                    in[input + 3]);
        }
        for (; input < weights.length; input++) {
            add(out, weights[input], in[input]);
        }
        activation.apply(out);
    }

    /** Four rows at once: a quarter of the passes over {@code out}. Eight are too many for the compiler to unroll. */
    private static void addFour(
            float[] out, float[] w0, float[] w1, float[] w2, float[] w3, float x0, float x1, float x2, float x3) {
        for (int k = 0; k < out.length; k++) {
            out[k] += (x0 * w0[k] + x1 * w1[k]) + (x2 * w2[k] + x3 * w3[k]);
        }
    }

    private static void add(float[] out, float[] row, float x) {
        for (int k = 0; k < out.length; k++) {
            out[k] += x * row[k];
        }
    }
}
