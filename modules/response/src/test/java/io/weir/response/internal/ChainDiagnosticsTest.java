package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainDiagnosticsTest {
    @Test
    void rHatOfASmallCaseIsThatByHand() {
        // Halves {1, 2}, {3, 4}, {1, 3}, {2, 4}: means 1.5, 3.5, 2, 3; variances 0.5, 0.5, 2, 2, on average 1.25;
        // variance of the means 2.5 / 3. So R-hat^2 = (0.5 * 1.25 + 2.5 / 3) / 1.25.
        double[][] chains = {{1, 2, 3, 4}, {1, 3, 2, 4}};
        assertThat(ChainDiagnostics.splitRHat(chains)).isCloseTo(Math.sqrt((0.625 + 2.5 / 3) / 1.25), within(1e-12));
    }

    @Test
    void rHatLeavesOutTheMiddleOfAnOddNumberOfDraws() {
        double[][] even = {{1, 2, 3, 4}, {1, 3, 2, 4}};
        double[][] odd = {{1, 2, 99, 3, 4}, {1, 3, -99, 2, 4}};
        assertThat(ChainDiagnostics.splitRHat(odd)).isEqualTo(ChainDiagnostics.splitRHat(even));
    }

    @Test
    void rHatOfWhatNeverVariesIsOneAndInfiniteWhereChainsStickApart() {
        assertThat(ChainDiagnostics.splitRHat(new double[][] {{2, 2, 2, 2}, {2, 2, 2, 2}}))
                .isEqualTo(1);
        assertThat(ChainDiagnostics.splitRHat(new double[][] {{2, 2, 2, 2}, {3, 3, 3, 3}}))
                .isInfinite();
    }

    @Test
    void rHatSeesATrendInsideEachChain() {
        var random = new SplittableRandom(1);
        var chains = autoregressive(random, 2, 1000, 0);
        assertThat(ChainDiagnostics.splitRHat(chains)).isBetween(0.999, 1.01);
        for (double[] chain : chains) {
            for (int t = 0; t < chain.length; t++) {
                chain[t] += 3.0 * t / chain.length;
            }
        }
        assertThat(ChainDiagnostics.splitRHat(chains)).isGreaterThan(1.2);
    }

    /**
     * An AR(1) chain of {@code n} draws is worth {@code n (1 - phi) / (1 + phi)} independent ones. The tolerance is four
     * times the spread of the estimate over seeds (alpha below 0.001 per case).
     */
    @ParameterizedTest(name = "phi {0}")
    @CsvSource({"0, 0.15", "0.5, 0.2", "0.9, 0.45", "-0.4, 0.3"})
    void effectiveSampleSizeOfAutoregressiveChainsIsKnown(double phi, double tolerance) {
        var random = new SplittableRandom(2);
        int n = 8000;
        var chains = autoregressive(random, 4, n, phi);
        double expected = 4 * n * (1 - phi) / (1 + phi);
        assertThat(ChainDiagnostics.effectiveSampleSize(chains)).isCloseTo(expected, within(tolerance * expected));
    }

    @Test
    void chainsThatDisagreeAreWorthFewDraws() {
        var chains = autoregressive(new SplittableRandom(3), 4, 500, 0);
        for (int t = 0; t < 500; t++) {
            chains[0][t] += 5;
        }
        assertThat(ChainDiagnostics.effectiveSampleSize(chains)).isLessThan(20);
    }

    private static double[][] autoregressive(SplittableRandom random, int chains, int n, double phi) {
        var out = new double[chains][n];
        for (double[] chain : out) {
            double last = random.nextGaussian() / Math.sqrt(1 - phi * phi);
            for (int t = 0; t < n; t++) {
                last = phi * last + random.nextGaussian();
                chain[t] = last;
            }
        }
        return out;
    }
}
