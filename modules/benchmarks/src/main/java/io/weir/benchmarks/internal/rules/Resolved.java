package io.weir.benchmarks.internal.rules;

import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import java.util.Arrays;

/**
 * A small plan to many digits.
 *
 * @param spend currency per cell
 * @param worth the value less penalties
 */
record Resolved(double[] spend, double worth) {
    private static final int MOVES = 1000;
    private static final double LEAST_REACH = 1e-9;
    private static final double ROUNDING = 1e-5;

    /** The better of two. */
    static Resolved better(Resolved one, Resolved other) {
        return one.worth >= other.worth ? one : other;
    }

    /** The best plan near a start: of those that the optimiser and linear programs find from it. */
    static Resolved from(Objective objective, FeasibleRegion region, double[] start) {
        var solving = new Solving(objective, region);
        double[] climbed = new ContinuousOptimiser()
                .improve(objective, region, start, Progress.SILENT)
                .spend();
        Resolved best = solving.from(climbed);
        return solving.keeps(start) ? better(solving.from(start), best) : best;
    }

    /**
     * Moves by linear programs within a reach that halves when the worth does not rise.
     *
     * <p>Source: Nocedal and Wright (2006), <em>Numerical Optimization</em>, section 18.5, with programs that are linear.
     */
    private record Solving(Objective objective, FeasibleRegion region) {
        Resolved from(double[] start) {
            var enforcer = new PlanEnforcer();
            double share = region.maxTotal() / region.cells();
            double[] spend = enforcer.nearest(region, start);
            var gradient = new double[spend.length];
            double worth = worth(spend, gradient);
            double reach = share / 10;
            for (int k = 0; k < MOVES && reach > LEAST_REACH * share; k++) {
                double[] moved = enforcer.firstOrderMove(region, spend, gradient, everywhere(reach))
                        .spend();
                var movedGradient = new double[spend.length];
                double movedWorth = worth(moved, movedGradient);
                if (movedWorth > worth) {
                    spend = moved;
                    gradient = movedGradient;
                    worth = movedWorth;
                    reach = Math.min(share / 10, reach * 1.5);
                } else {
                    reach /= 2;
                }
            }
            return new Resolved(spend, worth);
        }

        private double[] everywhere(double reach) {
            double[] reaches = new double[region.cells()];
            Arrays.fill(reaches, reach);
            return reaches;
        }

        /** But for little, which the first move mends. */
        private boolean keeps(double[] spend) {
            double error = ROUNDING * region.maxTotal();
            double total = 0;
            for (int cell = 0; cell < spend.length; cell++) {
                total += spend[cell];
                if (spend[cell] < region.lower()[cell] - error || spend[cell] > region.upper()[cell] + error) {
                    return false;
                }
            }
            return total <= region.maxTotal() + error
                    && total >= region.minTotal() - error
                    && region.constraints().stream()
                            .allMatch(row -> row.penalty().isPresent() || row.violation(spend) <= error);
        }

        private double worth(double[] spend, double[] gradient) {
            return objective.valueAndGradient(spend, gradient) - region.cost(spend);
        }
    }
}
