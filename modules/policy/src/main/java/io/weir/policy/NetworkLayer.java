package io.weir.policy;

import static io.weir.core.Checks.require;

import java.util.Arrays;

/**
 * A layer in which every output sees every input: {@code out = activation(in * weights + biases)}. Immutable and thread-safe.
 *
 * <p>Inputs that are not listed, about half of those behind a {@link Activation#RELU}, are left out. Every sum adds its products in
 * the order of the inputs, each rounded once ({@link Math#fma}), so what comes out does not depend on how many are added at a time.
 */
public final class NetworkLayer {
    private final float[][] weights;
    private final float[] biases;
    private final Activation activation;

    /** {@code [room of outputs][room of inputs]}. */
    private final Block[][] blocks;

    /** {@code [room of outputs][output]}, with zeros behind the last. */
    private final float[][] starts;

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
        blocks = new Block[Signals.roomsOf(biases.length)][Signals.roomsOf(weights.length)];
        starts = new float[blocks.length][];
        for (int room = 0; room < blocks.length; room++) {
            starts[room] = Arrays.copyOfRange(biases, room * Signals.MOST, (room + 1) * Signals.MOST);
            for (int from = 0; from < blocks[room].length; from++) {
                blocks[room][from] = Block.of(part(from * Signals.MOST, room * Signals.MOST));
            }
        }
    }

    private static float[] finite(String name, float[] values) {
        for (float value : values) {
            require(Float.isFinite(value), "%s (%s) must be finite.", name, value);
        }
        return values.clone();
    }

    /** Weights from the room of inputs that begins with one to the room of outputs that begins with one. */
    private float[][] part(int firstInput, int firstOutput) {
        int lastInput = Math.min(firstInput + Signals.MOST, inputs());
        int lastOutput = Math.min(firstOutput + Signals.MOST, outputs());
        float[][] part = new float[lastInput - firstInput][];
        for (int input = firstInput; input < lastInput; input++) {
            part[input - firstInput] = Arrays.copyOfRange(weights[input], firstOutput, lastOutput);
        }
        return part;
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

    /** Fills {@code out}, rooms for as many numbers as there are outputs, from {@code in}, for as many as there are inputs. */
    void run(Signals[] in, Signals[] out) {
        for (int room = 0; room < blocks.length; room++) {
            float[] sums = out[room].values();
            float[] from = starts[room];
            for (int k = 0; k < in.length; k++) {
                from = blocks[room][k].add(in[k], from, sums);
            }
            if (from == starts[room]) {
                System.arraycopy(from, 0, sums, 0, from.length);
            }
            activation.apply(out[room]);
        }
    }
}
