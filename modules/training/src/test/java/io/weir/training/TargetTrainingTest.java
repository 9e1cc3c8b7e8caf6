package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.Progress;
import io.weir.hierarchy.ReturnEvidence;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.Trial;
import io.weir.planning.Worlds;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTrainingTest {
    @TempDir
    private Path folder;

    private World byDay(long number) {
        return byDay(number % 2 == 0 ? "steady" : "halo", "revenue", number);
    }

    private World byDay(String name, String kpi, long number) {
        try {
            String text = new String(Worlds.find(name, 1).yaml(), StandardCharsets.UTF_8);
            Path file = Files.writeString(
                    folder.resolve("world-" + number + ".yaml"),
                    text.replace("tick: hour", "tick: day")
                            .replace("kpi: revenue", "kpi: " + kpi)
                            .replaceAll("auctions: \\d+", "auctions: 8"));
            return Worlds.find(file.toString(), 1).world().over(12);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model that knows nothing: the same of every channel. */
    private static ReturnModel ignorant(World world, long seed, Trial trial) {
        return targets -> {
            double[][] same = new double[targets.length][];
            Arrays.fill(same, new double[] {1, 3});
            return same;
        };
    }

    private byte[] learned(Path file) throws IOException {
        var training = new TargetTraining(this::byDay, TargetTrainingTest::ignorant, 1, 10);
        TargetTraining.Learned learned = training.learn("test", Progress.SILENT);
        assertThat(learned.rows()).isEqualTo(10 * 3 * 3);
        assertThat(learned.errors())
                .hasSize(3)
                .allSatisfy(
                        errors -> assertThat(errors.policy()).as("%s", errors).isLessThan(errors.model()))
                .allSatisfy(errors -> assertThat(told(learned.network(), errors.kind()))
                        .isCloseTo(errors.policyBySpend(), within(1e-6)));
        // channels are not alike in what they spend
        assertThat(learned.errors())
                .anySatisfy(errors -> assertThat(errors.policyBySpend())
                        .isNotCloseTo(errors.policy(), within(0.01 * errors.policy())));
        // no market has a channel of another kind
        assertThat(told(learned.network(), ChannelKind.OTHER))
                .isCloseTo(
                        learned.errors().stream()
                                .mapToDouble(TargetTraining.Errors::policyBySpend)
                                .max()
                                .orElseThrow(),
                        within(1e-6));
        NetworkFile.write(file, learned.network());
        return Files.readAllBytes(file);
    }

    @Test
    void learnsMoreThanAnIgnorantModelKnowsAndTheSameAgain() throws IOException {
        assertThat(learned(folder.resolve("a.net"))).isEqualTo(learned(folder.resolve("b.net")));
    }

    @Test
    void learnsTheSameOfMarketsThatCountOrdersAsOfThoseThatCountRevenue() {
        assertThat(onlySteady("conversions")).containsExactly(onlySteady("revenue"), within(0.02));
    }

    /** What is made of one aspect of each kind of channel. */
    private double[] onlySteady(String kpi) {
        Network network = new TargetTraining(
                        number -> byDay("steady", kpi, number), TargetTrainingTest::ignorant, 1, 10)
                .learn("test", Progress.SILENT)
                .network();
        return Stream.of("search/one", "social/one", "email/one")
                .mapToDouble(name -> {
                    double[] input = new double[ReturnEvidence.INPUTS.size()];
                    input[ReturnEvidence.INPUTS.indexOf(name)] = 1;
                    return decided(network, input)[0];
                })
                .toArray();
    }

    private static double[] decided(Network network, double[] input) {
        double[] output = new double[ReturnEvidence.OUTPUTS.size()];
        network.act(input, output, network.scratch());
        return output;
    }

    private static Network linear(float weight, float bias) {
        int inputs = ReturnEvidence.INPUTS.size();
        float[][] weights = new float[inputs][ReturnEvidence.OUTPUTS.size()];
        float[] biases = new float[ReturnEvidence.OUTPUTS.size()];
        Arrays.fill(biases, bias);
        for (float[] row : weights) {
            Arrays.fill(row, weight);
        }
        return new Network(
                ReturnEvidence.INPUTS,
                ReturnEvidence.OUTPUTS,
                Normalisation.none(inputs),
                ImmutableList.of(new NetworkLayer(weights, biases, Activation.IDENTITY)),
                new NetworkOrigin(1, "by hand", "test", 0));
    }

    @Test
    void whatIsTrainedFurtherKeepsWhatTheMarketsDoNotTell() {
        var training = new TargetTraining(this::byDay, TargetTrainingTest::ignorant, 1, 10);
        Network further =
                training.from(linear(5, 0), 0.05).learn("test", Progress.SILENT).network();
        double[] other = new double[ReturnEvidence.INPUTS.size()];
        int unseen = ReturnEvidence.INPUTS.indexOf("other/shadow-price");
        other[unseen] = 1;
        // no market has a channel of that kind
        assertThat(decided(further, other)[0]).isEqualTo(5);
        double[] email = new double[ReturnEvidence.INPUTS.size()];
        email[ReturnEvidence.INPUTS.indexOf("email/one")] = 1;
        assertThat(decided(further, email)[0]).isNotEqualTo(5);
        assertThat(further.origin().configuration()).isEqualTo("allocation markets 10 after by hand");
        // never surer than what it goes on from
        for (ChannelKind kind : ChannelKind.values()) {
            assertThat(told(further, kind)).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void isHeldNearWhatItWasByPull() {
        Network start = new TargetTraining(this::byDay, TargetTrainingTest::ignorant, 101, 10)
                .learn("test", Progress.SILENT)
                .network();
        var training =
                new TargetTraining(number -> byDay("halo", "revenue", number), TargetTrainingTest::ignorant, 1, 10);
        double free = distance(training.from(start, 0.05), start);
        double held = distance(training.from(start, TargetTraining.PULL), start);
        assertThat(held).isBetween(1e-3, free / 2);
    }

    /** Of the weights of marginal returns. */
    private static double distance(TargetTraining training, Network from) {
        Network network = training.learn("test", Progress.SILENT).network();
        double squares = 0;
        for (int k = 0; k < ReturnEvidence.INPUTS.size(); k++) {
            double[] one = new double[ReturnEvidence.INPUTS.size()];
            one[k] = 1;
            squares += Math.pow(decided(network, one)[0] - decided(from, one)[0], 2);
        }
        return Math.sqrt(squares);
    }

    private static double told(Network network, ChannelKind kind) {
        double[] input = new double[ReturnEvidence.INPUTS.size()];
        input[ReturnEvidence.isOf(kind)] = 1;
        return decided(network, input)[ReturnEvidence.OUTPUTS.indexOf("error")];
    }

    @Test
    void onlyWhatItMakesItselfCanBeTrainedFurther() {
        var training = new TargetTraining(this::byDay, TargetTrainingTest::ignorant, 1, 10);
        assertThatThrownBy(() -> training.from(linear(0.25f, 1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be linear, without biases");
        assertThatThrownBy(() -> training.from(linear(0.25f, 0), -0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pull (-0.1)");
    }
}
