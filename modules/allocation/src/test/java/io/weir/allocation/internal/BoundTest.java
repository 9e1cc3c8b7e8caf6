package io.weir.allocation.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.allocation.Curves;
import io.weir.allocation.Regions;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoundTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    /** S-shaped curves whose majorant can be narrowed: each curve's envelope falls below its own tangent by itself. */
    private record Narrowing(Curves curves) implements Objective {
        @Override
        public int cells() {
            return curves.cells();
        }

        @Override
        public double value(double[] spend) {
            return curves.value(spend);
        }

        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            return curves.valueAndGradient(spend, gradient);
        }

        @Override
        public Concave concaveMajorant(double[] lower, double[] upper) {
            return curves.concaveMajorant(lower, upper);
        }

        @Override
        public Majorant majorant(double[] near, double[] lower, double[] upper, double most) {
            return new OverBox(curves, lower, upper, curves.concaveMajorant(lower, upper));
        }
    }

    private record OverBox(Curves curves, double[] lower, double[] upper, Objective.Concave envelope)
            implements Objective.Majorant {
        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            return envelope.valueAndGradient(spend, gradient);
        }

        @Override
        public boolean holds(double[] spend) {
            for (int k = 0; k < spend.length; k++) {
                if (spend[k] < lower[k] - 1e-9 || spend[k] > upper[k] + 1e-9) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Objective.Majorant narrowed(double[] at, double fall) {
            double[] low = lower.clone();
            double[] high = upper.clone();
            for (int k = 0; k < at.length; k++) {
                low[k] = end(k, at, lower[k], fall);
                high[k] = end(k, at, upper[k], fall);
            }
            return new OverBox(curves, low, high, curves.concaveMajorant(low, high));
        }

        @Override
        public Objective.Majorant within(double[] otherLower, double[] otherUpper) {
            return new OverBox(curves, otherLower, otherUpper, curves.concaveMajorant(otherLower, otherUpper));
        }

        private double end(int cell, double[] at, double limit, double fall) {
            double near = at[cell];
            double far = limit;
            if (below(cell, at, far) <= fall) {
                return far;
            }
            for (int k = 0; k < 30; k++) {
                double middle = 0.5 * (near + far);
                if (below(cell, at, middle) <= fall) {
                    near = middle;
                } else {
                    far = middle;
                }
            }
            return far;
        }

        private double below(int cell, double[] at, double spend) {
            var gradient = new double[at.length];
            double value = envelope.valueAndGradient(at, gradient);
            double[] moved = at.clone();
            moved[cell] = spend;
            return value
                    + gradient[cell] * (spend - at[cell])
                    - envelope.valueAndGradient(moved, new double[at.length]);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isNeverBelowTheBestAndNearerThanTheFirstMajorant(long seed) {
        var random = new SplittableRandom(seed);
        var curves = Curves.any(random, 5, false);
        double total = random.nextDouble(30, 200);
        var region = Regions.budget(5, total);
        double best = curves.best(total, 300);
        var summit = summit(curves, region, total);
        double narrowing = new Bound(region, total, best).of(new Narrowing(curves), summit);
        double once = new Bound(region, total, best).of(curves, summit);
        assertThat(narrowing).isGreaterThanOrEqualTo(best * (1 - 1e-9));
        assertThat(narrowing).isLessThanOrEqualTo(once * (1 + 1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aBadPlanDoesNotLowerTheBound(long seed) {
        var random = new SplittableRandom(seed);
        var curves = Curves.any(random, 4, false);
        double total = 100;
        var region = Regions.budget(4, total, Regions.sum(0, 45, 0, 1));
        double[] bad = {45, 0, 55, 0};
        var summit = new Climber(curves::valueAndGradient, region, total, 100).climb(bad, 1, 1);
        double bound = new Bound(region, total, 100).of(new Narrowing(curves), summit);
        for (int round = 0; round < 2000; round++) {
            double[] plan = random.doubles(4, 0, 1).toArray();
            double sum = Arrays.stream(plan).sum();
            double[] scaled = Arrays.stream(plan).map(v -> v * total / sum).toArray();
            if (region.constraints().get(0).violation(scaled) == 0) {
                assertThat(bound).isGreaterThanOrEqualTo(curves.value(scaled) - 1e-6);
            }
        }
    }

    private static Climber.Summit summit(Curves curves, FeasibleRegion region, double total) {
        Climber.Summit best = null;
        var random = new SplittableRandom(7);
        for (int k = 0; k < 20; k++) {
            double[] start = random.doubles(region.cells(), 0, total).toArray();
            var summit = new Climber(curves::valueAndGradient, region, total, 100).climb(start, 300, 1e-9);
            best = best == null || summit.merit() > best.merit() ? summit : best;
        }
        return java.util.Objects.requireNonNull(best);
    }
}
