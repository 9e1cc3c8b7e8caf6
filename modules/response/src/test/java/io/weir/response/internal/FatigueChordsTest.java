package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.response.Market;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Majorants in which chords replace fatigue: nowhere below the value, concave, and lower the more they count. */
class FatigueChordsTest {
    private static final double ALLOWED = 2e-6;
    private static final double[] COUNTED = {0, 0.1, 1e6};

    static Stream<Arguments> markets() {
        return Stream.of(Market.Kind.TIRING, Market.Kind.EVERYTHING)
                .flatMap(kind -> IntStream.range(0, 12).mapToObj(seed -> Arguments.of(kind, (long) seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("markets")
    void areAboveTheValueAndConcave(Market.Kind kind, long seed) {
        for (double counted : COUNTED) {
            var setting = new Setting(kind, seed, counted);
            for (int round = 0; round < 60; round++) {
                double[] x = setting.any();
                double[] y = round % 2 == 0 ? setting.any() : setting.nearby(x);
                var gradient = new double[x.length];
                double atX = setting.majorant.valueAndGradient(x, gradient);
                double tangent = atX;
                for (int k = 0; k < x.length; k++) {
                    tangent += gradient[k] * (y[k] - x[k]);
                }
                double atY = setting.majorant.valueAndGradient(y, new double[y.length]);
                double slack = ALLOWED * Math.max(1, Math.max(Math.abs(atX), Math.abs(tangent)));
                assertThat(atX)
                        .as("counted %s: above the value", counted)
                        .isGreaterThanOrEqualTo(setting.value(x) - slack);
                assertThat(atY).as("counted %s: below its tangent", counted).isLessThanOrEqualTo(tangent + slack);
            }
        }
    }

    /** A market, a box of plans, and a majorant over it. */
    private static final class Setting {
        final SplittableRandom random;
        final HorizonModel model;
        final double[] weights;
        final double[] lower;
        final double[] upper;
        final CurvatureMajorant majorant;

        Setting(Market.Kind kind, long seed, double counted) {
            random = new SplittableRandom(seed);
            var market = Market.any(random, kind);
            model = new HorizonModel(market.posterior(), market.history(), market.grid(), 7);
            weights = new double[model.draws()];
            Arrays.fill(weights, 1.0 / weights.length);
            int cells = market.grid().cells();
            lower = new double[cells];
            upper = new double[cells];
            var near = new double[cells];
            double wide = random.nextDouble(0.1, 4) * market.usual();
            for (int k = 0; k < cells; k++) {
                lower[k] = random.nextInt(3) > 0 ? 0 : random.nextDouble(market.usual());
                upper[k] = lower[k] + wide;
                near[k] = lower[k] + random.nextDouble() * wide;
            }
            double most = Arrays.stream(upper).sum();
            majorant = CurvatureMajorant.counting(model, weights, near, lower, upper, most, counted);
        }

        double value(double[] plan) {
            var evaluator = new DrawEvaluator(model);
            double sum = 0;
            for (int d = 0; d < weights.length; d++) {
                sum += weights[d] * evaluator.valueAndGradient(d, plan, 1, new double[plan.length]);
            }
            return sum;
        }

        double[] any() {
            return IntStream.range(0, lower.length)
                    .mapToDouble(k -> lower[k] + random.nextDouble() * (upper[k] - lower[k]))
                    .toArray();
        }

        /** A plan in which a few cells of a column are different, some more, some less. */
        double[] nearby(double[] plan) {
            double[] other = plan.clone();
            int column = random.nextInt(model.columns);
            double step = Math.pow(10, -random.nextDouble(0, 3));
            for (int k = column; k < plan.length; k += model.columns) {
                double moved = other[k] + random.nextDouble(-1, 1) * step * (upper[k] - lower[k]);
                other[k] = Math.min(upper[k], Math.max(lower[k], moved));
            }
            return other;
        }
    }
}
