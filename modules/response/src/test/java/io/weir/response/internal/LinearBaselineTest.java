package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearBaselineTest {
    private static final int PERIODS = 9;
    private static final int COEFFICIENTS = 3;

    private record Case(double[][] z, double[] r, double[] scale, double sigma, double rho) {
        static Case any(long seed) {
            var random = new SplittableRandom(seed);
            var z = new double[COEFFICIENTS][];
            for (int k = 0; k < COEFFICIENTS; k++) {
                z[k] = random.doubles(PERIODS, -2, 2).toArray();
            }
            return new Case(
                    z,
                    random.doubles(PERIODS, -3, 3).toArray(),
                    random.doubles(COEFFICIENTS, 0.2, 3).toArray(),
                    random.nextDouble(0.3, 2),
                    random.nextDouble(-0.8, 0.8));
        }

        double logDensity() {
            return new LinearBaseline(z, PERIODS).evaluate(r, scale, sigma, rho);
        }

        /** {@code Z diag(scale^2) Z'} and the stationary covariance of the noise. */
        double[][] covariance() {
            var v = new double[PERIODS][PERIODS];
            for (int s = 0; s < PERIODS; s++) {
                for (int t = 0; t < PERIODS; t++) {
                    v[s][t] = sigma * sigma * Math.pow(rho, Math.abs(s - t)) / (1 - rho * rho);
                    for (int k = 0; k < COEFFICIENTS; k++) {
                        v[s][t] += z[k][s] * z[k][t] * scale[k] * scale[k];
                    }
                }
            }
            return v;
        }

        /** Up to the normal density's constant. */
        double bruteForce() {
            var solved = solve(covariance(), r);
            double quadratic = 0;
            for (int t = 0; t < PERIODS; t++) {
                quadratic += r[t] * solved.x()[t];
            }
            return -0.5 * solved.logDeterminant() - 0.5 * quadratic;
        }
    }

    private record Solved(double[] x, double logDeterminant) {}

    /** Gauss's elimination; a covariance needs no pivots. */
    private static Solved solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        double logDeterminant = 0;
        for (int i = 0; i < n; i++) {
            logDeterminant += Math.log(a[i][i]);
            for (int j = i + 1; j < n; j++) {
                double factor = a[j][i] / a[i][i];
                for (int k = i; k < n; k++) {
                    a[j][k] -= factor * a[i][k];
                }
                x[j] -= factor * x[i];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= a[i][k] * x[k];
            }
            x[i] /= a[i][i];
        }
        return new Solved(x, logDeterminant);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void logDensityIsThatOfTheFullCovariance(long seed) {
        var c = Case.any(seed);
        assertThat(c.logDensity()).isCloseTo(c.bruteForce(), within(1e-8));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void derivativesAgreeWithFiniteDifferences(long seed) {
        var c = Case.any(seed);
        var baseline = new LinearBaseline(c.z(), PERIODS);
        baseline.evaluate(c.r(), c.scale(), c.sigma(), c.rho());
        double h = 1e-6;
        double up = Math.exp(h);
        assertDerivative(
                baseline.dLogSigma,
                new Case(c.z(), c.r(), c.scale(), c.sigma() * up, c.rho()),
                new Case(c.z(), c.r(), c.scale(), c.sigma() / up, c.rho()),
                h);
        assertDerivative(
                baseline.dRho,
                new Case(c.z(), c.r(), c.scale(), c.sigma(), c.rho() + h),
                new Case(c.z(), c.r(), c.scale(), c.sigma(), c.rho() - h),
                h);
        for (int k = 0; k < COEFFICIENTS; k++) {
            double[] above = c.scale().clone();
            double[] below = c.scale().clone();
            above[k] *= up;
            below[k] /= up;
            assertDerivative(
                    baseline.dLogScale[k],
                    new Case(c.z(), c.r(), above, c.sigma(), c.rho()),
                    new Case(c.z(), c.r(), below, c.sigma(), c.rho()),
                    h);
        }
        for (int t = 0; t < PERIODS; t++) {
            double[] above = c.r().clone();
            double[] below = c.r().clone();
            above[t] += h;
            below[t] -= h;
            assertDerivative(
                    baseline.dResidual[t],
                    new Case(c.z(), above, c.scale(), c.sigma(), c.rho()),
                    new Case(c.z(), below, c.scale(), c.sigma(), c.rho()),
                    h);
        }
    }

    private static void assertDerivative(double derivative, Case above, Case below, double h) {
        double difference = (above.logDensity() - below.logDensity()) / (2 * h);
        assertThat(derivative).isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void coefficientsAreTheirPosteriorMean(long seed) {
        var c = Case.any(seed);
        var baseline = new LinearBaseline(c.z(), PERIODS);
        baseline.evaluate(c.r(), c.scale(), c.sigma(), c.rho());
        // E(d | r) = diag(scale^2) Z V^-1 r.
        double[] weighted = solve(c.covariance(), c.r()).x();
        for (int k = 0; k < COEFFICIENTS; k++) {
            double expected = 0;
            for (int t = 0; t < PERIODS; t++) {
                expected += c.scale()[k] * c.scale()[k] * c.z()[k][t] * weighted[t];
            }
            assertThat(baseline.coefficientMean()[k]).isCloseTo(expected, within(1e-8));
        }
    }
}
