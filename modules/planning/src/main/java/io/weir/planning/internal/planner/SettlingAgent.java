package io.weir.planning.internal.planner;

import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.PlanEnforcer.Move;
import java.util.concurrent.CompletableFuture;

/**
 * The model-based allocation, whose proposals for large plans under limits are brought to where they keep the limits exactly by
 * linear programs. Their prices also prove a nearer bound than those of an optimiser that has not settled.
 */
public final class SettlingAgent implements AllocationAgent {
    private final ContinuousOptimiser optimiser;
    private final PlanEnforcer enforcer;

    /** @param optimiser where it proves no bounds, its proposals stay as they are */
    public SettlingAgent(ContinuousOptimiser optimiser, PlanEnforcer enforcer) {
        this.optimiser = optimiser;
        this.enforcer = enforcer;
    }

    /**
     * A proposal whose bound is proved on another thread: for a large plan that takes as long as making the plan executable.
     *
     * @param proposal with the bound that is known at once
     * @param bound that will be proved, objective units; infinite where none is sought
     */
    public record Proposed(Proposal proposal, CompletableFuture<Double> bound) {
        /** The same proposal, or one that was made from it, with the bound; waits for it. */
        public Proposal bounded(Proposal some) {
            return some.boundedBy(bound.join());
        }
    }

    @Override
    public Proposal propose(
            Objective objective, FeasibleRegion region, double[] carryingOn, long seed, Progress progress) {
        Proposed proposed = proposeFirst(objective, region, carryingOn, seed, progress);
        return proposed.bounded(proposed.proposal());
    }

    /** {@link #propose} without waiting for the bound. */
    public Proposed proposeFirst(
            Objective objective, FeasibleRegion region, double[] carryingOn, long seed, Progress progress) {
        if (region.cells() <= PlanEnforcer.LARGE || region.constraints().isEmpty() || !optimiser.provesBounds()) {
            Proposal proposal = optimiser.propose(objective, region, carryingOn, seed, progress);
            return new Proposed(proposal, CompletableFuture.completedFuture(Double.POSITIVE_INFINITY));
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
        return new Proposed(
                proposal,
                CompletableFuture.supplyAsync(
                        () -> optimiser.bounded(objective, region, proposal).upperBound()));
    }
}
