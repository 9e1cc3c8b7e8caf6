package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Known targets. A moment is held to be right if it lies within 4.5 Monte Carlo standard errors; over all the moments
 * that are looked at here, a correct sampler fails with a probability (alpha) below 0.001.
 */
class NutsSamplerTest {
    private static final double STANDARD_ERRORS = 4.5;
    private static final int CHAINS = 2;
    private static final int WARMUP = 400;
    private static final int DRAWS = 1500;

    /** Two correlated normals of very different scales, and an independent one. */
    private static final class Normal implements LogDensity {
        static final double[] MEAN = {3, -200, 0.5};
        static final double[] SD = {0.01, 50, 1};
        static final double CORRELATION = 0.8;

        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public double at(double[] q, double[] gradient) {
            double u = (q[0] - MEAN[0]) / SD[0];
            double v = (q[1] - MEAN[1]) / SD[1];
            double w = (q[2] - MEAN[2]) / SD[2];
            double rest = 1 - CORRELATION * CORRELATION;
            gradient[0] = -(u - CORRELATION * v) / rest / SD[0];
            gradient[1] = -(v - CORRELATION * u) / rest / SD[1];
            gradient[2] = -w / SD[2];
            return -0.5 * ((u * u - 2 * CORRELATION * u * v + v * v) / rest + w * w);
        }
    }

    /** {@code q1 ~ N(0, 1)}, {@code q2 ~ N(q1^2, 0.5^2)}: curved, with known moments. */
    private static final class Banana implements LogDensity {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double at(double[] q, double[] gradient) {
            double e = (q[1] - q[0] * q[0]) / 0.25;
            gradient[0] = -q[0] + 2 * q[0] * e;
            gradient[1] = -e;
            return -0.5 * (q[0] * q[0] + 0.25 * e * e);
        }
    }

    /** Independent Student's t with eight degrees of freedom: tails heavier than a normal's; variance 8/6. */
    private static final class StudentT implements LogDensity {
        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public double at(double[] q, double[] gradient) {
            double sum = 0;
            for (int k = 0; k < q.length; k++) {
                sum -= 4.5 * Math.log1p(q[k] * q[k] / 8);
                gradient[k] = -9 * q[k] / (8 + q[k] * q[k]);
            }
            return sum;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void findsTheMomentsOfCorrelatedNormalsOfDifferentScales(long seed) {
        double[][][] chains = sample(new Normal(), seed, DRAWS);
        for (int k = 0; k < 3; k++) {
            int at = k;
            double mean = Normal.MEAN[k];
            double variance = Normal.SD[k] * Normal.SD[k];
            assertMean(chains, q -> q[at], mean);
            assertMean(chains, q -> (q[at] - mean) * (q[at] - mean), variance);
        }
        double covariance = Normal.CORRELATION * Normal.SD[0] * Normal.SD[1];
        assertMean(chains, q -> (q[0] - Normal.MEAN[0]) * (q[1] - Normal.MEAN[1]), covariance);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void findsTheMomentsOfABanana(long seed) {
        double[][][] chains = sample(new Banana(), seed, DRAWS);
        assertMean(chains, q -> q[0], 0);
        assertMean(chains, q -> q[0] * q[0], 1);
        assertMean(chains, q -> q[1], 1);
        assertMean(chains, q -> (q[1] - 1) * (q[1] - 1), 2.25);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void findsTheMomentsOfHeavyTails(long seed) {
        double[][][] chains = sample(new StudentT(), seed, DRAWS);
        for (int k = 0; k < 4; k++) {
            int at = k;
            assertMean(chains, q -> q[at], 0);
            assertMean(chains, q -> q[at] * q[at], 8.0 / 6);
            // The 90 % quantile of t with eight degrees of freedom.
            assertMean(chains, q -> q[at] < 1.39682 ? 1 : 0, 0.9);
        }
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        assertThat(sample(new Banana(), 11, 100)).isDeepEqualTo(sample(new Banana(), 11, 100));
        assertThat(sample(new Banana(), 12, 100)[0]).isNotEqualTo(sample(new Banana(), 11, 100)[0]);
    }

    @Test
    void acceptsAboutAsOftenAsItAimsAtWithoutDivergences() {
        var chains = new NutsSampler(WARMUP, DRAWS)
                .run(Normal::new, new double[][] {{3, -200, 0}, {3, -190, 0}}, new SplittableRandom(13), share -> {});
        for (var chain : chains) {
            assertThat(chain.divergences()).isZero();
            assertThat(chain.meanAcceptance()).isCloseTo(0.87, within(0.08));
        }
    }

    @Test
    void goesOnUntilItIsEnough() {
        var asked = new ArrayList<Integer>();
        var chains = blocks(14, 5, kept -> {
            asked.add(kept.get(0).draws().length);
            return kept.get(0).draws().length >= 120;
        });
        assertThat(asked).containsExactly(40, 80, 120);
        assertThat(chains).allSatisfy(chain -> assertThat(chain.draws()).hasDimensions(120, 2));
    }

    @Test
    void givesUpAfterTheMost() {
        assertThat(blocks(14, 3, kept -> false))
                .allSatisfy(chain -> assertThat(chain.draws()).hasDimensions(120, 2));
    }

    @Test
    void whatWasKeptStaysWhenItGoesOn() {
        double[][] once = blocks(15, 1, kept -> false).get(0).draws();
        double[][] longer = blocks(15, 4, kept -> false).get(0).draws();
        assertThat(Arrays.copyOf(longer, 40)).isDeepEqualTo(once);
        assertThat(blocks(15, 4, kept -> false).get(1).draws())
                .isDeepEqualTo(blocks(15, 4, kept -> false).get(1).draws());
    }

    /** Two chains on a banana, 40 draws a block. */
    private static ImmutableList<NutsSampler.Chain> blocks(
            long seed, int most, Predicate<ImmutableList<NutsSampler.Chain>> enough) {
        return new NutsSampler(60, 40, most, enough)
                .run(Banana::new, new double[][] {{0, 0}, {1, 1}}, new SplittableRandom(seed), share -> {});
    }

    private static double[][][] sample(LogDensity density, long seed, int draws) {
        var random = new SplittableRandom(seed);
        double[][] starts = IntStream.range(0, CHAINS)
                .mapToObj(c -> density instanceof Normal
                        ? new double[] {3.01, -180, 1}
                        : random.doubles(density.dimension(), -1, 1).toArray())
                .toArray(double[][]::new);
        // The targets hold no state: chains may share one.
        return new NutsSampler(WARMUP, draws)
                .run(() -> density, starts, random, share -> {}).stream()
                        .map(NutsSampler.Chain::draws)
                        .toArray(double[][][]::new);
    }

    private static void assertMean(double[][][] chains, ToDoubleFunction<double[]> of, double expected) {
        double[][] values = Arrays.stream(chains)
                .map(chain -> Arrays.stream(chain).mapToDouble(of).toArray())
                .toArray(double[][]::new);
        double[] all = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        double variance =
                Arrays.stream(all).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double error = Math.sqrt(variance / ChainDiagnostics.effectiveSampleSize(values));
        assertThat(mean).isCloseTo(expected, within(STANDARD_ERRORS * error));
    }
}
