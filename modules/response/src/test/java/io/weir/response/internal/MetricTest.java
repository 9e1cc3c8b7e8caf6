package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {
    /** Largest dimension whose covariance is kept whole. */
    private static final int MOST_DENSE = 256;

    @Test
    void unitLeavesEverythingAsItIs() {
        double[] v = {1, -2, 3};
        assertThat(times(Metric.unit(3), v)).containsExactly(v);
    }

    /** Draws and gradients of independent normals differ by the variances alone, so that a handful tells these exactly. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void learnsIndependentScalesExactlyFromFewDraws(long seed) {
        double[] deviation = {0.01, 50, 1, 3000};
        var random = new SplittableRandom(seed);
        var draws = new double[6][4];
        var gradients = new double[6][4];
        for (int d = 0; d < 6; d++) {
            for (int i = 0; i < 4; i++) {
                double z = random.nextGaussian();
                draws[d][i] = 7 + deviation[i] * z;
                gradients[d][i] = -z / deviation[i];
            }
        }
        var metric = Metric.fitted(draws, gradients);
        for (int i = 0; i < 4; i++) {
            double[] row = times(metric, unit(4, i));
            for (int j = 0; j < 4; j++) {
                double expected = i == j ? deviation[i] * deviation[i] : 0;
                assertThat(row[j] / deviation[i] / deviation[j])
                        .isCloseTo(expected / deviation[i] / deviation[j], within(1e-6));
            }
        }
    }

    /** The draws' own covariance is off by about one over the root of their number; with gradients it is far closer. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void learnsCorrelationsBetterThanTheDrawsAloneWould(long seed) {
        int n = 8;
        int draws = 300;
        var random = new SplittableRandom(seed);
        // x_i = 0.8 x_(i-1) + 0.6 z_i: correlations 0.8^|i-j|, and a precision with three diagonals.
        var x = new double[draws][n];
        var g = new double[draws][n];
        for (int d = 0; d < draws; d++) {
            for (int i = 0; i < n; i++) {
                x[d][i] = i == 0 ? random.nextGaussian() : 0.8 * x[d][i - 1] + 0.6 * random.nextGaussian();
            }
            for (int i = 0; i < n; i++) {
                double own = i == 0 ? x[d][0] : (x[d][i] - 0.8 * x[d][i - 1]) / 0.36;
                double next = i == n - 1 ? 0 : 0.8 * (x[d][i + 1] - 0.8 * x[d][i]) / 0.36;
                g[d][i] = next - own;
            }
        }
        var metric = Metric.fitted(x, g);
        double learnt = distance((i, j) -> times(metric, unit(n, i))[j], n);
        double sampled = distance((i, j) -> covariance(x, i, j), n);
        assertThat(Math.sqrt(learnt) / n).isLessThan(0.05);
        assertThat(learnt).isLessThan(0.5 * sampled);
    }

    /** Sum of squares by which a covariance of the chain above, whitened by the true one, differs from the unit matrix. */
    private static double distance(Entries covariance, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double white = 0;
                for (int k = Math.max(0, i - 1); k <= i; k++) {
                    for (int l = Math.max(0, j - 1); l <= j; l++) {
                        white += whitening(i, k) * covariance.at(k, l) * whitening(j, l);
                    }
                }
                sum += Math.pow(white - (i == j ? 1 : 0), 2);
            }
        }
        return sum;
    }

    /** What {@code x_k} counts in the innovation {@code i}. */
    private static double whitening(int i, int k) {
        return i == 0 ? 1 : k == i ? 1 / 0.6 : -0.8 / 0.6;
    }

    private interface Entries {
        double at(int i, int j);
    }

    @Test
    void isDiagonalAboveItsSize() {
        for (int n : new int[] {MOST_DENSE, MOST_DENSE + 1}) {
            var random = new SplittableRandom(7);
            var draws = new double[40][n];
            var gradients = new double[40][n];
            for (int d = 0; d < 40; d++) {
                double common = random.nextGaussian();
                for (int i = 0; i < n; i++) {
                    double own = random.nextGaussian();
                    draws[d][i] = 2 * (common + own);
                    gradients[d][i] = -own / 2;
                }
            }
            double[] row = times(Metric.fitted(draws, gradients), unit(n, 0));
            assertThat(row[0]).isPositive();
            if (n > MOST_DENSE) {
                assertThat(java.util.Arrays.copyOfRange(row, 1, n)).containsOnly(0);
            } else {
                assertThat(row[1]).isNotZero();
            }
        }
    }

    @Test
    void aCoordinateThatNeverMovedKeepsItsScale() {
        double[][] draws = {{1, 5}, {2, 5}, {4, 5}};
        double[][] gradients = {{-1, 0}, {-2, 0}, {-4, 0}};
        double[] row = times(Metric.fitted(draws, gradients), unit(2, 1));
        assertThat(row[1]).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {5, MOST_DENSE + 3})
    void velocityIsTheMetricTimesTheMomentum(int n) {
        var random = new SplittableRandom(8);
        var metric = fitted(random, n);
        var momentum = new double[n];
        var velocity = new double[n];
        metric.draw(random, momentum, velocity);
        double[] expected = times(metric, momentum);
        for (int i = 0; i < n; i++) {
            assertThat(velocity[i]).isCloseTo(expected[i], within(1e-9 * (1 + Math.abs(expected[i]))));
        }
    }

    /** Twice the kinetic energy is chi-squared with n degrees of freedom: its mean lies within 4.5 standard errors. */
    @Test
    void momentaAreDrawnFromTheInverse() {
        int n = 5;
        var random = new SplittableRandom(9);
        var metric = fitted(random, n);
        var momentum = new double[n];
        var velocity = new double[n];
        double sum = 0;
        for (int k = 0; k < 4000; k++) {
            metric.draw(random, momentum, velocity);
            for (int i = 0; i < n; i++) {
                sum += momentum[i] * velocity[i] / 4000;
            }
        }
        assertThat(sum).isCloseTo(n, within(4.5 * Math.sqrt(2.0 * n / 4000)));
    }

    private static Metric fitted(SplittableRandom random, int n) {
        var draws = new double[30][n];
        var gradients = new double[30][n];
        for (int d = 0; d < 30; d++) {
            double common = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                draws[d][i] = (1 + i) * (random.nextGaussian() + common);
                gradients[d][i] = random.nextGaussian() / (1 + i);
            }
        }
        return Metric.fitted(draws, gradients);
    }

    private static double covariance(double[][] x, int i, int j) {
        double mi = 0;
        double mj = 0;
        for (double[] row : x) {
            mi += row[i] / x.length;
            mj += row[j] / x.length;
        }
        double sum = 0;
        for (double[] row : x) {
            sum += (row[i] - mi) * (row[j] - mj);
        }
        return sum / (x.length - 1);
    }

    private static double[] unit(int n, int at) {
        var v = new double[n];
        v[at] = 1;
        return v;
    }

    private static double[] times(Metric metric, double[] v) {
        var out = new double[v.length];
        metric.times(v, out);
        return out;
    }
}
