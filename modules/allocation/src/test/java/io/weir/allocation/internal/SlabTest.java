package io.weir.allocation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlabTest {
    private static final int CELLS = 4;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    private record Case(double[] lower, double[] upper, double min, double max, Slab slab) {
        static Case any(SplittableRandom random) {
            double[] lower =
                    random.doubles(CELLS, -0.2, 0.3).map(v -> Math.max(0, v)).toArray();
            double[] upper =
                    Arrays.stream(lower).map(v -> v + random.nextDouble(0, 1)).toArray();
            double least = Arrays.stream(lower).sum();
            double most = Arrays.stream(upper).sum();
            double max = random.nextDouble(least, most);
            double min = random.nextBoolean() ? max : random.nextDouble(least, max);
            var region = new FeasibleRegion(lower, upper, min, max, ImmutableList.of());
            return new Case(lower, upper, min, max, new Slab(region, 1));
        }

        void assertHolds(double[] point) {
            for (int i = 0; i < CELLS; i++) {
                assertThat(point[i]).isBetween(lower[i], upper[i]);
            }
            assertThat(Arrays.stream(point).sum()).isBetween(min - 1e-12, max + 1e-12);
        }

        /** A random point of the slab, often a corner. */
        double[] anyPoint(SplittableRandom random) {
            double[] point = random.doubles(CELLS, -3, 4).toArray();
            slab.project(point);
            return point;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void projectsToTheNearestPoint(long seed) {
        var random = new SplittableRandom(seed);
        var c = Case.any(random);
        double[] point = random.doubles(CELLS, -1, 2).toArray();
        double[] nearest = point.clone();
        c.slab().project(nearest);
        c.assertHolds(nearest);
        // The nearest point p of a convex set is the one with (point - p)(y - p) <= 0 for every y of the set; it is
        // enough to look at the corners: at most one cell is between its limits there.
        for (double[] corner : corners(c)) {
            double sum = 0;
            for (int i = 0; i < CELLS; i++) {
                sum += (point[i] - nearest[i]) * (corner[i] - nearest[i]);
            }
            assertThat(sum).isLessThanOrEqualTo(1e-9);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pointsOfTheSlabStayWhereTheyAre(long seed) {
        var random = new SplittableRandom(seed);
        var c = Case.any(random);
        double[] inside = c.anyPoint(random);
        double[] again = inside.clone();
        c.slab().project(again);
        assertThat(again).containsExactly(inside, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLinearMaximumIsThatOverAllCorners(long seed) {
        var random = new SplittableRandom(seed);
        var c = Case.any(random);
        double[] gradient = random.doubles(CELLS, -1, 1).toArray();
        double best = Double.NEGATIVE_INFINITY;
        for (double[] corner : corners(c)) {
            double sum = 0;
            for (int i = 0; i < CELLS; i++) {
                sum += gradient[i] * corner[i];
            }
            best = Math.max(best, sum);
        }
        assertThat(c.slab().maximum(gradient)).isCloseTo(best, within(1e-9));
    }

    /** Every point where all cells, or all but one that makes up the total, are at a limit. */
    private static ImmutableList<double[]> corners(Case c) {
        var out = ImmutableList.<double[]>builder();
        for (int bits = 0; bits < 1 << CELLS; bits++) {
            var corner = new double[CELLS];
            for (int i = 0; i < CELLS; i++) {
                corner[i] = (bits >> i & 1) == 1 ? c.upper()[i] : c.lower()[i];
            }
            double total = Arrays.stream(corner).sum();
            if (total >= c.min() && total <= c.max()) {
                out.add(corner);
            }
            for (int free = 0; free < CELLS; free++) {
                for (double target : new double[] {c.min(), c.max()}) {
                    double[] filled = corner.clone();
                    filled[free] += target - total;
                    if (filled[free] >= c.lower()[free] && filled[free] <= c.upper()[free]) {
                        out.add(filled);
                    }
                }
            }
        }
        return out.build();
    }
}
