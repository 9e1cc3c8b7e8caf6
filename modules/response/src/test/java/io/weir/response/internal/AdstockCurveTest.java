package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.response.AdstockKind;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdstockCurveTest {
    private static final AdstockCurve.Prior PRIOR = new AdstockCurve.Prior(-0.5, 0.8);

    @Test
    void geometricKeepsItsRetentionEachPeriod() {
        assertThat(AdstockCurve.weights(AdstockKind.GEOMETRIC, new double[] {0.5}, 4))
                .containsExactly(new double[] {8 / 15.0, 4 / 15.0, 2 / 15.0, 1 / 15.0}, within(1e-12));
    }

    @Test
    void geometricWithoutRetentionActsAtOnce() {
        assertThat(AdstockCurve.weights(AdstockKind.GEOMETRIC, new double[] {0}, 3))
                .containsExactly(new double[] {1, 0, 0}, within(0.0));
    }

    @Test
    void delayedPeaksWhereItSays() {
        // 0.5^4, 0.5^1, 0.5^0, 0.5^1: 1, 8, 16 and 8 of 33.
        assertThat(AdstockCurve.weights(AdstockKind.DELAYED, new double[] {0.5, 2}, 4))
                .containsExactly(new double[] {1 / 33.0, 8 / 33.0, 16 / 33.0, 8 / 33.0}, within(1e-12));
    }

    @Test
    void weibullPdfIsTheDensityAtTheNextPeriod() {
        double[] density = {Math.exp(-0.25), 2 * Math.exp(-1), 3 * Math.exp(-2.25)};
        double sum = Arrays.stream(density).sum();
        assertThat(AdstockCurve.weights(AdstockKind.WEIBULL_PDF, new double[] {2, 2}, 3))
                .containsExactly(Arrays.stream(density).map(v -> v / sum).toArray(), within(1e-12));
    }

    @Test
    void weibullCdfMultipliesSurvival() {
        // Survival after 1 and 2 periods with shape 1 and scale 2: e^-0.5 and e^-1; weights 1, e^-0.5, e^-1.5.
        double sum = 1 + Math.exp(-0.5) + Math.exp(-1.5);
        assertThat(AdstockCurve.weights(AdstockKind.WEIBULL_CDF, new double[] {1, 2}, 3))
                .containsExactly(new double[] {1 / sum, Math.exp(-0.5) / sum, Math.exp(-1.5) / sum}, within(1e-12));
    }

    @Test
    void binomialFallsToNothingAtTheEndOfTheWindow() {
        // Retention one half: a straight line, 4, 3, 2 and 1 of 10.
        assertThat(AdstockCurve.weights(AdstockKind.BINOMIAL, new double[] {0.5}, 4))
                .containsExactly(new double[] {0.4, 0.3, 0.2, 0.1}, within(1e-12));
    }

    @Test
    void noneActsAtOnce() {
        assertThat(AdstockCurve.weights(AdstockKind.NONE, new double[0], 5)).containsExactly(1);
    }

    @ParameterizedTest
    @EnumSource(AdstockKind.class)
    void weightsSumToOneAndAreRestoredFromTheirNaturalParameters(AdstockKind kind) {
        var random = new SplittableRandom(1);
        var curve = new AdstockCurve(kind, PRIOR, 9, 1);
        for (int round = 0; round < 20; round++) {
            curve.set(random.doubles(4, -3, 3).toArray(), 1);
            double[] weights = curve.weights();
            assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
            assertThat(Arrays.stream(weights).min().orElseThrow()).isNotNegative();
            assertThat(AdstockCurve.weights(kind, curve.natural(), 9)).containsExactly(weights);
        }
    }

    @ParameterizedTest
    @EnumSource(AdstockKind.class)
    void pullsBackDerivativesThatAgreeWithFiniteDifferences(AdstockKind kind) {
        var random = new SplittableRandom(2);
        for (double weeksPerPeriod : new double[] {1, 1 / 7.0}) {
            var curve = new AdstockCurve(kind, PRIOR, 9, weeksPerPeriod);
            double[] z =
                    random.doubles(AdstockCurve.parameters(kind), -1.5, 1.5).toArray();
            curve.set(z, 0);
            double[] dWeights = random.doubles(curve.weights().length, -1, 1).toArray();
            var gradient = new double[z.length];
            curve.pullBack(dWeights, gradient, 0);
            for (int k = 0; k < z.length; k++) {
                double h = 1e-6;
                z[k] += h;
                double above = dot(curve, z, dWeights);
                z[k] -= 2 * h;
                double below = dot(curve, z, dWeights);
                z[k] += h;
                assertThat(gradient[k]).isCloseTo((above - below) / (2 * h), within(1e-7));
            }
        }
    }

    private static double dot(AdstockCurve curve, double[] z, double[] by) {
        curve.set(z, 0);
        double sum = 0;
        for (int l = 0; l < by.length; l++) {
            sum += curve.weights()[l] * by[l];
        }
        return sum;
    }

    @Test
    void weeklyRetentionIsReachedAfterSevenDays() {
        var weekly = new AdstockCurve(AdstockKind.GEOMETRIC, PRIOR, 4, 1);
        var daily = new AdstockCurve(AdstockKind.GEOMETRIC, PRIOR, 28, 1 / 7.0);
        weekly.set(new double[] {0.3}, 0);
        daily.set(new double[] {0.3}, 0);
        assertThat(Math.pow(daily.natural()[0], 7)).isCloseTo(weekly.natural()[0], within(1e-12));
    }
}
