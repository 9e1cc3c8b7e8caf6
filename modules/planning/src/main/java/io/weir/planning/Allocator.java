package io.weir.planning;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.PlanEnforcer.Choice;
import io.weir.enforcer.PlanEnforcer.Move;
import io.weir.planning.internal.planner.LinearSteps;
import io.weir.planning.internal.planner.Returns;
import io.weir.planning.internal.planner.RulePrices;
import io.weir.planning.internal.planner.SettlingAgent;
import java.util.BitSet;
import java.util.Optional;

/**
 * From rules and the value of plans to a plan that may be executed: the agent proposes, the enforcer decides. Immutable and
 * thread-safe.
 */
public final class Allocator {
    private static final int ROUNDS = 3;
    /** The same for large plans, whose amounts were improved before they were booked. */
    private static final int LARGE_ROUNDS = 1;

    /** How many choices are tried until one leaves a plan that brings all returns. */
    private static final int CHOICES = 3;

    /** Relative gain below which another round is not worth its time. */
    private static final double ENOUGH = 1e-4;

    /** A plan that breaks limits by more than this share of the budget is not there yet. */
    private static final double SETTLED = 1e-6;

    private final ContinuousOptimiser optimiser = new ContinuousOptimiser();
    private final PlanEnforcer enforcer = new PlanEnforcer();
    private final SettlingAgent agent = new SettlingAgent(optimiser, enforcer);

    /**
     * What was allocated.
     *
     * @param region what the rules allow around the plan, before amounts are bookable
     * @param proposal the best of that region, with the bound on all that the rules allow
     * @param enforced the plan that may be executed
     */
    public record Allocated(FeasibleRegion region, Proposal proposal, Enforced enforced) {
        /** What loosening each number of each hard rule would earn. */
        public ImmutableList<RulePrice> prices(RuleSet rules, Objective objective) {
            return new RulePrices(rules, objective, region, proposal, enforced.micros()).all();
        }
    }

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
        SettlingAgent.Proposed proposed = agent.proposeFirst(objective, region, carryingOn, seed, progress);
        Allocated allocated = enforce(rules, region, proposed.proposal(), objective, seed, progress);
        return new Allocated(allocated.region(), proposed.bounded(allocated.proposal()), allocated.enforced());
    }

    /**
     * A proposal made executable. Where rules leave a choice of what spends at all, or changes at all, amounts are optimised
     * again under the choice that the enforcer has made.
     */
    public Allocated enforce(
            RuleSet rules,
            FeasibleRegion region,
            Proposal proposal,
            Objective objective,
            long seed,
            Progress progress) {
        Proposal returning = isSettled(region, proposal)
                ? new Returns(rules, objective, optimiser).brought(region, proposal)
                : stepped(rules, objective, region, proposal, proposal.spend());
        Allocated best = chosen(rules, region, objective, returning)
                .map(chosen -> new Allocated(
                        chosen.region(),
                        chosen.proposal(),
                        enforcer.enforce(rules, chosen.proposal().spend(), objective, seed, progress)))
                .orElseGet(() -> new Allocated(
                        region, returning, enforcer.enforce(rules, returning.spend(), objective, seed, progress)));
        int most = region.cells() > PlanEnforcer.LARGE ? LARGE_ROUNDS : ROUNDS;
        int rounds = enforcer.leavesChoices(rules) ? most : 0;
        for (int round = 0; round < rounds; round++) {
            FeasibleRegion part = enforcer.regionAround(rules, best.enforced().micros());
            Proposal within = improved(rules, objective, part, best);
            if (part.cells() > PlanEnforcer.LARGE
                    && (new LinearSteps(enforcer, rules, objective, part).lacksReturns(within.spend())
                            || !gainsEnough(objective, part, within, best.enforced()))) {
                return best;
            }
            Enforced again;
            try {
                again = enforcer.enforce(rules, within.spend(), objective, seed + round + 1, progress);
            } catch (RuleConflictException e) {
                // A search for returns may fail from here; there is a plan all the same.
                return best;
            }
            double gain = worth(objective, again) - worth(objective, best.enforced());
            Proposal bounded = new Proposal(
                    within.spend(), within.value(), proposal.upperBound(), within.shadowPrices(), within.budgetPrice());
            if (gain >= 0) {
                best = new Allocated(part, bounded, again);
            }
            if (!(gain > ENOUGH * Math.abs(worth(objective, best.enforced())))) {
                return best;
            }
        }
        return best;
    }

    /**
     * A choice of what spends and what changes, and the best plan that it leaves.
     *
     * @param region in which that stays so
     * @param proposal in it, with amounts in steps
     */
    private record Chosen(FeasibleRegion region, Proposal proposal) {}

    /** The choice near a proposal; another where the plan that it leaves lacks returns. */
    private Optional<Chosen> chosen(RuleSet rules, FeasibleRegion region, Objective objective, Proposal proposal) {
        var whole = new LinearSteps(enforcer, rules, objective, region);
        Optional<Chosen> best = Optional.empty();
        double[] at = proposal.spend();
        for (int attempt = 0; attempt < CHOICES; attempt++) {
            Optional<Choice> choice = enforcer.choice(rules, whole.bringingReturns(at), proposal.spend());
            if (choice.isEmpty() && attempt == 0) {
                choice = enforcer.choice(rules, region, proposal.spend());
            }
            if (choice.isEmpty()) {
                return best;
            }
            best = choice.map(some -> within(rules, objective, some, proposal));
            at = best.orElseThrow().proposal().spend();
            if (!whole.lacksReturns(at)) {
                return best;
            }
        }
        return best;
    }

    /** The best plan that a choice leaves. */
    private Chosen within(RuleSet rules, Objective objective, Choice choice, Proposal known) {
        var free = new LinearSteps(enforcer, rules, objective, choice.region());
        double[] best = free.from(choice.spend()).spend();
        // Where steps leave no room for returns, what is booked in other amounts has to bring them.
        double[] inSteps = enforcer.inSteps(rules, free.keepingReturns(best), best)
                .or(() -> enforcer.inSteps(rules, choice.region(), best))
                .orElse(best);
        FeasibleRegion part = held(rules, choice.region(), inSteps);
        return new Chosen(choice.region(), stepped(rules, objective, part, known, inSteps));
    }

    /** The best plan near one; by linear programs where there are many cells or the optimiser's prices do not settle. */
    private Proposal improved(RuleSet rules, Objective objective, FeasibleRegion part, Allocated from) {
        double[] plan = from.enforced().spend();
        if (part.cells() > PlanEnforcer.LARGE) {
            return stepped(rules, objective, held(rules, part, plan), from.proposal(), plan);
        }
        Proposal climbed = optimiser.improve(objective, part, plan, Progress.SILENT);
        return isSettled(part, climbed)
                ? new Returns(rules, objective, optimiser).brought(part, climbed)
                : stepped(rules, objective, held(rules, part, plan), climbed, plan);
    }

    /** The part of a region in which amounts that are booked in steps stay: linear programs know no steps. */
    private static FeasibleRegion held(RuleSet rules, FeasibleRegion region, double[] spend) {
        var stepped = new BitSet();
        for (Rule rule : rules.rules()) {
            if (rule instanceof Rule.Step step && step.head().soft().isEmpty()) {
                for (int cell : rules.grid().cells(step.scope().channels())) {
                    stepped.set(cell);
                }
            }
        }
        return region.holding(stepped, spend);
    }

    /** @param known whose bound and price of the total hold here too */
    private Proposal stepped(
            RuleSet rules, Objective objective, FeasibleRegion region, Proposal known, double[] start) {
        Move move = new LinearSteps(enforcer, rules, objective, region).from(start);
        return new Proposal(
                move.spend(), objective.value(move.spend()), known.upperBound(), move.prices(), known.budgetPrice());
    }

    private static boolean isSettled(FeasibleRegion region, Proposal proposal) {
        return region.cells() <= PlanEnforcer.LARGE
                && region.violation(proposal.spend()) <= SETTLED * region.maxTotal();
    }

    /** Whether a proposal, before amounts are bookable, is worth the time that this takes. */
    private static boolean gainsEnough(Objective objective, FeasibleRegion region, Proposal proposal, Enforced plan) {
        double worth = worth(objective, region, plan.spend());
        return worth(objective, region, proposal.spend()) - worth > ENOUGH * Math.abs(worth);
    }

    /** The value of a plan less what the region's broken soft limits cost. */
    private static double worth(Objective objective, FeasibleRegion region, double[] spend) {
        return objective.value(spend) - region.cost(spend);
    }

    /** The value of a plan less what its broken soft rules cost. */
    private static double worth(Objective objective, Enforced plan) {
        return objective.value(plan.spend()) - plan.penalties();
    }
}
