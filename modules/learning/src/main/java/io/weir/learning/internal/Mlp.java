package io.weir.learning.internal;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Activation;
import io.weir.policy.NetworkLayer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A feed-forward network of Deeplearning4j that learns from the gradient of any loss at its outputs. Batches are flat arrays,
 * {@code [row][number]}. Not safe for use by several threads.
 */
final class Mlp {
    private final MultiLayerNetwork network;
    private final int inputs;
    private final double gradientLimit;
    private int updates;

    /**
     * @param widths of inputs, each hidden layer and outputs
     * @param last what becomes of the last sums; of the others, the positive part
     * @param rate step size of Adam
     * @param gradientLimit largest norm of a gradient
     */
    Mlp(List<Integer> widths, Activation last, double rate, double gradientLimit) {
        Engine.require();
        var layers = new NeuralNetConfiguration.Builder()
                .dataType(DataType.FLOAT)
                .updater(new Adam(rate))
                .miniBatch(false)
                .trainingWorkspaceMode(WorkspaceMode.NONE)
                .inferenceWorkspaceMode(WorkspaceMode.NONE)
                .list();
        for (int k = 1; k < widths.size(); k++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(widths.get(k - 1))
                    .nOut(widths.get(k))
                    .activation(activation(k == widths.size() - 1 ? last : Activation.RELU))
                    .build());
        }
        network = new MultiLayerNetwork(layers.build());
        network.init();
        inputs = widths.get(0);
        this.gradientLimit = gradientLimit;
    }

    private static org.nd4j.linalg.activations.Activation activation(Activation activation) {
        return switch (activation) {
            case IDENTITY -> org.nd4j.linalg.activations.Activation.IDENTITY;
            case RELU -> org.nd4j.linalg.activations.Activation.RELU;
            case TANH -> org.nd4j.linalg.activations.Activation.TANH;
            case SIGMOID -> org.nd4j.linalg.activations.Activation.SIGMOID;
        };
    }

    /** Draws all weights evenly from {@code +-1 / sqrt(inputs of the layer)}. */
    void draw(SplittableRandom random) {
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            double reach = 1 / Math.sqrt(weights(layer).size(0));
            fill(weights(layer), random, reach);
            fill(biases(layer), random, reach);
        }
    }

    private static void fill(INDArray numbers, SplittableRandom random, double reach) {
        float[] drawn = new float[(int) numbers.length()];
        for (int k = 0; k < drawn.length; k++) {
            drawn[k] = (float) random.nextDouble(-reach, reach);
        }
        set(numbers, drawn);
    }

    /** @param values row by row */
    private static void set(INDArray numbers, float[] values) {
        numbers.assign(Nd4j.create(values, numbers.shape(), 'c'));
    }

    /** Makes every output what it is of a sum of zero, until something is learned. */
    void zeroLast() {
        int layer = network.getnLayers() - 1;
        weights(layer).assign(0);
        biases(layer).assign(0);
    }

    private INDArray weights(int layer) {
        return network.getLayer(layer).getParam("W");
    }

    private INDArray biases(int layer) {
        return network.getLayer(layer).getParam("b");
    }

    /** Outputs, remembering nothing. */
    float[] output(float[] rows) {
        return numbers(network.output(matrix(rows, inputs), false));
    }

    /** Outputs, remembering what {@link #backward} needs. */
    float[] forward(float[] rows) {
        network.setInput(matrix(rows, inputs));
        List<INDArray> activations = network.feedForward(true, false);
        return numbers(activations.get(activations.size() - 1));
    }

    /**
     * Follows a loss back through the last {@link #forward}.
     *
     * @param slopes of the loss in the outputs, {@code [row][output]}
     * @param learn whether to take a step down the loss
     * @return slopes of the loss in the inputs, {@code [row][input]}
     */
    float[] backward(float[] slopes, boolean learn) {
        int outputs = (int) biases(network.getnLayers() - 1).length();
        Pair<Gradient, INDArray> back =
                network.backpropGradient(matrix(slopes, outputs), LayerWorkspaceMgr.noWorkspaces());
        if (learn) {
            INDArray gradient = back.getFirst().gradient();
            double norm = gradient.norm2Number().doubleValue();
            if (norm > gradientLimit) {
                gradient.muli(gradientLimit / norm);
            }
            network.getUpdater().update(network, back.getFirst(), updates++, 0, 1, LayerWorkspaceMgr.noWorkspaces());
            network.params().subi(back.getFirst().gradient());
        }
        return numbers(back.getSecond());
    }

    /** Moves towards another of the same shape by a share of the difference. */
    void approach(Mlp other, double share) {
        network.params().muli(1 - share).addi(other.network.params().mul(share));
    }

    private static INDArray matrix(float[] rows, int width) {
        return Nd4j.create(rows, new long[] {rows.length / width, width}, 'c');
    }

    private static float[] numbers(INDArray matrix) {
        return matrix.dup('c').data().asFloat();
    }

    /**
     * For execution without Deeplearning4j.
     *
     * @param last what becomes of the last sums there
     */
    ImmutableList<NetworkLayer> layers(Activation last) {
        var layers = ImmutableList.<NetworkLayer>builder();
        for (int layer = 0; layer < network.getnLayers(); layer++) {
            INDArray weights = weights(layer);
            int width = (int) weights.size(1);
            float[] flat = numbers(weights);
            float[][] rows = new float[(int) weights.size(0)][width];
            for (int input = 0; input < rows.length; input++) {
                System.arraycopy(flat, input * width, rows[input], 0, width);
            }
            layers.add(new NetworkLayer(
                    rows, numbers(biases(layer)), layer == network.getnLayers() - 1 ? last : Activation.RELU));
        }
        return layers.build();
    }

    /** Takes the weights of layers that were executed without Deeplearning4j. */
    void take(List<NetworkLayer> layers) {
        for (int layer = 0; layer < layers.size(); layer++) {
            NetworkLayer from = layers.get(layer);
            float[] flat = new float[from.inputs() * from.outputs()];
            float[] added = new float[from.outputs()];
            for (int output = 0; output < added.length; output++) {
                added[output] = from.bias(output);
                for (int input = 0; input < from.inputs(); input++) {
                    flat[input * added.length + output] = from.weight(input, output);
                }
            }
            set(weights(layer), flat);
            set(biases(layer), added);
        }
    }

    /** Weights, and what Adam remembers. */
    void save(DataOutput out) throws IOException {
        out.writeInt(updates);
        save(out, network.params());
        save(out, network.getUpdater().getStateViewArray());
    }

    private static void save(DataOutput out, INDArray numbers) throws IOException {
        for (float number : numbers(numbers)) {
            out.writeFloat(number);
        }
    }

    /** What {@link #save} wrote. */
    void load(DataInput in) throws IOException {
        updates = in.readInt();
        load(in, network.params());
        load(in, network.getUpdater().getStateViewArray());
    }

    private static void load(DataInput in, INDArray numbers) throws IOException {
        float[] read = new float[(int) numbers.length()];
        for (int k = 0; k < read.length; k++) {
            read[k] = in.readFloat();
        }
        set(numbers, read);
    }
}
