package io.weir.allocation;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import java.util.Arrays;
import java.util.OptionalDouble;

/** Feasible regions for tests. */
public final class Regions {
    private Regions() {}

    /** A total that is met exactly, and nothing else but {@code 0 <= spend}. */
    public static FeasibleRegion budget(int cells, double total, LinearConstraint... constraints) {
        var upper = new double[cells];
        Arrays.fill(upper, total);
        return new FeasibleRegion(new double[cells], upper, total, total, ImmutableList.copyOf(constraints));
    }

    /** A total that need not be spent. */
    public static FeasibleRegion atMost(int cells, double total, LinearConstraint... constraints) {
        var upper = new double[cells];
        Arrays.fill(upper, total);
        return new FeasibleRegion(new double[cells], upper, 0, total, ImmutableList.copyOf(constraints));
    }

    /** The sum of some cells is within limits. */
    public static LinearConstraint sum(double lower, double upper, int... cells) {
        return weighted(lower, upper, OptionalDouble.empty(), cells);
    }

    /** A limit that may be broken at a price. */
    public static LinearConstraint soft(double penalty, double lower, double upper, int... cells) {
        return weighted(lower, upper, OptionalDouble.of(penalty), cells);
    }

    private static LinearConstraint weighted(double lower, double upper, OptionalDouble penalty, int... cells) {
        var ones = new double[cells.length];
        Arrays.fill(ones, 1);
        return new LinearConstraint("rule", "a limit", cells, ones, lower, upper, penalty);
    }
}
