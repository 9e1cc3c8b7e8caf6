package io.weir.benchmarks.internal.rivals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Objective;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rivals on objectives whose best levels are known. */
class RivalTest {
    private static final int PERIODS = 4;
    private static final double BUDGET = 1000;

    /** {@code sum over cells of weight * sqrt(1 + spend)}: best levels have {@code (1 + spend)} as {@code weight^2}. */
    private record Roots(double[] weights, int periods) implements Objective {
        @Override
        public int cells() {
            return weights.length * periods;
        }

        @Override
        public int columns() {
            return weights.length;
        }

        @Override
        public double value(double[] spend) {
            return valueAndGradient(spend, new double[spend.length]);
        }

        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            double sum = 0;
            for (int k = 0; k < spend.length; k++) {
                double weight = weights[k % weights.length];
                sum += weight * (Math.sqrt(1 + spend[k]) - 1);
                gradient[k] = 0.5 * weight / Math.sqrt(1 + spend[k]);
            }
            return sum;
        }

        @Override
        public Concave concaveMajorant(double[] lower, double[] upper) {
            return this::valueAndGradient;
        }
    }

    @ParameterizedTest
    @EnumSource(Rival.class)
    void findsTheBestLevelsOfIndependentConcaveChannels(Rival rival) {
        double[] plan = rival.plan(problem(new double[3], new double[] {BUDGET, BUDGET, BUDGET}));
        double[] weights = {1, 2, 3};
        // 1 + level is proportional to weight squared, and the levels add up to the budget of a period.
        double unit = (BUDGET / PERIODS + 3) / 14;
        for (int cell = 0; cell < plan.length; cell++) {
            double best = weights[cell % 3] * weights[cell % 3] * unit - 1;
            assertThat(plan[cell]).as("cell %s of %s", cell, rival).isCloseTo(best, within(0.5));
        }
    }

    @ParameterizedTest
    @EnumSource(Rival.class)
    void keepsTheBudgetAndItsLimits(Rival rival) {
        double[] plan = rival.plan(problem(new double[] {200, 0, 0}, new double[] {BUDGET, BUDGET, 500}));
        assertThat(Arrays.stream(plan).sum()).isCloseTo(BUDGET, within(1.0));
        for (int cell = 0; cell < plan.length; cell++) {
            assertThat(plan[cell]).as("one level per channel").isEqualTo(plan[cell % 3]);
        }
        assertThat(plan[0] * PERIODS).isGreaterThanOrEqualTo(200 - 1e-6);
        assertThat(plan[2] * PERIODS).isLessThanOrEqualTo(500 + 1e-6);
    }

    private static Rival.Problem problem(double[] lower, double[] upper) {
        var objective = new Roots(new double[] {1, 2, 3}, PERIODS);
        return new Rival.Problem(objective, objective, new Levels(objective), BUDGET, lower, upper);
    }
}
