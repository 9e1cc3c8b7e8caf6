package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.core.Progress;
import io.weir.response.DrawUtility;
import io.weir.response.ResponseObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Has targets proposed for a budget, bounds the chance of harm, and has them enforced. */
final class Decider {
    /** A plan is worse than carrying on if it earns less by more than this share. */
    static final double HARM = 0.01;

    private static final double[] CAUTION_WEIGHTS = {1, 3, 10, 30, 100};

    private final PlanProblem problem;
    private final Budget budget;
    private final BudgetEnforcer enforcer;
    private final AllocationAgent agent;
    private final long seed;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    Decider(
            PlanProblem problem,
            Budget budget,
            BudgetEnforcer enforcer,
            AllocationAgent agent,
            long seed,
            Progress progress) {
        this.problem = problem;
        this.budget = budget;
        this.enforcer = enforcer;
        this.agent = agent;
        this.seed = seed;
        this.progress = progress;
    }

    Decision decide() {
        ResponseObjective objective = problem.judged();
        FeasibleRegion region = enforcer.region(problem.ruleSet(budget));
        Proposal proposal = agent.propose(objective, region, problem.carryingOn(), seed, progress);
        proposal = cautious(objective, region, proposal);
        Enforced enforced = enforcer.enforce(
                problem.ruleSet(budget),
                proposal.spend(),
                NearbyObjective.of(objective, proposal.spend()),
                seed,
                progress);
        return new Decision(budget, region, proposal, enforced, ImmutableList.copyOf(notes));
    }

    /** Weighs shortfalls against carrying on more and more, until harm is rare enough. */
    private Proposal cautious(ResponseObjective objective, FeasibleRegion region, Proposal proposal) {
        OptionalDouble limit = problem.settings().caution();
        if (limit.isEmpty() || !(region.maxTotal() > 0)) {
            return proposal;
        }
        double[] reference = problem.objective().valuesByDraw(problem.carryingOn());
        double harm = harm(proposal.spend(), reference);
        if (harm <= limit.getAsDouble()) {
            return proposal;
        }
        Proposal safest = proposal;
        double least = harm;
        for (double weight : CAUTION_WEIGHTS) {
            var careful = new DrawUtility.Cautious(problem.utility(), reference, weight);
            Proposal next = agent.propose(
                    problem.objective().with(careful), region, problem.carryingOn(), seed, Progress.SILENT);
            double nextHarm = harm(next.spend(), reference);
            if (nextHarm < least) {
                least = nextHarm;
                safest = next;
            }
            if (least <= limit.getAsDouble()) {
                break;
            }
        }
        notes.add(String.format(
                Locale.ROOT,
                "The plan with the best expected value would do worse than carrying on (by over 1 %%) with probability"
                        + " %.2f; caution allows %.2f. This plan's is %.2f.",
                harm,
                limit.getAsDouble(),
                least));
        double value = objective.value(safest.spend());
        return new Proposal(
                safest.spend(),
                value,
                Math.max(proposal.upperBound(), value),
                safest.shadowPrices(),
                safest.budgetPrice());
    }

    private double harm(double[] spend, double[] reference) {
        double[] values = problem.objective().valuesByDraw(spend);
        int worse = 0;
        for (int d = 0; d < values.length; d++) {
            worse += values[d] < reference[d] - HARM * Math.abs(reference[d]) ? 1 : 0;
        }
        return worse / (double) values.length;
    }
}
