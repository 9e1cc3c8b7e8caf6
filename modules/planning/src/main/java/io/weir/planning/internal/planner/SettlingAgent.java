package io.weir.planning.internal.planner;

import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.PlanEnforcer.Move;

/**
 * The model-based allocation, whose proposals for large plans under limits are brought to where they keep the limits exactly by
 * linear programs. Their prices also prove a nearer bound than those of an optimiser that has not settled.
 */
public final class SettlingAgent implements AllocationAgent {
    private final ContinuousOptimiser optimiser;
    private final PlanEnforcer enforcer;

    /** @param optimiser proves bounds */
    public SettlingAgent(ContinuousOptimiser optimiser, PlanEnforcer enforcer) {
        this.optimiser = optimiser;
        this.enforcer = enforcer;
    }

    @Override
    public Proposal propose(
            Objective objective, FeasibleRegion region, double[] carryingOn, long seed, Progress progress) {
        if (region.cells() <= PlanEnforcer.LARGE || region.constraints().isEmpty()) {
            return optimiser.propose(objective, region, carryingOn, seed, progress);
        }
        Proposal climbed = ContinuousOptimiser.unbounded().propose(objective, region, carryingOn, seed, progress);
        progress.at("keeping limits", 0.5);
        Move settled = LinearSteps.within(enforcer, objective, region).from(climbed.spend());
        var proposal = new Proposal(
                settled.spend(),
                objective.value(settled.spend()),
                Double.POSITIVE_INFINITY,
                settled.prices(),
                climbed.budgetPrice());
        return optimiser.bounded(objective, region, proposal);
    }
}
