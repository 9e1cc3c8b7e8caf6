package io.weir.policy;

import com.google.common.collect.ImmutableList;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Networks for tests, and what they must say. */
final class Networks {
    private Networks() {}

    static Network any(long seed, int inputs, int hidden, int outputs) {
        var random = new SplittableRandom(seed);
        return new Network(
                names("in", inputs),
                names("out", outputs),
                new Normalisation(
                        random.doubles(inputs, -1, 1).toArray(),
                        random.doubles(inputs, 0.5, 2).toArray()),
                ImmutableList.of(
                        layer(random, inputs, hidden, Activation.RELU),
                        layer(random, hidden, hidden, Activation.TANH),
                        layer(random, hidden, outputs, Activation.SIGMOID)),
                new NetworkOrigin(seed, "random weights", "weir test", 0));
    }

    static ImmutableList<String> names(String start, int count) {
        return IntStream.range(0, count).mapToObj(k -> start + k).collect(ImmutableList.toImmutableList());
    }

    private static NetworkLayer layer(SplittableRandom random, int inputs, int outputs, Activation activation) {
        float[][] weights = new float[inputs][];
        for (int input = 0; input < inputs; input++) {
            weights[input] = numbers(random, outputs);
        }
        return new NetworkLayer(weights, numbers(random, outputs), activation);
    }

    private static float[] numbers(SplittableRandom random, int count) {
        float[] numbers = new float[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = (float) random.nextDouble(-0.5, 0.5);
        }
        return numbers;
    }

    /** In double, as a textbook has it. */
    static double[] byFormula(Network network, double[] input) {
        double[] from = new double[input.length];
        for (int k = 0; k < input.length; k++) {
            from[k] = (input[k] - network.normalisation().mean(k))
                    / network.normalisation().scale(k);
        }
        for (NetworkLayer layer : network.layers()) {
            double[] to = new double[layer.outputs()];
            for (int output = 0; output < to.length; output++) {
                double sum = layer.bias(output);
                for (int k = 0; k < from.length; k++) {
                    sum += from[k] * layer.weight(k, output);
                }
                to[output] = activated(layer.activation(), sum);
            }
            from = to;
        }
        return from;
    }

    /** In float, one product after the other. */
    static double[] inFloat(Network network, double[] input) {
        float[] from = new float[input.length];
        for (int k = 0; k < input.length; k++) {
            from[k] = (float) ((input[k] - network.normalisation().mean(k))
                    / network.normalisation().scale(k));
        }
        for (NetworkLayer layer : network.layers()) {
            float[] to = new float[layer.outputs()];
            for (int output = 0; output < to.length; output++) {
                float sum = layer.bias(output);
                for (int k = 0; k < from.length; k++) {
                    sum = Math.fma(from[k], layer.weight(k, output), sum);
                }
                to[output] = activatedInFloat(layer.activation(), sum);
            }
            from = to;
        }
        double[] output = new double[from.length];
        for (int k = 0; k < output.length; k++) {
            output[k] = from[k];
        }
        return output;
    }

    private static float activatedInFloat(Activation activation, float x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(0, x);
            case TANH -> (float) (1 - 2 / (Math.exp(2.0 * x) + 1));
            case SIGMOID -> (float) (1 / (1 + Math.exp(-x)));
        };
    }

    static double activated(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(0, x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
        };
    }
}
