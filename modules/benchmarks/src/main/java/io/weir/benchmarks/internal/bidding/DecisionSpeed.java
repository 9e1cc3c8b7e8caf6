package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import io.weir.benchmarks.internal.JmhRun;
import io.weir.learning.ReferenceActor;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One thread decides by a network of 24-64-64-4, one observation after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecisionSpeed {
    private static final int INPUTS = 24;
    private static final int HIDDEN = 64;
    private static final int OUTPUTS = 4;
    private static final int OBSERVATIONS = 256;

    /** Each waits for the one before, four cycles or so. */
    private static final int STEPS_OF_A_MICROSECOND = 700;

    private final Network network = network();
    private final Network.Scratch scratch = network.scratch();
    private final double[] output = new double[OUTPUTS];
    private final double[][] observations = observations();
    private int next;

    private static Network network() {
        var random = new SplittableRandom(1);
        return new Network(
                names("input", INPUTS),
                names("output", OUTPUTS),
                Normalisation.none(INPUTS),
                ImmutableList.of(
                        layer(random, INPUTS, HIDDEN, Activation.RELU),
                        layer(random, HIDDEN, HIDDEN, Activation.RELU),
                        layer(random, HIDDEN, OUTPUTS, Activation.TANH)),
                new NetworkOrigin(1, "random weights", "none", 0));
    }

    private static ImmutableList<String> names(String start, int count) {
        return IntStream.range(0, count).mapToObj(k -> start + k).collect(ImmutableList.toImmutableList());
    }

    private static NetworkLayer layer(SplittableRandom random, int inputs, int outputs, Activation activation) {
        float[][] weights = new float[inputs][];
        for (int input = 0; input < inputs; input++) {
            weights[input] = numbers(random, outputs, 1 / Math.sqrt(inputs));
        }
        return new NetworkLayer(weights, numbers(random, outputs, 1 / Math.sqrt(inputs)), activation);
    }

    private static float[] numbers(SplittableRandom random, int count, double reach) {
        float[] numbers = new float[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = (float) random.nextDouble(-reach, reach);
        }
        return numbers;
    }

    private static double[][] observations() {
        var random = new SplittableRandom(2);
        double[][] observations = new double[OBSERVATIONS][];
        for (int k = 0; k < OBSERVATIONS; k++) {
            observations[k] = random.doubles(INPUTS, -1, 1).toArray();
        }
        return observations;
    }

    private double[] observation() {
        return observations[next++ % OBSERVATIONS];
    }

    /** As it ships. */
    @Benchmark
    public double ours() {
        network.act(observation(), output, scratch);
        return output[0];
    }

    /** The same, each call timed. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double timed() {
        return ours();
    }

    /**
     * Arithmetic on one number for about as long as a decision takes, each call timed: no memory, no branches, nothing of Weir, so what
     * is slow in it is the machine.
     */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double nothing() {
        double sum = next++;
        for (int k = 0; k < STEPS_OF_A_MICROSECOND; k++) {
            sum = Math.fma(sum, 0.5, 1);
        }
        return sum;
    }

    /** Rows long enough that a processor is busy with nothing but what a decision has to multiply. */
    @State(Scope.Thread)
    public static class Rows {
        private static final int AT_ONCE = 6;
        private static final int MULTIPLICATIONS = INPUTS * HIDDEN + HIDDEN * HIDDEN + HIDDEN * OUTPUTS;

        private final float[][] weights = rows();
        private final float[] sums = new float[MULTIPLICATIONS / AT_ONCE];

        private static float[][] rows() {
            var random = new SplittableRandom(3);
            float[][] rows = new float[AT_ONCE][];
            for (int row = 0; row < AT_ONCE; row++) {
                rows[row] = numbers(random, MULTIPLICATIONS / AT_ONCE, 1);
            }
            return rows;
        }

        private void add(float x, float[] w0, float[] w1, float[] w2, float[] w3, float[] w4, float[] w5) {
            for (int k = 0; k < sums.length; k++) {
                float three = Math.fma(x, w2[k], Math.fma(x, w1[k], Math.fma(x, w0[k], sums[k])));
                sums[k] = Math.fma(x, w5[k], Math.fma(x, w4[k], Math.fma(x, w3[k], three)));
            }
        }
    }

    /** As many multiplications and additions as the network has weights, in one loop: what this machine gives plain Java. */
    @Benchmark
    public float bare(Rows rows) {
        float[][] w = rows.weights;
        rows.add((float) observation()[0], w[0], w[1], w[2], w[3], w[4], w[5]);
        return rows.sums[0];
    }

    /** Loaded once, and only where it is measured. */
    @State(Scope.Thread)
    public static class Theirs {
        private final ReferenceActor actor = new ReferenceActor(network());
        private final float[] input = new float[INPUTS];
    }

    /** The same network as Deeplearning4j executes it. */
    @Benchmark
    public float theirs(Theirs theirs) {
        double[] observation = observation();
        for (int k = 0; k < INPUTS; k++) {
            theirs.input[k] = (float) observation[k];
        }
        return theirs.actor.output(theirs.input)[0];
    }

    /**
     * What was measured.
     *
     * @param ours decisions per second, and what one allocates
     * @param theirs the same by Deeplearning4j
     * @param bare the multiplications alone
     * @param decision calls that were timed one by one
     * @param nothing the same of arithmetic on one number
     */
    public record Measured(
            JmhRun.Measured ours, JmhRun.Measured theirs, JmhRun.Measured bare, Slowest decision, Slowest nothing) {}

    /**
     * How long the slowest calls take, microseconds.
     *
     * @param half that half of the calls take at most
     * @param p99 that 99 of 100 take at most
     * @param p999 that 999 of 1000 take at most
     */
    public record Slowest(double half, double p99, double p999) {
        private static Slowest of(JmhRun run, String method) {
            return new Slowest(run.percentile(method, 50), run.percentile(method, 99), run.percentile(method, 99.9));
        }
    }

    /**
     * Measures in processes of their own.
     *
     * @param log where the measuring tool writes what it does
     */
    public static Measured measure(boolean quick, Path log) {
        JmhRun run = JmhRun.of(DecisionSpeed.class, 1, quick, log);
        return new Measured(
                run.measured("ours"),
                run.measured("theirs"),
                run.measured("bare"),
                Slowest.of(run, "timed"),
                Slowest.of(run, "nothing"));
    }
}
