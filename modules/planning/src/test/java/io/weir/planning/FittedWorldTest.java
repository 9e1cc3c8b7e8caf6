package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.KpiKind;
import io.weir.core.Progress;
import io.weir.planning.FittedWorld.FittedChannel;
import io.weir.planning.FittedWorld.Settings;
import io.weir.planning.internal.reading.WorldReader;
import io.weir.simulator.Amount;
import io.weir.simulator.Audience;
import io.weir.simulator.Branches;
import io.weir.simulator.MailChannel;
import io.weir.simulator.ResponseCurves;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FittedWorldTest {
    private static Workspace workspace;
    private static Calibration calibration;
    private static FittedWorld fitted;

    @BeforeAll
    static void fit(@TempDir Path folder) {
        var market = new Market(folder);
        workspace = market.workspace("periods: 4\nbudget: 24000");
        calibration = market.calibration(workspace);
        fitted = FittedWorld.of(
                workspace,
                calibration,
                new Settings(OptionalDouble.of(80), OptionalDouble.empty(), false, 2),
                Options.defaults());
    }

    @Test
    void theWorldBringsWhatTheModelSays() {
        assertThat(fitted.medianDifference()).isLessThan(0.1);
        assertThat(fitted.worstDifference()).isLessThan(0.25);
        assertThat(fitted.kpi().difference()).isLessThan(0.1);
        for (FittedChannel channel : fitted.channels()) {
            assertThat(channel.usually().low()).isLessThan(channel.usually().model());
            assertThat(channel.usually().high()).isGreaterThan(channel.usually().model());
            assertThat(channel.spent()).as(channel.name()).isGreaterThan(0.85);
        }
    }

    @Test
    void whatItSaysOfTheWorldIsWhatTheSimulatorDoes() {
        World world = WorldReader.read("world.yaml", fitted.yaml());
        double[] usual =
                fitted.channels().stream().mapToDouble(FittedChannel::usual).toArray();
        double[][] history = new double[4][];
        Arrays.fill(history, usual);
        var branches = Branches.of(world, history, fitted.periods(), 13, 8, 1);
        var curves = ResponseCurves.of(
                branches, usual, fitted.periods(), 13, ImmutableDoubleArray.of(0, 1), Progress.SILENT);
        for (int c = 0; c < usual.length; c++) {
            Amount played = curves.curves().get(c).get(1);
            double said = fitted.channels().get(c).usually().world();
            // by chance and by the season, which the fit leaves out
            assertThat(played.value()).isCloseTo(said, within(0.3 * said + 3 * played.error()));
        }
    }

    @Test
    void itHasTheBusinessesChannelsDatesAndMoney() {
        World world = fitted.world();
        assertThat(world.channels())
                .extracting(channel -> channel.name() + " " + channel.kind())
                .containsExactly("search SEARCH", "social SOCIAL", "tv OTHER");
        assertThat(world.periods()).isEqualTo(Market.WEEKS);
        assertThat(world.start()).isEqualTo(workspace.history().start());
        assertThat(world.kpi()).isEqualTo(KpiKind.REVENUE);
        assertThat(world.unit().currency().orElseThrow().getCurrencyCode()).isEqualTo("EUR");
        assertThat(world.audiences())
                .singleElement()
                .extracting(Audience::orderValue)
                .isEqualTo(80.0);
        SimulatedHistory played = SimulatedHistory.of(world, 1, Progress.SILENT);
        double mean = Arrays.stream(played.kpi()).average().orElseThrow();
        assertThat(mean)
                .isCloseTo(fitted.kpi().model(), within(0.25 * fitted.kpi().model()));
    }

    @Test
    void aPlanBecomesTargetsOfItsChannels() {
        PlanReport plan = workspace.plan(calibration, Options.defaults());
        double[] cells =
                plan.cells().stream().mapToDouble(PlanReport.Cell::spend).toArray();
        double[][] targets = fitted.targets(plan.grid(), cells);
        assertThat(targets).hasDimensions(4, 3);
        assertThat(targets[2][1]).isEqualTo(cells[plan.grid().cell(2, 1)]);
    }

    @Test
    void dearerChannelsBringLessForTheMoney() {
        World dearer = fitted.priced(
                Map.of("social", 2.0),
                fitted.world().start(),
                fitted.world().start().plusYears(5));
        SimulatedHistory usual = SimulatedHistory.of(fitted.world(), 1, Progress.SILENT);
        SimulatedHistory dear = SimulatedHistory.of(dearer, 1, Progress.SILENT);
        assertThat(volume(dear, 1)).isLessThan(0.7 * volume(usual, 1));
        assertThat(volume(dear, 2)).isCloseTo(volume(usual, 2), within(0.05 * volume(usual, 2)));
    }

    private static double volume(SimulatedHistory history, int channel) {
        return Arrays.stream(history.volume()).mapToDouble(row -> row[channel]).sum();
    }

    @Test
    void singleDrawsGiveWorldsThatDiffer() {
        ImmutableList<byte[]> draws = fitted.draws();
        assertThat(draws).hasSize(2);
        assertThat(fitted.files()).containsOnlyKeys("world.yaml", "world-01.yaml", "world-02.yaml");
        String first = new String(draws.get(0), StandardCharsets.UTF_8);
        assertThat(first).isNotEqualTo(new String(draws.get(1), StandardCharsets.UTF_8));
        assertThat(WorldReader.read("world-01.yaml", draws.get(0)).channels()).hasSize(3);
    }

    @Test
    void theSameWorkspaceGivesTheSameBytes() {
        FittedWorld again = FittedWorld.of(
                workspace,
                calibration,
                new Settings(OptionalDouble.of(80), OptionalDouble.empty(), false, 0),
                Options.defaults());
        assertThat(again.yaml()).isEqualTo(fitted.yaml());
        assertThat(new String(again.yaml(), StandardCharsets.UTF_8))
                .startsWith("# Fitted by ")
                .contains(calibration.key());
    }

    @Test
    void whatIsAssumedIsSaid(@TempDir Path folder) throws Exception {
        assertThat(fitted.text())
                .contains("90 % interval", "off the model's mean by", "how many people there are", "no rivals");
        assertThat(fitted.text().lines()).allMatch(line -> line.length() <= 100);
        assertThat(fitted.assumed()).noneMatch(one -> one.startsWith("an order is worth"));
        assertThat(fitted.json()).contains("\"weir-world/1\"", "\"median_difference\"");
        fitted.write(folder.resolve("new"));
        assertThat(Files.readAllBytes(folder.resolve("new/world.yaml"))).isEqualTo(fitted.yaml());
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Settings(OptionalDouble.of(0), OptionalDouble.empty(), false, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Settings(OptionalDouble.empty(), OptionalDouble.of(5), false, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Settings(OptionalDouble.empty(), OptionalDouble.empty(), false, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChannelThatIsSaidToBringNothingBringsNextToNothing(@TempDir Path folder) throws Exception {
        new Market(folder).workspace("periods: 4\nbudget: 24000");
        Files.writeString(
                folder.resolve("weir.yaml"),
                "model:\n  interactions: none\n  social: {fitted: {robyn: {theta: 0.2, alpha: 2, gamma: 0.5, coefficient: 0}}}\n",
                StandardOpenOption.APPEND);
        Workspace idle = Workspace.open(folder);
        FittedWorld world = FittedWorld.of(
                idle,
                idle.calibrate(Options.defaults()),
                new Settings(OptionalDouble.of(80), OptionalDouble.empty(), false, 1),
                Options.defaults());
        FittedChannel social = world.channels().get(1);
        assertThat(social.usually().model()).isZero();
        assertThat(social.usually().isNothing()).isTrue();
        assertThat(world.text()).contains("nothing").doesNotContain("Infinity", "NaN");
        assertThat(world.worstDifference()).isLessThan(0.2);
        assertThat(world.channels().get(0).usually().difference()).isLessThan(0.2);
        assertThat(world.draws()).hasSize(1);
    }

    @Test
    void mailIsGivenAListThatCanTakeIt(@TempDir Path folder) {
        World halo = Worlds.named("halo").byDays(8).over(60);
        SimulatedHistory seen = SimulatedHistory.of(halo, 3, Progress.SILENT);
        FittedWorld mailed = Simulation.inWorkspace(
                halo, 3, seen, one -> FittedWorld.of(one, Market.quick(one), Settings.defaults(), Options.defaults()));
        FittedChannel email = mailed.channels().get(2);
        assertThat(mailed.world().channels().get(2)).isInstanceOf(MailChannel.class);
        assertThat(email.price().orElseThrow()).isCloseTo(0.002, within(1e-4));
        assertThat(email.worldPrice()).isCloseTo(0.002, within(1e-4));
        assertThat(email.spent()).isGreaterThan(0.9);
        assertThat(mailed.world().delay().mean()).isCloseTo(2, within(0.7));
    }

    @Test
    void differencesAreOfNoLessThanWhatMatters() {
        var near = new FittedWorld.Answer(10, 8, 12, 7, 1);
        assertThat(near.difference()).isEqualTo(0.3);
        assertThat(near.isWithin()).isFalse();
        var nothing = new FittedWorld.Answer(1e-9, 1e-9, 1e-9, 0.9, 1);
        assertThat(nothing.difference()).isZero();
        assertThat(nothing.isWithin()).isTrue();
        var something = new FittedWorld.Answer(0, 0, 0, 2, 1);
        assertThat(something.isNothing()).isFalse();
        assertThat(something.difference()).isEqualTo(2);
        assertThat(something.isWithin()).isFalse();
    }
}
