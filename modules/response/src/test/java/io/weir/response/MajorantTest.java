package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Objective.Majorant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link ResponseObjective#majorant} promises, on random markets, in wide and in narrow domains. */
class MajorantTest {
    /** What the majorant allows for the grids it is found on, relative to the value. */
    private static final double ALLOWED = 2e-6;

    static Stream<Arguments> markets() {
        return Arrays.stream(Market.Kind.values())
                .flatMap(kind -> IntStream.range(0, 12).mapToObj(seed -> Arguments.of(kind, (long) seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void isConcaveAndNowhereBelowTheValue(Market.Kind kind, long seed) {
        var setting = new Setting(kind, seed);
        setting.assertMajorant(setting.majorant, 60);
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void staysConcaveAndAboveTheValueAsItIsNarrowed(Market.Kind kind, long seed) {
        var setting = new Setting(kind, seed);
        Majorant majorant = setting.majorant;
        double value = Math.abs(setting.objective.value(setting.near));
        for (double fall : new double[] {0.3, 0.1, 0.03}) {
            Majorant narrowed = majorant.narrowed(setting.near, fall * value);
            assertThat(narrowed.holds(setting.near)).isTrue();
            setting.assertMajorant(narrowed, 30);
            majorant = narrowed;
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void leavesOutNoPlanThatMayBeNearItsTangent(Market.Kind kind, long seed) {
        var setting = new Setting(kind, seed);
        double fall = 0.05 * Math.abs(setting.objective.value(setting.near));
        var gradient = new double[setting.cells];
        double at = setting.majorant.valueAndGradient(setting.near, gradient);
        Majorant narrowed = setting.majorant.narrowed(setting.near, fall);
        for (int round = 0; round < 60; round++) {
            double[] plan = setting.any(setting.majorant, round);
            if (plan.length > 0 && !narrowed.holds(plan)) {
                double tangent = at;
                for (int k = 0; k < plan.length; k++) {
                    tangent += gradient[k] * (plan[k] - setting.near[k]);
                }
                assertThat(setting.objective.value(plan)).isLessThan(tangent - fall * (1 - 1e-3));
            }
        }
    }

    /** A market, a box of plans with a total, and a plan inside. */
    private static final class Setting {
        final SplittableRandom random;
        final ResponseObjective objective;
        final int cells;
        final double[] lower;
        final double[] upper;
        final double[] near;
        final double most;
        final Majorant majorant;

        Setting(Market.Kind kind, long seed) {
            random = new SplittableRandom(seed);
            var market = Market.any(random, kind);
            objective = seed % 3 == 2 ? market.objective().with(new DrawUtility.Cvar(0.5)) : market.objective();
            cells = market.grid().cells();
            lower = new double[cells];
            upper = new double[cells];
            near = new double[cells];
            double wide = random.nextDouble(0.2, 8) * market.usual();
            for (int k = 0; k < cells; k++) {
                lower[k] = random.nextInt(3) > 0 ? 0 : random.nextDouble(market.usual());
                upper[k] = random.nextInt(6) == 0 ? lower[k] : lower[k] + random.nextDouble(wide);
                near[k] = lower[k] + (random.nextInt(5) == 0 ? 0 : random.nextDouble()) * (upper[k] - lower[k]);
            }
            double spent = Arrays.stream(near).sum();
            most = spent + (random.nextBoolean() ? 0.1 : 10) * spent;
            majorant = objective.majorant(near, lower, upper, most);
        }

        void assertMajorant(Majorant function, int rounds) {
            var gradient = new double[cells];
            for (int round = 0; round < rounds; round++) {
                double[] x = any(function, round);
                double[] y = round % 2 == 0 ? any(function, round + 1) : nearby(function, x);
                if (x.length == 0 || y.length == 0) {
                    continue;
                }
                double atX = function.valueAndGradient(x, gradient);
                double tangent = atX;
                for (int k = 0; k < cells; k++) {
                    tangent += gradient[k] * (y[k] - x[k]);
                }
                double atY = function.valueAndGradient(y, new double[cells]);
                double slack = ALLOWED * Math.max(1, Math.max(Math.abs(atX), Math.abs(tangent)));
                assertThat(atX).as("above the value").isGreaterThanOrEqualTo(objective.value(x) - slack);
                assertThat(atY).as("below its tangent").isLessThanOrEqualTo(tangent + slack);
            }
        }

        /** A plan in which a few cells, often of one column, are a little different; none if it is not in the domain. */
        double[] nearby(Majorant function, double[] plan) {
            double[] low = function.lower();
            double[] high = function.upper();
            double[] other = plan.clone();
            int start = random.nextInt(cells);
            double step = Math.pow(10, -random.nextDouble(0, 3));
            for (int j = 0; j < 1 + random.nextInt(3) && plan.length > 0; j++) {
                int k = (start + j * (random.nextBoolean() ? objective.columns() : 1)) % cells;
                double moved = other[k] + (random.nextBoolean() ? step : -step) * (high[k] - low[k]);
                other[k] = Math.min(high[k], Math.max(low[k], moved));
            }
            return plan.length > 0 && function.holds(other) ? other : new double[0];
        }

        /** A plan of the domain, now and then at its ends; of length 0 if none was found. */
        double[] any(Majorant function, int round) {
            double[] low = function.lower();
            double[] high = function.upper();
            for (int attempt = 0; attempt < 50; attempt++) {
                var plan = new double[cells];
                double crowd = random.nextDouble();
                for (int k = 0; k < cells; k++) {
                    double share = round % 3 == 0 ? Math.round(random.nextDouble()) : random.nextDouble();
                    plan[k] = low[k] + (random.nextDouble() < crowd ? share : 0) * (high[k] - low[k]);
                }
                if (Arrays.stream(plan).sum() <= most && function.holds(plan)) {
                    return plan;
                }
            }
            return new double[0];
        }
    }
}
