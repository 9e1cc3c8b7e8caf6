package io.weir.planning;

import static io.weir.planning.Market.micros;
import static io.weir.planning.Market.totalMicros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Goal;
import io.weir.core.Progress;
import io.weir.planning.internal.planner.Replanning;
import io.weir.planning.internal.reading.WorkspaceReader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans that maximise what customers are worth over time. */
class LifetimeValueTest {
    private static final String LIFETIME = "\nobjective: lifetime-value\nlifetime-value: 16";
    /** The same worth, as the KPI's own value is 16; by a power of two, sums come out the same to the last bit. */
    private static final String PROFIT = "\nobjective: profit\nmargin: 1";

    @TempDir
    private Path directory;

    private Market market;

    @BeforeEach
    void opens() {
        market = new Market(directory)
                .history(Market.csv("orders", 0))
                .kpi("kpi: {column: orders, kind: conversions, value: 16}");
    }

    @Test
    void countsWhatConversionsAreWorthAndTheCostOfSpend() {
        PlanReport counts = market.plan("periods: 4\nbudget: 24000\ncaution: none\nobjective: conversions");
        PlanReport worth = market.plan("periods: 4\nbudget: 24000\ncaution: none" + LIFETIME);

        assertThat(worth.headline().value().mean())
                .isCloseTo(
                        16 * counts.headline().value().mean() - 24_000,
                        within(0.001 * worth.headline().value().mean()));
        assertThat(totalMicros(worth)).isEqualTo(micros(24_000));
        assertThat(worth.headline().marginalReturn())
                .isCloseTo(16 * counts.headline().marginalReturn() - 1, within(0.03));
        assertThat(worth.headline().carryOut().mean())
                .as("spend is no part of what comes after the horizon")
                .isCloseTo(
                        16 * counts.headline().carryOut().mean(),
                        within(0.01 * worth.headline().value().mean()));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "budget: 24000",
                "budget: 24000\ncaution: 0.01\nbaseline: {last: 2}",
                "budget: 24000\nrisk: {cvar: 0.2}",
                "budget: {max: 60000, target-return: 30}",
                "budget: {max: 200000, target-marginal-return: 15}",
                "budget: {max: 60000, outcome: 500000}"
            })
    void isPlannedAsProfitOfTheSameWorth(String settings) {
        PlanReport profit = market.plan("periods: 4\n" + settings + PROFIT);
        PlanReport lifetime = market.plan("periods: 4\n" + settings + LIFETIME);

        assertThat(lifetime.cells()).isEqualTo(profit.cells());
        assertThat(lifetime.headline()).isEqualTo(profit.headline());
        assertThat(lifetime.channels()).isEqualTo(profit.channels());
    }

    @Test
    void rulesOnReturnsAskForWhatCustomersAreWorth() {
        String rule = "rules: [{channel: tv, min-return: 25}]\n";
        PlanReport free = market.plan("periods: 4\nbudget: 24000\ncaution: none" + LIFETIME);
        PlanReport profit = ruled("periods: 4\nbudget: 24000\ncaution: none" + PROFIT, rule);
        PlanReport lifetime = ruled("periods: 4\nbudget: 24000\ncaution: none" + LIFETIME, rule);

        assertThat(lifetime.cells()).isEqualTo(profit.cells());
        PlanReport.ChannelReport tv = lifetime.channels().get(2);
        assertThat(free.channels().get(2).returnOnSpend().orElseThrow().mean() + 1)
                .as("the rule holds something back")
                .isLessThan(25);
        assertThat(tv.returnOnSpend().orElseThrow().mean() + 1).isGreaterThanOrEqualTo(25 * (1 - 1e-3));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{max: 200000, target-marginal-return: 15}", "{max: 200000, target-return: 30}"})
    void spendsMoreWhereCustomersAreWorthMore(String budget) {
        String settings =
                "periods: 4\ncaution: none\nbudget: " + budget + "\nobjective: lifetime-value\nlifetime-value: ";
        PlanReport once = market.plan(settings + 16);
        PlanReport twice = market.plan(settings + 32);

        assertThat(once.headline().spend()).isPositive();
        assertThat(twice.headline().spend()).isGreaterThan(1.2 * once.headline().spend());
    }

    @Test
    void aRunIsPlannedAnewWithTheSameWorth() {
        ImmutableDoubleArray[] profit = replanned("periods: 4\nbudget: 24000" + PROFIT);
        ImmutableDoubleArray[] lifetime = replanned("periods: 4\nbudget: 24000" + LIFETIME);

        assertThat(lifetime).isEqualTo(profit);
        double[][] worth = Replanning.marginalReturns(
                WorkspaceReader.read(directory), posterior().posterior(), lifetime, Goal.LIFETIME_VALUE);
        market.workspace("periods: 4\nbudget: 24000\nobjective: conversions");
        double[][] counts = Replanning.marginalReturns(
                WorkspaceReader.read(directory), posterior().posterior(), lifetime, Goal.CONVERSIONS);
        assertThat(worth[0][0]).isCloseTo(16 * counts[0][0] - 1, within(1e-6));
    }

    @Test
    void saysThatItIsMoneyAndWhatAConversionIsWorth() {
        PlanReport plan = market.plan("periods: 4\nbudget: 24000" + LIFETIME);

        assertThat(PlanText.table(plan))
                .containsPattern("EUR\\s+of\\s+incremental\\s+lifetime\\s+value\\s+less\\s+spend")
                .contains("EUR per EUR");
        assertThat(PlanText.json(plan))
                .contains("\"goal\":\"lifetime-value\"")
                .contains("plan.lifetime-value: 16.00 EUR a conversion, as given.");
        assertThat(Workspace.open(directory).write(plan)).hasSize(4);
    }

    private ImmutableDoubleArray[] replanned(String settings) {
        market.workspace(settings);
        return Replanning.plan(
                WorkspaceReader.read(directory),
                posterior().posterior(),
                24_000,
                4,
                Optional.empty(),
                1,
                Progress.SILENT);
    }

    private Calibration posterior() {
        return market.calibration(Workspace.open(directory));
    }

    private PlanReport ruled(String settings, String rules) {
        market.workspace(settings);
        market.write("weir.yaml", read() + rules);
        return market.plan(Workspace.open(directory));
    }

    private String read() {
        try {
            return java.nio.file.Files.readString(directory.resolve("weir.yaml"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
