package io.weir.simulator.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.simulator.internal.Draws.Site;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.distribution.discrete.PoissonDistribution;
import org.hipparchus.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts against their laws: chi-squared, alpha 1e-4 each. */
class SampledTest {
    private static final int SAMPLES = 40_000;
    private static final double ALPHA = 1e-4;

    @ParameterizedTest(name = "binomial({0}, {1})")
    @CsvSource({"1, 0.3", "20, 0.1", "20, 0.9", "60, 0.5", "400, 0.02", "400, 0.03", "5000, 0.4", "1000000, 0.0001"})
    void binomialsFollowTheirLaw(int n, double p) {
        var chance = new Sampled();
        chance.reset(7);
        var law = new BinomialDistribution(n, p);
        follow(i -> place(chance, i).binomial(n, p), law::probability, law.getNumericalMean(), n);
    }

    @ParameterizedTest(name = "poisson({0})")
    @CsvSource({"0.2", "3", "9.9", "10.1", "60", "2500"})
    void poissonsFollowTheirLaw(double mean) {
        var chance = new Sampled();
        chance.reset(8);
        var law = new PoissonDistribution(mean);
        follow(i -> place(chance, i).poisson(mean), law::probability, mean, Integer.MAX_VALUE);
    }

    @Test
    void sumsOfOrdersHaveTheMomentsOfGammaVariates() {
        var chance = new Sampled();
        chance.reset(9);
        for (double n : new double[] {1, 3, 200}) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < SAMPLES; i++) {
                double value = place(chance, i).sum(n, 50, 0.8);
                assertThat(value).isPositive();
                sum += value;
                squares += value * value;
            }
            double mean = sum / SAMPLES;
            double deviation = Math.sqrt(squares / SAMPLES - mean * mean);
            assertThat(mean / (50 * n)).as("mean of %s orders", n).isCloseTo(1, within(0.02));
            assertThat(deviation / (50 * 0.8 * Math.sqrt(n))).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void aHigherChanceNeverMeansFewerOfASmallCount() {
        var chance = new Sampled();
        chance.reset(10);
        for (int i = 0; i < 2000; i++) {
            double few = place(chance, i).binomial(50, 0.05);
            double more = place(chance, i).binomial(50, 0.08);
            assertThat(more).isGreaterThanOrEqualTo(few);
        }
    }

    @Test
    void drawsDependOnTheirPlaceAlone() {
        var draws = new Draws();
        draws.reset(1);
        draws.at(Site.AUCTIONS, 5, 9);
        long first = draws.nextLong();
        draws.at(Site.QUERIES, 5, 9);
        draws.nextLong();
        draws.at(Site.AUCTIONS, 5, 9);
        assertThat(draws.nextLong()).isEqualTo(first);
        draws.at(Site.AUCTIONS, 5, 10);
        assertThat(draws.nextLong()).isNotEqualTo(first);
    }

    private static Chance place(Chance chance, int i) {
        chance.at(Site.NATURE, i, 3);
        return chance;
    }

    private static void follow(
            IntToDoubleFunction sample, java.util.function.IntToDoubleFunction law, double mean, int most) {
        double deviation = Math.max(1, Math.sqrt(mean));
        int low = (int) Math.max(0, mean - 2.5 * deviation);
        int high = (int) Math.min(most, mean + 2.5 * deviation);
        int width = Math.max(1, (high - low) / 25);
        int bins = (high - low) / width + 3;
        long[] seen = new long[bins];
        for (int i = 0; i < SAMPLES; i++) {
            int k = (int) sample.applyAsDouble(i);
            seen[bin(k, low, width, bins)]++;
        }
        double[] expected = new double[bins];
        int end = (int) Math.min(most, mean + 40 * deviation);
        for (int k = 0; k <= end; k++) {
            expected[bin(k, low, width, bins)] += law.applyAsDouble(k) * SAMPLES;
        }
        double[] merged = new double[bins];
        long[] counted = new long[bins];
        int used = 0;
        for (int b = 0; b < bins; b++) {
            merged[used] += expected[b];
            counted[used] += seen[b];
            if (merged[used] >= 5 && b < bins - 1) {
                used++;
            }
        }
        if (merged[used] < 5 && used > 0) {
            merged[used - 1] += merged[used];
            counted[used - 1] += counted[used];
            used--;
        }
        if (used == 0) {
            return;
        }
        double p = new ChiSquareTest()
                .chiSquareTest(java.util.Arrays.copyOf(merged, used + 1), java.util.Arrays.copyOf(counted, used + 1));
        assertThat(p).isGreaterThan(ALPHA);
    }

    private static int bin(int k, int low, int width, int bins) {
        return k < low ? 0 : Math.min(bins - 1, 1 + (k - low) / width);
    }
}
