package io.weir.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Progress;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedPlannerTest {
    private static final int PERIODS = 52;
    private static final double BUDGET = 40_000;

    @TempDir
    private static Path folder;

    private static World world;
    private static SimulatedHistory year;
    private static SimulatedHistory longer;
    private static SimulatedPlanner planner;

    /** A world that comes with Weir, by the day: quicker to play. */
    @BeforeAll
    static void calibrated() throws IOException {
        world = byDays("revenue");
        year = history(world, PERIODS);
        longer = history(world, PERIODS + 1);
        planner = SimulatedPlanner.start(world, 1, year, Progress.SILENT);
    }

    private static World byDays(String kpi) throws IOException {
        String text = new String(Worlds.find("steady", 1).yaml(), StandardCharsets.UTF_8);
        Path file = Files.writeString(
                folder.resolve("steady.yaml"),
                text.replace("tick: hour", "tick: day").replace("kpi: revenue", "kpi: " + kpi));
        return Worlds.find(file.toString(), 1).world().over(PERIODS);
    }

    private static SimulatedHistory history(World world, int periods) {
        return SimulatedHistory.of(
                SimulatedMarket.sampled(world, periods),
                SimulatedHistory.targets(world, periods, 1),
                1,
                Progress.SILENT);
    }

    private static double sum(double[][] plan) {
        return Arrays.stream(plan).flatMapToDouble(Arrays::stream).sum();
    }

    @Test
    void goesOnWithThePlanBefore() {
        SimulatedPlanner own = planner.copy();
        double[][] plan = own.plan(BUDGET, 5);
        assertThat(plan).hasDimensions(5, 3);
        assertThat(sum(plan)).isCloseTo(BUDGET, within(0.01));

        double left = BUDGET - Arrays.stream(plan[0]).sum();
        double[][] goneOn = own.learn(longer).plan(left, 4);
        assertThat(goneOn).hasDimensions(4, 3);
        assertThat(sum(goneOn)).isCloseTo(left, within(0.01));
        // the summit near the plan before is the one that a search from many starts finds
        double[][] searched = planner.copy().learn(longer).plan(left, 4);
        for (int c = 0; c < 3; c++) {
            assertThat(goneOn[0][c]).isCloseTo(searched[0][c], within(0.02 * left / 4));
        }
    }

    @Test
    void copiesDoNotLearnFromEachOtherAndLearnAlike() {
        double[][] before = planner.copy().plan(BUDGET, 5);
        SimulatedPlanner one = planner.copy().learn(longer);
        SimulatedPlanner other = planner.copy().learn(longer);
        assertThat(one.plan(BUDGET, 5)).isDeepEqualTo(other.plan(BUDGET, 5)).isNotEqualTo(before);
        assertThat(planner.copy().learn(year).plan(BUDGET, 5)).isDeepEqualTo(before);
    }

    @Test
    void theLastUnitBringsTheSameEverywhereInThePlanAndMoreWhereLessIsSpent() {
        SimulatedPlanner own = planner.copy();
        double[] plan = own.plan(BUDGET, 5)[2];
        double[] less = plan.clone();
        less[1] /= 3;
        double[] more = plan.clone();
        more[1] *= 3;
        assertThat(mean(own.marginalReturns(less, 5)[1])).isGreaterThan(mean(own.marginalReturns(plan, 5)[1]));
        assertThat(mean(own.marginalReturns(more, 5)[1])).isLessThan(mean(own.marginalReturns(plan, 5)[1]));
        assertThat(mean(own.marginalReturns(plan, 5)[0]))
                .isCloseTo(mean(own.marginalReturns(plan, 5)[1]), within(0.15 * mean(own.marginalReturns(plan, 5)[1])));
    }

    @Test
    void whatAMarketThatCountsConversionsReturnsIsValuedAsItsBiddersValueIt() throws IOException {
        World counting = byDays("conversions");
        assertThat(counting.kpiValue()).isEqualTo(world.orderValue()).isGreaterThan(10);
        assertThat(world.kpiValue()).isEqualTo(1);
        double[] spend = year.usualSpend(PERIODS);
        double revenue = mean(planner.copy().marginalReturns(spend, 5)[0]);
        var own = SimulatedPlanner.start(counting, 1, history(counting, PERIODS), Progress.SILENT);
        assertThat(mean(own.marginalReturns(spend, 5)[0])).isCloseTo(revenue, within(0.3 * revenue));
    }

    private static double mean(double[] draws) {
        return Arrays.stream(draws).average().orElseThrow();
    }
}
