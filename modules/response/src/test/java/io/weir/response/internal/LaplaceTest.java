package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets whose mode and evidence are known. */
class LaplaceTest {
    /** {@code 3 - (x - m)' A (x - m) / 2} with {@code A = [[4, 1.5], [1.5, 1]]} and {@code m = (2, -5)}. */
    private static final class Normal implements LogDensity {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double at(double[] x, double[] gradient) {
            double u = x[0] - 2;
            double v = x[1] + 5;
            gradient[0] = -(4 * u + 1.5 * v);
            gradient[1] = -(1.5 * u + v);
            return 3 - 0.5 * (4 * u * u + 3 * u * v + v * v);
        }
    }

    /** A standard normal prior and a datum whose mean is an exponential: bent, with a normal-like peak. */
    private static final class Bent implements LogDensity {
        static final double ERROR = 0.3;

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double at(double[] x, double[] gradient) {
            double mean = Math.exp(0.5 * x[0]);
            double error = (1.8 - mean) / ERROR;
            gradient[0] = -x[0] + error / ERROR * 0.5 * mean;
            return -0.5 * x[0] * x[0] - 0.5 * error * error;
        }
    }

    /** {@code -ln(1 + x^2)}: concave about zero alone. */
    private static final class Flat implements LogDensity {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public double at(double[] x, double[] gradient) {
            gradient[0] = -2 * x[0] / (1 + x[0] * x[0]);
            return -Math.log1p(x[0] * x[0]);
        }
    }

    @Test
    void modeCurvatureAndEvidenceOfANormalAreExact() {
        var found = Laplace.of(new Normal(), new double[] {0, 0}, 10);
        assertThat(found.mode()[0]).isCloseTo(2, within(0.05));
        assertThat(found.mode()[1]).isCloseTo(-5, within(0.05));
        assertThat(found.hessian().get(0, 0)).isCloseTo(4, within(1e-6));
        assertThat(found.hessian().get(0, 1)).isCloseTo(1.5, within(1e-6));
        // The integral over that of a standard normal: e^3 / sqrt(det A), det A = 1.75; what is left of the climb
        // counts too.
        assertThat(found.logEvidence()).isCloseTo(3 - 0.5 * Math.log(1.75), within(2e-3));
    }

    @Test
    void evidenceOfABentTargetIsNearItsIntegral() {
        var density = new Bent();
        double integral = 0;
        double best = Double.NEGATIVE_INFINITY;
        double mode = 0;
        for (double x = -8; x < 8; x += 1e-3) {
            double log = density.at(new double[] {x}, new double[1]);
            integral += Math.exp(log) * 1e-3 / Math.sqrt(2 * Math.PI);
            if (log > best) {
                best = log;
                mode = x;
            }
        }
        var found = Laplace.of(density, new double[1], 30);
        assertThat(found.mode()[0]).isCloseTo(mode, within(0.02));
        assertThat(found.logEvidence()).isCloseTo(Math.log(integral), within(0.05));
    }

    /** Far out the density is convex, where a Newton step leads away. */
    @ParameterizedTest(name = "from {0}")
    @ValueSource(doubles = {-6, 2, 40})
    void climbsOutOfConvexParts(double start) {
        var found = Laplace.of(new Flat(), new double[] {start}, 200);
        assertThat(found.mode()[0]).isCloseTo(0, within(0.05));
    }

    /** Had the parameter not been needed, evidence would be lower by what its posterior is narrower than its prior. */
    @Test
    void evidenceChargesForAParameterThatExplainsNothing() {
        double with = Laplace.of(new Bent(), new double[1], 30).logEvidence();
        double without = -0.5 * Math.pow((1.8 - 1) / Bent.ERROR, 2);
        double best = new Bent().at(Laplace.of(new Bent(), new double[1], 30).mode(), new double[1]);
        assertThat(with).isLessThan(best);
        assertThat(with).isGreaterThan(without);
    }

    @Test
    void thePriorAloneHasTheEvidenceOfItsHeight() {
        LogDensity constant = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double at(double[] x, double[] gradient) {
                gradient[0] = -x[0];
                return 1.5 - 0.5 * x[0] * x[0];
            }
        };
        assertThat(Laplace.of(constant, new double[1], 5).logEvidence()).isCloseTo(1.5, within(1e-6));
    }
}
