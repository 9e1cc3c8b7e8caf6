package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClimbTest {
    /** Independent normals about 1, 2, 3, ... whose precisions range from 1 to 1000; counts its evaluations. */
    private static final class Ridge implements LogDensity {
        private final int n;
        private int evaluations;

        Ridge(int n) {
            this.n = n;
        }

        @Override
        public int dimension() {
            return n;
        }

        @Override
        public double at(double[] x, double[] gradient) {
            evaluations++;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double precision = Math.pow(1000, i / (n - 1.0));
                double error = x[i] - 1 - i;
                sum -= 0.5 * precision * error * error;
                gradient[i] = -precision * error;
            }
            return sum;
        }
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {3, 30, 200})
    void findsTheTopOfAnUnevenHillByAHundredGradientsOrSo(int n) {
        var hill = new Ridge(n);
        double[] top = Climb.from(hill, new double[n], 300, 1e-8);
        for (int i = 0; i < n; i++) {
            assertThat(top[i]).as("coordinate %s", i).isCloseTo(1 + i, within(0.01));
        }
        assertThat(hill.evaluations).isLessThan(250);
    }

    @Test
    void neverEndsBelowItsStartAndKeepsToItsGradients() {
        for (long seed = 1; seed <= 20; seed++) {
            var hill = new Ridge(10);
            double[] start = new SplittableRandom(seed).doubles(10, -50, 50).toArray();
            double before = hill.at(start, new double[10]);
            double[] given = start.clone();
            hill.evaluations = 0;
            double[] end = Climb.from(hill, start, 15, 1e-8);
            assertThat(hill.evaluations).isLessThanOrEqualTo(16);
            assertThat(hill.at(end, new double[10])).isGreaterThan(before);
            assertThat(start).containsExactly(given);
        }
    }

    /** {@code -ln(1 + x^2)} is convex beyond one, and no number far out counts as a step up. */
    @Test
    void passesOverPartsThatBendUpwards() {
        LogDensity flat = new LogDensity() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double at(double[] x, double[] gradient) {
                gradient[0] = -2 * x[0] / (1 + x[0] * x[0]);
                return Math.abs(x[0]) > 100 ? Double.NaN : -Math.log1p(x[0] * x[0]);
            }
        };
        assertThat(Climb.from(flat, new double[] {20}, 300, 1e-8)[0]).isCloseTo(0, within(0.01));
    }

    @Test
    void staysWhereNothingIsGained() {
        var hill = new Ridge(4);
        double[] top = {1, 2, 3, 4};
        assertThat(Climb.from(hill, top, 300, 1e-3)).isEqualTo(Arrays.copyOf(top, 4));
        assertThat(hill.evaluations).isOne();
    }
}
