package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IronedFunctionTest {
    @Test
    void leavesAConcaveFunctionAsItIs() {
        double[] nodes = {0, 1, 3, 4};
        var function = new IronedFunction(nodes, new double[] {-2, -2, -2, -2});
        for (double z : new double[] {0, 0.5, 1, 2, 3.7, 4}) {
            assertThat(function.excess(z)).as("at %s", z).isCloseTo(0, within(1e-12));
            assertThat(function.excessSlope(z)).as("slope at %s", z).isCloseTo(0, within(1e-12));
        }
    }

    /** {@code z^2 / 2} on [0, 2] has the envelope {@code z}, which exceeds it most in the middle: by 1/2. */
    @Test
    void putsALineOverAFunctionThatBendsUp() {
        double[] nodes = IntStream.rangeClosed(0, 8).mapToDouble(k -> 0.25 * k).toArray();
        double[] ones = IntStream.rangeClosed(0, 8).mapToDouble(k -> 1).toArray();
        var function = new IronedFunction(nodes, ones);
        assertThat(function.excess(1)).isCloseTo(0.5, within(1e-12));
        assertThat(function.excess(0)).isCloseTo(0, within(1e-12));
        assertThat(function.excessSlope(0.5)).isCloseTo(0.5, within(1e-12));
        assertThat(function.belowTangent(0.3, 1.7)).isCloseTo(0, within(1e-12));
    }

    /** {@code -z^2}: the tangent at 1 is above it by {@code (z - 1)^2}. */
    @Test
    void saysHowFarItFallsBelowItsTangent() {
        double[] nodes = IntStream.rangeClosed(0, 20).mapToDouble(k -> 0.1 * k).toArray();
        double[] twos = IntStream.rangeClosed(0, 20).mapToDouble(k -> -2).toArray();
        var function = new IronedFunction(nodes, twos);
        assertThat(function.belowTangent(1, 1.8)).isCloseTo(-0.64, within(1e-9));
        assertThat(function.belowTangent(1, 0)).isCloseTo(-1, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void withItsExcessAnyFunctionIsConcaveAndNotBelowItself(long seed) {
        var random = new SplittableRandom(seed);
        int n = 5 + random.nextInt(40);
        var nodes = new double[n];
        var curvature = new double[n];
        for (int k = 0; k < n; k++) {
            nodes[k] = k == 0 ? random.nextDouble() : nodes[k - 1] + random.nextDouble(0.01, 1);
            curvature[k] = random.nextDouble(-1, 1);
        }
        var function = new IronedFunction(nodes, curvature);
        double width = nodes[n - 1] - nodes[0];
        for (int round = 0; round < 200; round++) {
            double a = nodes[0] + random.nextDouble() * width;
            double b = nodes[0] + random.nextDouble() * width;
            assertThat(function.excess(a)).isGreaterThanOrEqualTo(-1e-3 * width * width / n / n);
            assertThat(function.belowTangent(a, b)).isLessThanOrEqualTo(0);
            double h = 1e-6 * width;
            double inside = Math.min(nodes[n - 1] - h, Math.max(nodes[0] + h, a));
            double difference = (function.excess(inside + h) - function.excess(inside - h)) / (2 * h);
            assertThat(function.excessSlope(inside)).isCloseTo(difference, within(1e-4 * width));
        }
    }
}
