package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws are of two kinds, or of a continuum; what knowing them is worth can be told by hand. */
class ValueOfInformationTest {
    /** A lift of 1 or 3, equally likely. */
    private static final double[] TWO_KINDS = {1, 1, 1, 1, 3, 3, 3, 3};
    /** A safe plan, one for high lifts, one for low ones. */
    private static final List<double[]> PLANS = List.of(
            new double[] {10, 10, 10, 10, 10, 10, 10, 10},
            new double[] {4, 4, 4, 4, 14, 14, 14, 14},
            new double[] {12, 12, 12, 12, 6, 6, 6, 6});
    /** (12 + 14) / 2 less the safe 10. */
    private static final double PERFECT = 3;

    @Test
    void isThatOfPerfectInformationWhereTheMeasurementIsSharp() {
        assertThat(new ValueOfInformation(TWO_KINDS, 1e-9).of(PLANS)).isCloseTo(PERFECT, within(1e-6));
    }

    @Test
    void shrinksToNothingAsTheStandardErrorGrows() {
        double before = PERFECT;
        for (double error : new double[] {0.5, 1, 2, 4, 8}) {
            double value = new ValueOfInformation(TWO_KINDS, error).of(PLANS);
            assertThat(value).as("standard error %s", error).isBetween(0.0, before + 1e-9);
            before = value;
        }
        assertThat(new ValueOfInformation(TWO_KINDS, 1000).of(PLANS)).isCloseTo(0, within(1e-9));
    }

    @Test
    void isWhatIntegrationOverOutcomesGives() {
        double error = 1.3;
        double sum = 0;
        double step = 0.001;
        for (double y = -12; y < 16; y += step) {
            double low = Math.exp(-0.5 * (y - 1) * (y - 1) / (error * error));
            double high = Math.exp(-0.5 * (y - 3) * (y - 3) / (error * error));
            double p = high / (low + high);
            double best = Math.max(10, Math.max(4 + 10 * p, 12 - 6 * p));
            sum += step * 0.5 * (low + high) / (error * Math.sqrt(2 * Math.PI)) * (best - 10);
        }

        assertThat(new ValueOfInformation(TWO_KINDS, error).of(PLANS)).isCloseTo(sum, within(0.06 * sum));
    }

    @Test
    void isNothingWhereOnePlanIsBestWhateverIsFound() {
        List<double[]> plans = List.of(PLANS.get(0), new double[] {9, 9, 9, 9, 9, 9, 9, 9});

        assertThat(new ValueOfInformation(TWO_KINDS, 0.1).of(plans)).isZero();
    }

    @Test
    void isNothingWhereTheMeasuredIsKnown() {
        assertThat(new ValueOfInformation(new double[8], 0).of(PLANS)).isCloseTo(0, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isNeverNegativeNorAbovePerfectInformation(long seed) {
        var random = new SplittableRandom(seed);
        int draws = 100;
        double[] lift = normals(random, draws);
        List<double[]> plans = IntStream.range(0, 6)
                .mapToObj(p -> IntStream.range(0, draws)
                        .mapToDouble(d -> 100 + random.nextGaussian() + 0.5 * p * lift[d])
                        .toArray())
                .toList();
        double perfect = IntStream.range(0, draws)
                        .mapToDouble(
                                d -> plans.stream().mapToDouble(p -> p[d]).max().orElseThrow())
                        .average()
                        .orElseThrow()
                - plans.stream()
                        .mapToDouble(p -> Arrays.stream(p).average().orElseThrow())
                        .max()
                        .orElseThrow();

        for (double error : new double[] {0.01, 0.3, 1, 3}) {
            assertThat(new ValueOfInformation(lift, error).of(plans)).isBetween(0.0, perfect);
        }
    }

    @Test
    void weighsDrawsByTheOutcomesLikelihood() {
        double[] weights = new ValueOfInformation(TWO_KINDS, 2).weights(3);

        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
        assertThat(weights[7] / weights[0]).isCloseTo(Math.exp(0.5), within(1e-9));
        assertThat(new ValueOfInformation(TWO_KINDS, 2).weights(1e6)).doesNotContain(Double.NaN);
    }

    @Test
    void expectsOutcomesToSpreadByLiftAndNoise() {
        var random = new SplittableRandom(3);
        double[] lift = normals(random, 400);
        double[] outcomes = new ValueOfInformation(lift, 2).outcomes(200);

        assertThat(outcomes).isSorted();
        assertThat(ValueOfInformation.deviation(outcomes)).isCloseTo(Math.sqrt(5), within(0.2));
        assertThat(new ValueOfInformation(lift, 2).share()).isCloseTo(0.2, within(0.04));
    }

    private static double[] normals(SplittableRandom random, int count) {
        return IntStream.range(0, count).mapToDouble(d -> random.nextGaussian()).toArray();
    }
}
