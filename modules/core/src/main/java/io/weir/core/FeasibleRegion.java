package io.weir.core;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;

/**
 * What the rules allow before amounts are made bookable: a convex set of plans. Limits on single cells stand in
 * {@code lower} and {@code upper}, all others in {@code constraints}.
 *
 * @param lower least spend per cell, currency, {@code >= 0}
 * @param upper most spend per cell, currency, finite
 * @param minTotal least total over the horizon, currency
 * @param maxTotal most total over the horizon, currency; equal to {@code minTotal} where the budget is met exactly
 * @param constraints the others
 */
public record FeasibleRegion(
        double[] lower, double[] upper, double minTotal, double maxTotal, ImmutableList<LinearConstraint> constraints) {
    /** @throws IllegalArgumentException if a lower limit is above its upper one */
    public FeasibleRegion {
        require(lower.length == upper.length, "lower and upper differ in length.");
        for (int i = 0; i < lower.length; i++) {
            require(
                    lower[i] >= 0 && lower[i] <= upper[i],
                    "cell %s: lower (%s) must be in [0, upper (%s)].",
                    i,
                    lower[i],
                    upper[i]);
        }
        require(minTotal <= maxTotal, "minTotal (%s) is above maxTotal (%s).", minTotal, maxTotal);
        lower = lower.clone();
        upper = upper.clone();
    }

    /** By how much a plan breaks what must hold, currency: bounds of cells, of the total, and hard constraints, summed. */
    public double violation(double[] spend) {
        double total = 0;
        double sum = 0;
        for (int cell = 0; cell < spend.length; cell++) {
            sum += beyond(spend[cell], lower[cell], upper[cell]);
            total += spend[cell];
        }
        sum += beyond(total, minTotal, maxTotal);
        for (LinearConstraint constraint : constraints) {
            sum += constraint.penalty().isPresent() ? 0 : constraint.violation(spend);
        }
        return sum;
    }

    /**
     * The part of it in which some cells spend what a plan does, or what their bounds allow that is nearest.
     *
     * @param held numbers of these cells
     * @param spend currency per cell
     */
    public FeasibleRegion holding(BitSet held, double[] spend) {
        double[] least = lower.clone();
        double[] most = upper.clone();
        held.stream().forEach(cell -> {
            least[cell] = Math.max(lower[cell], Math.min(upper[cell], spend[cell]));
            most[cell] = least[cell];
        });
        return new FeasibleRegion(least, most, minTotal, maxTotal, constraints);
    }

    private static double beyond(double amount, double lower, double upper) {
        return Math.max(0, Math.max(lower - amount, amount - upper));
    }

    /** What a plan loses, in objective units, by the constraints that it may break at a penalty. */
    public double cost(double[] spend) {
        double cost = 0;
        for (LinearConstraint constraint : constraints) {
            cost += constraint.penalty().orElse(0) * constraint.violation(spend);
        }
        return cost;
    }

    /** Number of cells. */
    public int cells() {
        return lower.length;
    }
}
