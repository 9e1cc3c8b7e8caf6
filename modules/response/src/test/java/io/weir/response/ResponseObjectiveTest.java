package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.response.ResponseObjective.Worth;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseObjectiveTest {
    static Stream<Arguments> markets() {
        return Arrays.stream(Market.Kind.values())
                .flatMap(kind -> IntStream.range(0, 6).mapToObj(seed -> Arguments.of(kind, (long) seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void aPlanOfZerosIsWorthNothing(Market.Kind kind, long seed) {
        var market = Market.any(new SplittableRandom(seed), kind);
        assertThat(market.objective().value(new double[market.grid().cells()])).isZero();
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void gradientAgreesWithFiniteDifferences(Market.Kind kind, long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, kind);
        assertGradient(market.objective(), market.anyPlan(random), market.usual());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void gradientOfACautiousPlannerAgreesWithFiniteDifferences(Market.Kind kind, long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, kind);
        var reference = market.objective().valuesByDraw(market.anyPlan(random));
        var utility = new DrawUtility.Cautious(new DrawUtility.Cvar(0.3), reference, 2);
        assertGradient(market.objective().with(utility), market.anyPlan(random), market.usual());
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void gradientUnderWeightsAgreesWithFiniteDifferences(Market.Kind kind, long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, kind);
        double[] shares = random.doubles(market.objective().draws(), 0, 1).toArray();
        double sum = Arrays.stream(shares).sum();
        var utility =
                new DrawUtility.Weighted(Arrays.stream(shares).map(v -> v / sum).toArray());
        assertGradient(market.objective().with(utility), market.anyPlan(random), market.usual());
    }

    private static void assertGradient(ResponseObjective objective, double[] plan, double usual) {
        var gradient = new double[plan.length];
        double value = objective.valueAndGradient(plan, gradient);
        assertThat(value).isCloseTo(objective.value(plan), within(1e-9 * Math.max(1, Math.abs(value))));
        double steepest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        double h = 1e-5 * usual;
        for (int cell = 0; cell < plan.length; cell++) {
            double kept = plan[cell];
            plan[cell] = kept + h;
            double above = objective.value(plan);
            plan[cell] = kept - h;
            double below = objective.value(plan);
            plan[cell] = kept;
            assertThat(gradient[cell])
                    .as("cell %s", cell)
                    .isCloseTo((above - below) / (2 * h), within(1e-5 * steepest));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void trackerAgreesWithTheValueAfterAnyChanges(Market.Kind kind, long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, kind);
        var objective = market.objective().with(new DrawUtility.Cvar(0.4));
        double[] start = market.anyPlan(random);
        double[] plan = start.clone();
        var tracker = objective.track(plan);
        for (int round = 0; round < 20; round++) {
            int changes = random.nextInt(4);
            for (int k = 0; k < changes; k++) {
                int cell = random.nextInt(plan.length);
                plan[cell] = random.nextInt(4) == 0 ? 0 : random.nextDouble(3 * market.usual());
                tracker.set(cell, plan[cell]);
            }
            assertThat(tracker.value()).isCloseTo(objective.value(plan), within(1e-7));
        }
        for (int cell = 0; cell < plan.length; cell++) {
            tracker.set(cell, 0);
            tracker.set(cell, start[cell]);
        }
        assertThat(tracker.value()).isCloseTo(objective.value(start), within(1e-7));
        assertThat(tracker.valuesByDraw()).containsExactly(objective.valuesByDraw(start), within(1e-7));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void majorantIsConcaveAndNowhereBelowTheValue(Market.Kind kind, long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, kind);
        var objective = market.objective();
        if (seed % 2 == 1) {
            objective = objective.with(new DrawUtility.Cvar(0.5));
        }
        int cells = market.grid().cells();
        double[] lower = random.doubles(cells, -1, 1).map(v -> Math.max(0, v)).toArray();
        double[] upper = new double[cells];
        for (int k = 0; k < cells; k++) {
            lower[k] *= market.usual();
            upper[k] = random.nextInt(6) == 0 ? lower[k] : lower[k] + random.nextDouble(3 * market.usual());
        }
        var majorant = objective.concaveMajorant(lower, upper);
        var gradient = new double[cells];
        for (int round = 0; round < 30; round++) {
            double[] x = anyWithin(random, lower, upper, round);
            double[] y = anyWithin(random, lower, upper, round + 1);
            double atX = majorant.valueAndGradient(x, gradient);
            double tangent = atX;
            for (int k = 0; k < cells; k++) {
                tangent += gradient[k] * (y[k] - x[k]);
            }
            double slack = 1e-9 * Math.max(1, Math.abs(atX));
            assertThat(atX).as("above the value").isGreaterThanOrEqualTo(objective.value(x) - slack);
            assertThat(majorant.valueAndGradient(y, new double[cells]))
                    .as("below its tangent")
                    .isLessThanOrEqualTo(tangent + slack);
        }
    }

    /** Points inside the box; now and then with cells at its ends. */
    private static double[] anyWithin(SplittableRandom random, double[] lower, double[] upper, int round) {
        var out = new double[lower.length];
        for (int k = 0; k < out.length; k++) {
            double share = round % 3 == 0 ? Math.round(random.nextDouble()) : random.nextDouble();
            out[k] = lower[k] + share * (upper[k] - lower[k]);
        }
        return out;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void majorantIsTheValueItselfWhereThatIsConcave(long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, Market.Kind.CONCAVE);
        var objective = market.objective();
        int cells = market.grid().cells();
        var upper = new double[cells];
        Arrays.fill(upper, 3 * market.usual());
        var majorant = objective.concaveMajorant(new double[cells], upper);
        double[] plan = market.anyPlan(random);
        var gradient = new double[cells];
        var own = new double[cells];
        double value = majorant.valueAndGradient(plan, gradient);
        assertThat(value).isCloseTo(objective.valueAndGradient(plan, own), within(1e-9 * value));
        assertThat(gradient).containsExactly(own, within(1e-9));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void theValueHoldsAllThatComesAfterTheHorizon(Market.Kind kind, long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, kind);
        var gross = ResponseObjective.of(market.posterior(), market.history(), market.grid(), new Worth(1, 0), 7);
        double[] plan = market.anyPlan(random);
        double[] all = gross.valuesByDraw(plan);
        double[] inHorizon = gross.valuesInHorizonByDraw(plan);
        // Spend of the first period alone has the same effects in a plan that ends much later, where all of it is
        // inside.
        var longer = new io.weir.core.PlanGrid(
                market.grid().length(),
                market.grid().start(),
                market.grid().periods() + market.posterior().window() - 1,
                market.grid().columns());
        var inside = ResponseObjective.of(market.posterior(), market.history(), longer, new Worth(1, 0), 7);
        double[] padded = Arrays.copyOf(plan, longer.cells());
        assertThat(inside.valuesInHorizonByDraw(padded)).containsExactly(all, within(1e-8));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void profitIsMarginTimesRevenueLessSpend(long seed) {
        var random = new SplittableRandom(seed);
        var market = Market.any(random, Market.Kind.S_SHAPED);
        double[] plan = market.anyPlan(random);
        double revenue = objective(market, new Worth(1, 0)).value(plan);
        double profit = objective(market, new Worth(0.4, 1)).value(plan);
        assertThat(profit).isCloseTo(0.4 * revenue - Arrays.stream(plan).sum(), within(1e-9 * revenue));
    }

    private static ResponseObjective objective(Market market, Worth worth) {
        return ResponseObjective.of(market.posterior(), market.history(), market.grid(), worth, 7);
    }
}
