package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawUtilityTest {
    private static final double[] VALUES = {5, 1, 4, 2, 3, 10, 9, 8, 7, 6};

    @Test
    void meanWeighsEveryDrawAlike() {
        var weights = new double[VALUES.length];
        assertThat(new DrawUtility.Mean().apply(VALUES, weights)).isCloseTo(5.5, within(1e-12));
        assertThat(weights).containsOnly(0.1);
    }

    @Test
    void weightedIsTheMeanUnderItsShares() {
        var shares = new double[] {0.5, 0, 0.25, 0, 0, 0, 0, 0, 0, 0.25};
        var weights = new double[VALUES.length];
        assertThat(new DrawUtility.Weighted(shares).apply(VALUES, weights)).isCloseTo(5, within(1e-12));
        assertThat(weights).containsExactly(shares);
    }

    @Test
    void cvarIsTheMeanOfTheWorstShare() {
        var weights = new double[VALUES.length];
        assertThat(new DrawUtility.Cvar(0.2).apply(VALUES, weights)).isCloseTo(1.5, within(1e-12));
        assertThat(weights).containsExactly(0, 0.5, 0, 0.5, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void cvarTakesPartOfADrawWhereTheShareFallsBetweenTwo() {
        // The worst 2.5 draws of ten: 1, 2 and half of 3.
        assertThat(new DrawUtility.Cvar(0.25).apply(VALUES, new double[VALUES.length]))
                .isCloseTo((1 + 2 + 1.5) / 2.5, within(1e-12));
    }

    @Test
    void cvarOfAllDrawsIsTheirMeanAndOfNearlyNoneTheWorst() {
        assertThat(new DrawUtility.Cvar(1).apply(VALUES, new double[VALUES.length]))
                .isCloseTo(5.5, within(1e-12));
        assertThat(new DrawUtility.Cvar(0.01).apply(VALUES, new double[VALUES.length]))
                .isEqualTo(1);
    }

    @Test
    void cvarSharesItsWeightAmongEqualDraws() {
        var weights = new double[4];
        assertThat(new DrawUtility.Cvar(0.5).apply(new double[] {3, 3, 3, 3}, weights))
                .isCloseTo(3, within(1e-12));
        assertThat(weights).containsOnly(0.25);
    }

    @Test
    void cautionTakesOffTheMeanShortfall() {
        var reference = new double[] {2, 2, 2, 2};
        var weights = new double[4];
        var utility = new DrawUtility.Cautious(new DrawUtility.Mean(), reference, 3);
        // Shortfalls 1, 0, 0, 2: a mean of 0.75.
        assertThat(utility.apply(new double[] {1, 2, 4, 0}, weights)).isCloseTo(1.75 - 3 * 0.75, within(1e-12));
        assertThat(weights).containsExactly(1, 0.25, 0.25, 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyUtilityLiesBelowItsTangents(long seed) {
        var random = new SplittableRandom(seed);
        double[] reference = random.doubles(9, 0, 1).toArray();
        for (DrawUtility utility : new DrawUtility[] {
            new DrawUtility.Mean(),
            new DrawUtility.Cvar(0.37),
            new DrawUtility.Cautious(new DrawUtility.Cvar(0.5), reference, 1.5)
        }) {
            double[] x = random.doubles(9, 0, 1).toArray();
            double[] y = random.doubles(9, 0, 1).toArray();
            var weights = new double[9];
            double tangent = utility.apply(x, weights);
            for (int d = 0; d < 9; d++) {
                tangent += weights[d] * (y[d] - x[d]);
            }
            assertThat(Arrays.stream(weights).min().orElseThrow()).isNotNegative();
            assertThat(Arrays.stream(weights).sum()).isGreaterThan(1 - 1e-12);
            assertThat(utility.apply(y, new double[9])).isLessThanOrEqualTo(tangent + 1e-12);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void aShareOutsideZeroToOneIsRefused(double share) {
        assertThatThrownBy(() -> new DrawUtility.Cvar(share)).isInstanceOf(IllegalArgumentException.class);
    }
}
