package io.weir.planning;

import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.BudgetEnforcer;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;

/**
 * From rules and the value of plans to a plan that may be executed: the agent proposes, the enforcer decides. Immutable and
 * thread-safe.
 */
public final class Allocator {
    private final AllocationAgent agent = new ContinuousOptimiser();
    private final BudgetEnforcer enforcer = new PlanEnforcer();

    /**
     * What was allocated.
     *
     * @param region what the rules allow, before amounts are bookable
     * @param proposal the agent's, with the bound
     * @param enforced the plan that may be executed
     */
    public record Allocated(FeasibleRegion region, Proposal proposal, Enforced enforced) {}

    /**
     * The best plan that was found.
     *
     * @param rules what may be done
     * @param objective what is maximised
     * @param carryingOn what would be spent otherwise, currency per cell; a start to improve on
     * @param seed of random starts and of the search
     * @param progress told how far it is
     * @throws io.weir.core.RuleConflictException if hard rules cannot hold together
     */
    public Allocated allocate(RuleSet rules, Objective objective, double[] carryingOn, long seed, Progress progress) {
        FeasibleRegion region = enforcer.region(rules);
        Proposal proposal = agent.propose(objective, region, carryingOn, seed, progress);
        Enforced enforced = enforcer.enforce(rules, proposal.spend(), objective, seed, progress);
        return new Allocated(region, proposal, enforced);
    }
}
