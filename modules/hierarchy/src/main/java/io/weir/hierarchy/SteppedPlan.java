package io.weir.hierarchy;

import static io.weir.core.Checks.require;

/**
 * A plan that is known before the run and gone to as {@link LearnedTargets} go where they want to: from another's targets, by a part of the
 * way and no more than a factor each period. What it brings less than the plan itself is what going by steps costs.
 */
public final class SteppedPlan implements TargetSetter {
    private final double[][] plan;
    private final TargetSetter base;

    /**
     * @param plan currency, {@code [period][channel]}; the last period is repeated
     * @param base sets the targets of the first period
     */
    public SteppedPlan(double[][] plan, TargetSetter base) {
        require(plan.length > 0, "plan (no periods) must be of one period at least.");
        this.plan = plan;
        this.base = base;
    }

    @Override
    public String name() {
        return "a plan by steps";
    }

    @Override
    public double[] propose(Standing standing) {
        int period = standing.past().size();
        double budget = standing.evenShare();
        if (period == 0 || budget <= 0) {
            return base.propose(standing);
        }
        double[] wanted = plan[Math.min(period, plan.length - 1)].clone();
        double[] spend = standing.past().get(period - 1).spend().toArray();
        for (int c = 0; c < spend.length; c++) {
            wanted[c] = Math.max(LearnedTargets.LEAST * budget, wanted[c]);
            spend[c] = Math.max(LearnedTargets.LEAST * budget, spend[c]);
        }
        return Steps.towards(spend, wanted, budget);
    }
}
