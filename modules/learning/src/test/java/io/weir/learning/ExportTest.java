package io.weir.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ships decides as Deeplearning4j does. */
class ExportTest {
    private static final int OBSERVATIONS = 300;

    @ParameterizedTest(name = "seed {0}, {1}-{2}-{2}-{3}")
    @CsvSource({"1, 24, 64, 4, TANH", "2, 7, 13, 1, TANH", "3, 1, 5, 3, IDENTITY", "4, 33, 32, 2, SIGMOID"})
    void decidesTheSameToAMillionth(long seed, int inputs, int hidden, int outputs, Activation last) {
        var random = new SplittableRandom(seed);
        Network network = network(random, inputs, hidden, outputs, last);
        var reference = new ReferenceActor(network);
        double[] output = new double[outputs];
        var scratch = network.scratch();
        for (int k = 0; k < OBSERVATIONS; k++) {
            float[] seen = numbers(random, inputs, 3);
            network.act(doubles(seen), output, scratch);
            assertThat(output).containsExactly(doubles(reference.output(seen)), within(1e-6));
        }
    }

    @Test
    void leavesWithTheWeightsThatWereLearned() {
        var schedule = new Schedule(6, 1, 4, 20, 1000, 3, 1, 0);
        var team = new Team(false, false, RewardMode.COOPERATIVE, 1);
        var settings = new LearningSettings(9, team, Methods.small(), schedule);
        Network learned = new Learner(settings, io.weir.core.Progress.SILENT)
                .learn(new NeighboursGame(2))
                .networks()
                .get(1);
        var reference = new ReferenceActor(learned);
        double[] output = new double[1];
        for (float seen = -1; seen <= 1; seen += 0.1f) {
            learned.act(new double[] {seen}, output, learned.scratch());
            assertThat(output[0]).isNotZero().isCloseTo(reference.output(new float[] {seen})[0], within(1e-6));
        }
    }

    @Test
    void refusesWhatDeeplearning4jIsNotGivenHere() {
        var layer = new NetworkLayer(new float[][] {{1}}, new float[] {0}, Activation.TANH);
        var names = ImmutableList.of("x");
        var origin = new NetworkOrigin(0, "by hand", "none", 0);
        var tanhInside = new Network(names, names, Normalisation.none(1), ImmutableList.of(layer, layer), origin);
        assertThatThrownBy(() -> new ReferenceActor(tanhInside))
                .hasMessageContaining("hidden activation (tanh) must be relu");
        var normalised = new Normalisation(new double[] {1}, new double[] {1});
        var shifted = new Network(names, names, normalised, ImmutableList.of(layer), origin);
        assertThatThrownBy(() -> new ReferenceActor(shifted)).hasMessageContaining("input x must not be normalised");
    }

    private static Network network(SplittableRandom random, int inputs, int hidden, int outputs, Activation last) {
        return new Network(
                names(inputs),
                names(outputs),
                Normalisation.none(inputs),
                ImmutableList.of(
                        layer(random, inputs, hidden, Activation.RELU),
                        layer(random, hidden, hidden, Activation.RELU),
                        layer(random, hidden, outputs, last)),
                new NetworkOrigin(0, "random weights", "none", 0));
    }

    private static ImmutableList<String> names(int count) {
        return IntStream.range(0, count).mapToObj(k -> "n" + k).collect(ImmutableList.toImmutableList());
    }

    private static NetworkLayer layer(SplittableRandom random, int inputs, int outputs, Activation activation) {
        float[][] weights = new float[inputs][];
        for (int input = 0; input < inputs; input++) {
            weights[input] = numbers(random, outputs, 1 / Math.sqrt(inputs));
        }
        return new NetworkLayer(weights, numbers(random, outputs, 0.5), activation);
    }

    private static float[] numbers(SplittableRandom random, int count, double reach) {
        float[] numbers = new float[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = (float) random.nextDouble(-reach, reach);
        }
        return numbers;
    }

    private static double[] doubles(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToDouble(k -> numbers[k]).toArray();
    }
}
