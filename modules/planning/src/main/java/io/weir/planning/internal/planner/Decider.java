package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer;
import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleConflictException;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.PlanSettings.BudgetSetting;
import io.weir.response.DrawUtility;
import io.weir.response.ResponseObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Finds the budget where it is flexible, has targets proposed, bounds the chance of harm, and has them enforced. */
final class Decider {
    /** A plan is worse than carrying on if it earns less by more than this share. */
    static final double HARM = 0.01;

    private static final double[] CAUTION_WEIGHTS = {1, 3, 10, 30, 100};
    private static final int SEARCH_STEPS = 18;

    private PlanProblem problem;
    private final BudgetEnforcer enforcer = new PlanEnforcer();
    private final AllocationAgent agent = new ContinuousOptimiser();
    private final long seed;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    Decider(PlanProblem problem, long seed, Progress progress) {
        this.problem = problem;
        this.seed = seed;
        this.progress = progress;
    }

    Decision decide() {
        ResponseObjective objective = problem.objective();
        OptionalDouble cvar = problem.settings().cvar();
        if (cvar.isPresent()) {
            objective = objective.with(new DrawUtility.Cvar(cvar.getAsDouble()));
        }
        Budget budget = budget(objective);
        problem = problem.spending(budget.max());
        FeasibleRegion region = enforcer.region(problem.ruleSet(budget));
        Proposal proposal = propose(objective, region, progress);
        proposal = cautious(objective, region, proposal);
        Enforced enforced = enforcer.enforce(problem.ruleSet(budget), proposal.spend(), objective, seed, progress);
        return new Decision(problem, budget, region, proposal, enforced, ImmutableList.copyOf(notes));
    }

    private Proposal propose(Objective objective, FeasibleRegion region, Progress told) {
        return agent.propose(objective, region, problem.carryingOn(), seed, told);
    }

    private Budget budget(ResponseObjective objective) {
        BudgetSetting setting = problem.settings().budget();
        if (setting instanceof BudgetSetting.Total total) {
            return Budget.exactly(total.max());
        }
        double total;
        if (setting instanceof BudgetSetting.TargetMarginalReturn target) {
            var priced = new PricedObjective(objective, target.target());
            var region = enforcer.region(problem.ruleSet(Budget.upTo(target.max())));
            total = Arrays.stream(propose(priced, region, progress).spend()).sum();
        } else if (setting instanceof BudgetSetting.TargetReturn target) {
            total = mostWithReturn(objective, target);
        } else {
            total = leastFor(objective, (BudgetSetting.Outcome) setting);
        }
        notes.add(String.format(
                Locale.ROOT,
                "The budget was found: %s of at most %s.",
                problem.history().unit().text(total),
                problem.history().unit().text(setting.max())));
        return Budget.exactly(booked(total, setting.max()));
    }

    private double booked(double total, double max) {
        var unit = problem.history().unit();
        return Math.min(max, io.weir.core.MoneyUnit.fromMicros(unit.toMicros(total)));
    }

    /** The best value that a total can bring: searched for on the cheaper objective, told by the full one. */
    private double bestValue(ResponseObjective objective, double total) {
        var region = enforcer.region(problem.ruleSet(Budget.exactly(total)));
        return objective.value(
                propose(objective.sketch(), region, Progress.SILENT).spend());
    }

    private double mostWithReturn(ResponseObjective objective, BudgetSetting.TargetReturn target) {
        if (bestValue(objective, target.max()) >= target.target() * target.max()) {
            return target.max();
        }
        double low = 0;
        double high = target.max();
        for (int k = 0; k < SEARCH_STEPS; k++) {
            double middle = 0.5 * (low + high);
            progress.at("finding the budget", (k + 1.0) / SEARCH_STEPS);
            if (bestValue(objective, middle) >= target.target() * middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            notes.add(String.format(
                    Locale.ROOT, "No spend is expected to return %.2f; nothing is planned.", target.target()));
        }
        return low;
    }

    private double leastFor(ResponseObjective objective, BudgetSetting.Outcome target) {
        double most = bestValue(objective, target.max());
        if (most < target.outcome()) {
            throw new RuleConflictException(
                    ImmutableList.of(
                            new RuleConflictException.Party(
                                    "outcome", "weir.yaml", String.format(Locale.ROOT, "%,.0f", target.outcome())),
                            new RuleConflictException.Party(
                                    "max", "weir.yaml", problem.history().unit().text(target.max()))),
                    String.format(
                            Locale.ROOT,
                            "The outcome cannot be reached: with all of the budget %,.0f is expected.",
                            most),
                    "Maybe raise plan.budget.max, or ask for less.");
        }
        double low = 0;
        double high = target.max();
        for (int k = 0; k < SEARCH_STEPS; k++) {
            double middle = 0.5 * (low + high);
            progress.at("finding the budget", (k + 1.0) / SEARCH_STEPS);
            if (bestValue(objective, middle) >= target.outcome()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
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
            var careful = new DrawUtility.Cautious(utility(), reference, weight);
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

    private DrawUtility utility() {
        OptionalDouble cvar = problem.settings().cvar();
        return cvar.isPresent() ? new DrawUtility.Cvar(cvar.getAsDouble()) : new DrawUtility.Mean();
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
