package io.weir.planning.internal.planner;

import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Progress;
import io.weir.response.DrawUtility;
import io.weir.response.ResponseObjective;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Bounds the chance that a plan does harm: that it earns less than carrying on by more than {@value #HARM} of that. */
final class Caution {
    /** A plan is worse than carrying on if it earns less by more than this share. */
    static final double HARM = 0.01;

    private static final double[] WEIGHTS = {1, 3, 10, 30};
    private static final int HALVINGS = 12;
    private static final double ROUNDING = 1e-9;

    private final ContinuousOptimiser optimiser = new ContinuousOptimiser();
    private final PlanProblem problem;
    private final FeasibleRegion region;
    private final double limit;
    private final double[] before;
    private final double[] reference;

    /** @param limit most probability of harm, 0 to 1 */
    Caution(PlanProblem problem, FeasibleRegion region, double limit) {
        this.problem = problem;
        this.region = region;
        this.limit = limit;
        before = problem.carryingOn();
        reference = problem.objective().valuesByDraw(before);
    }

    /**
     * What to do instead of a plan that does harm too often.
     *
     * @param spend currency per cell
     * @param harm its probability of harm
     */
    record Careful(double[] spend, double harm) {}

    /** The probability that a plan does harm. */
    double harm(double[] spend) {
        return harm(problem.objective().valuesByDraw(spend), reference);
    }

    /** The share of draws in which values are below those of carrying on by more than {@value #HARM} of them. */
    static double harm(double[] values, double[] carryingOn) {
        int worse = 0;
        for (int d = 0; d < values.length; d++) {
            worse += values[d] < carryingOn[d] - HARM * Math.abs(carryingOn[d]) ? 1 : 0;
        }
        return worse / (double) values.length;
    }

    /**
     * The plan with the best expected value among those tried that keep to the limit: shortfalls against carrying on weigh
     * more and more, and each plan found on the way is mixed with carrying on by as much as it must be. Where rules forbid
     * to carry on, the least harmful plan.
     */
    Careful instead(Proposal proposal) {
        ResponseObjective objective = problem.judged();
        Optional<Careful> best = mixed(proposal.spend());
        double[] start = proposal.spend();
        var least = new Careful(proposal.spend(), harm(proposal.spend()));
        for (double weight : WEIGHTS) {
            if (least.harm() <= limit) {
                break;
            }
            var utility = new DrawUtility.Cautious(problem.utility(), reference, weight);
            double[] spend = optimiser
                    .improve(problem.objective().with(utility), region, start, Progress.SILENT)
                    .spend();
            start = spend;
            var next = new Careful(spend, harm(spend));
            least = next.harm() < least.harm() ? next : least;
            Optional<Careful> other = next.harm() <= limit ? Optional.of(next) : mixed(spend);
            if (other.isPresent()
                    && (best.isEmpty()
                            || objective.value(other.get().spend())
                                    > objective.value(best.get().spend()))) {
                best = other;
            }
        }
        return best.orElse(least);
    }

    /** As much of a plan as keeps to the limit, the rest as carrying on; empty if the mixture breaks a rule. */
    private Optional<Careful> mixed(double[] spend) {
        // More of a plan does harm more often, or nearly so; the mixture that is found keeps to the limit in any case.
        double low = 0;
        double high = 1;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            if (harm(mix(spend, middle)) <= limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double[] mixture = mix(spend, low);
        return isAllowed(mixture) ? Optional.of(new Careful(mixture, harm(mixture))) : Optional.empty();
    }

    private double[] mix(double[] spend, double share) {
        var out = new double[spend.length];
        for (int cell = 0; cell < out.length; cell++) {
            out[cell] = before[cell] + share * (spend[cell] - before[cell]);
        }
        return out;
    }

    private boolean isAllowed(double[] spend) {
        double tolerance = ROUNDING * region.maxTotal();
        for (int cell = 0; cell < spend.length; cell++) {
            if (spend[cell] < region.lower()[cell] - tolerance || spend[cell] > region.upper()[cell] + tolerance) {
                return false;
            }
        }
        double total = Arrays.stream(spend).sum();
        if (total < region.minTotal() - tolerance || total > region.maxTotal() + tolerance) {
            return false;
        }
        for (LinearConstraint constraint : region.constraints()) {
            // Soft limits are weighed by the plan's value; a mixture never breaks them by more than both plans do.
            if (constraint.penalty().isEmpty() && constraint.violation(spend) > tolerance) {
                return false;
            }
        }
        return true;
    }

    /** What a planner should know about it. */
    String note(double harm, Careful careful) {
        return String.format(
                Locale.ROOT,
                "The plan with the best expected value would do worse than carrying on (by over 1 %%) with probability"
                        + " %.2f; caution allows %.2f. This plan's is %.2f.",
                harm,
                limit,
                careful.harm());
    }
}
