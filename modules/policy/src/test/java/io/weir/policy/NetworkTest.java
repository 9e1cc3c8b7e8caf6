package io.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Index.atIndex;

import com.google.common.collect.ImmutableList;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final NetworkOrigin ORIGIN = new NetworkOrigin(7, "by hand", "none", 0);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void decidesAsTheFormulaSays(long seed) {
        Network network = Networks.any(seed, 5 + (int) seed, 9, 3);
        var random = new SplittableRandom(seed);
        double[] input = random.doubles(network.inputs().size(), -3, 3).toArray();
        double[] output = new double[3];
        network.act(input, output, network.scratch());
        assertThat(output).containsExactly(Networks.byFormula(network, input), within(1e-6));
    }

    /** Layers of many outputs are added in another way than those of few, several inputs at a time. */
    @ParameterizedTest(name = "hidden {0}")
    @ValueSource(ints = {1, 4, 15, 16, 17, 63, 64, 65, 67, 128, 130})
    void decidesAsTheFormulaSaysWhateverItsWidth(int hidden) {
        for (int inputs : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 63, 64, 65}) {
            Network network = Networks.any(hidden, inputs, hidden, 1 + inputs % 7);
            Network.Scratch scratch = network.scratch();
            var random = new SplittableRandom(inputs);
            double[] output = new double[network.outputs().size()];
            for (int decision = 0; decision < 20; decision++) {
                double[] input = random.doubles(inputs, -3, 3).toArray();
                network.act(input, output, scratch);
                assertThat(output)
                        .as("%s inputs", inputs)
                        .containsExactly(Networks.byFormula(network, input), within(1e-6));
            }
        }
    }

    /** To the last bit, so what a policy decides does not depend on how many products are made at a time. */
    @ParameterizedTest(name = "hidden {0}")
    @ValueSource(ints = {3, 16, 64, 67, 130})
    void addsProductsInTheOrderOfTheInputs(int hidden) {
        Network network = Networks.any(hidden, 140, hidden, 5);
        Network.Scratch scratch = network.scratch();
        var random = new SplittableRandom(hidden);
        double[] output = new double[5];
        for (int decision = 0; decision < 50; decision++) {
            double[] input = random.doubles(140, -3, 3).toArray();
            network.act(input, output, scratch);
            assertThat(output).containsExactly(Networks.inFloat(network, input));
        }
    }

    /** What one decision left in the scratch is not seen by the next. */
    @Test
    void decidesTheSameWhateverWasDecidedBefore() {
        Network network = Networks.any(3, 20, 70, 20);
        Network.Scratch scratch = network.scratch();
        double[] input = new SplittableRandom(3).doubles(20, -3, 3).toArray();
        double[] first = new double[20];
        network.act(input, first, scratch);
        double[] other = new SplittableRandom(4).doubles(20, -3, 3).toArray();
        network.act(other, new double[20], scratch);
        double[] again = new double[20];
        network.act(input, again, scratch);
        assertThat(again).containsExactly(first);
    }

    @Test
    void leavesTheBiasesWhereNoInputIsPositive() {
        float[] biases = new float[20];
        biases[7] = 0.5f;
        biases[19] = -0.25f;
        var layers = ImmutableList.of(
                new NetworkLayer(new float[][] {{1}}, new float[] {0}, Activation.RELU),
                new NetworkLayer(new float[1][20], biases, Activation.IDENTITY));
        var network =
                new Network(ImmutableList.of("x"), Networks.names("out", 20), Normalisation.none(1), layers, ORIGIN);
        double[] output = new double[20];
        network.act(new double[] {-3}, output, network.scratch());
        assertThat(output).containsOnly(0, 0.5, -0.25).contains(0.5, atIndex(7)).contains(-0.25, atIndex(19));
    }

    @Test
    void knowsEachActivation() {
        for (Activation activation : Activation.values()) {
            for (double x : new double[] {-50, -2, -1e-4, 0, 0.3, 4, 50}) {
                double[] output = new double[1];
                Network network = single(activation);
                network.act(new double[] {x}, output, network.scratch());
                assertThat(output[0])
                        .as("%s of %s", activation, x)
                        .isCloseTo(Networks.activated(activation, x), within(1e-6));
            }
        }
    }

    private static Network single(Activation activation) {
        var layer = new NetworkLayer(new float[][] {{1}}, new float[] {0}, activation);
        return new Network(
                ImmutableList.of("x"), ImmutableList.of("y"), Normalisation.none(1), ImmutableList.of(layer), ORIGIN);
    }

    @Test
    void normalisesItsInputs() {
        var layer = new NetworkLayer(new float[][] {{1}}, new float[] {0}, Activation.IDENTITY);
        var normalisation = new Normalisation(new double[] {1000}, new double[] {10});
        var network = new Network(
                ImmutableList.of("spent"), ImmutableList.of("y"), normalisation, ImmutableList.of(layer), ORIGIN);
        double[] output = new double[1];
        network.act(new double[] {1015}, output, network.scratch());
        assertThat(output[0]).isEqualTo(1.5);
    }

    @Test
    void refusesAnInputThatIsNoNumberByItsName() {
        Network network = Networks.any(1, 4, 8, 2);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            double[] input = {0, 0, bad, 0};
            assertThatThrownBy(() -> network.act(input, new double[2], network.scratch()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in2 (" + bad + ") must be finite");
        }
    }

    @Test
    void refusesArraysOfOtherLengthsAndTheScratchOfAnother() {
        Network network = Networks.any(1, 4, 8, 2);
        Network other = Networks.any(1, 4, 8, 2);
        assertThatThrownBy(() -> network.act(new double[3], new double[2], network.scratch()))
                .hasMessageContaining("input (3) must be 4");
        assertThatThrownBy(() -> network.act(new double[4], new double[1], network.scratch()))
                .hasMessageContaining("output (1) must be 2");
        assertThatThrownBy(() -> network.act(new double[4], new double[2], other.scratch()))
                .hasMessageContaining("scratch must be this network's own");
    }

    @Test
    void refusesLayersThatDoNotFitAndNamesThatAreTwice() {
        Network fits = Networks.any(1, 4, 8, 2);
        ImmutableList<NetworkLayer> first = ImmutableList.of(fits.layers().get(0));
        assertThatThrownBy(() -> new Network(fits.inputs(), fits.outputs(), fits.normalisation(), first, fits.origin()))
                .hasMessageContaining("outputs of the last layer (8) must be 2");
        var twice = ImmutableList.of("a", "b", "a", "c");
        assertThatThrownBy(() -> new Network(twice, fits.outputs(), fits.normalisation(), fits.layers(), ORIGIN))
                .hasMessageContaining("must be there once each");
        var spaced = ImmutableList.of("a", "b c", "d", "e");
        assertThatThrownBy(() -> new Network(spaced, fits.outputs(), fits.normalisation(), fits.layers(), ORIGIN))
                .hasMessageContaining("name (b c)");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        assertThatThrownBy(() -> new NetworkLayer(new float[][] {{Float.NaN}}, new float[] {0}, Activation.IDENTITY))
                .hasMessageContaining("weight (NaN) must be finite");
        assertThatThrownBy(() -> new Normalisation(new double[] {0}, new double[] {0}))
                .hasMessageContaining("scale (0.0) must be finite and > 0");
    }
}
