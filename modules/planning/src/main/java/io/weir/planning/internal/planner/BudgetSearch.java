package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.AllocationAgent;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer;
import io.weir.core.FeasibleRegion;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleConflictException;
import io.weir.planning.PlanSettings.BudgetSetting;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds how much to spend where the budget is flexible. Neither the return nor (where curves are S-shaped, or spend
 * costs) the value moves one way with the total, so a few totals are tried before the step between two is halved.
 */
final class BudgetSearch {
    private static final int TOTALS = 8;
    private static final int HALVINGS = 12;
    private static final int FEASIBLE_HALVINGS = 30;
    private static final double LITTLE = 1e-9;

    private final PlanProblem problem;
    private final Objective objective;
    private final BudgetEnforcer enforcer;
    private final AllocationAgent agent;
    private final long seed;
    private final Progress progress;
    private int tried;

    BudgetSearch(
            PlanProblem problem,
            Objective objective,
            BudgetEnforcer enforcer,
            AllocationAgent agent,
            long seed,
            Progress progress) {
        this.problem = problem;
        this.objective = objective;
        this.enforcer = enforcer;
        this.agent = agent;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param budget the total, with what is reserved of it
     * @param note what to say about it
     */
    record Found(Budget budget, Optional<String> note) {}

    /** The best plan of a total: what it spends, and what that brings. */
    private record Tried(double spend, double value) {}

    /** @throws RuleConflictException if no total does what is asked */
    Found find(BudgetSetting setting) {
        if (setting instanceof BudgetSetting.Total total) {
            return new Found(Budget.exactly(total.max()), Optional.empty());
        }
        double total;
        if (setting instanceof BudgetSetting.TargetMarginalReturn target) {
            total = untilTheLastUnitEarns(target);
        } else if (setting instanceof BudgetSetting.TargetReturn target) {
            total = mostWithReturn(target);
            if (total == 0) {
                return new Found(
                        Budget.exactly(0),
                        Optional.of(String.format(
                                Locale.ROOT,
                                "No spend is expected to return %.4g per unit; nothing is planned.",
                                target.target())));
            }
        } else {
            total = leastFor((BudgetSetting.Outcome) setting);
        }
        return new Found(
                Budget.exactly(Math.min(setting.max(), bookable(total))),
                Optional.of(String.format(
                        Locale.ROOT,
                        "The budget was found: %s of at most %s.",
                        unit().text(total),
                        unit().text(setting.max()))));
    }

    private double untilTheLastUnitEarns(BudgetSetting.TargetMarginalReturn target) {
        var region = enforcer.region(problem.ruleSet(Budget.upTo(target.max())));
        var priced = new PricedObjective(objective, target.target());
        double[] spend = agent.propose(priced, region, problem.carryingOn(), seed, progress)
                .spend();
        return Math.min(target.max(), Arrays.stream(spend).sum() + PlanProblem.reserved(problem.rules()));
    }

    private double mostWithReturn(BudgetSetting.TargetReturn target) {
        double least = least(target.max());
        for (int k = TOTALS; k >= 0; k--) {
            if (returns(at(least, target.max(), k), target.target())) {
                return k == TOTALS
                        ? target.max()
                        : between(at(least, target.max(), k), at(least, target.max(), k + 1), target.target());
            }
        }
        if (least > 0) {
            Tried atLeast = best(least);
            throw conflict(
                    "target-return",
                    String.format(Locale.ROOT, "%.4g", target.target()),
                    least,
                    String.format(
                            Locale.ROOT,
                            "The return cannot be reached: the rules ask for a spend of %s, which is expected to return"
                                    + " %.4g per unit.",
                            unit().text(atLeast.spend()),
                            atLeast.value() / atLeast.spend()),
                    "Maybe lower plan.budget.target-return, or what the rules ask for.");
        }
        return between(0, at(least, target.max(), 1), target.target());
    }

    private static double at(double least, double most, int k) {
        return least + (most - least) * k / TOTALS;
    }

    private double between(double enough, double tooMuch, double target) {
        double low = enough;
        double high = tooMuch;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            if (returns(middle, target)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the best plan of a total brings the return; a plan that spends nothing does not. */
    private boolean returns(double total, double target) {
        Tried plan = best(total);
        return plan.spend() > LITTLE * problem.settings().budget().max() && plan.value() >= target * plan.spend();
    }

    private double leastFor(BudgetSetting.Outcome target) {
        double least = least(target.max());
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= TOTALS; k++) {
            double value = best(at(least, target.max(), k)).value();
            if (value >= target.outcome()) {
                return k == 0 ? least : reaching(at(least, target.max(), k - 1), at(least, target.max(), k), target);
            }
            most = Math.max(most, value);
        }
        throw conflict(
                "outcome",
                String.format(Locale.ROOT, "%,.0f", target.outcome()),
                target.max(),
                String.format(
                        Locale.ROOT,
                        "The outcome cannot be reached: at most %,.0f is expected of any budget up to the most.",
                        most),
                "Maybe raise plan.budget.max, or ask for less.");
    }

    private double reaching(double tooLittle, double enough, BudgetSetting.Outcome target) {
        double low = tooLittle;
        double high = enough;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            if (best(middle).value() >= target.outcome()) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The least total that the rules allow, to the smallest booked amount. */
    private double least(double max) {
        enforcer.region(problem.ruleSet(Budget.exactly(max)));
        if (allowed(0)) {
            return 0;
        }
        double low = 0;
        double high = max;
        for (int k = 0; k < FEASIBLE_HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            if (allowed(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        double nearest = bookable(high);
        return allowed(nearest) ? nearest : Math.min(max, high + MoneyUnit.fromMicros(unit().quantum()));
    }

    private double bookable(double amount) {
        return MoneyUnit.fromMicros(unit().toMicros(amount));
    }

    private MoneyUnit unit() {
        return problem.history().unit();
    }

    private boolean allowed(double total) {
        try {
            enforcer.region(problem.ruleSet(Budget.exactly(total)));
            return true;
        } catch (RuleConflictException e) {
            return false;
        }
    }

    /** Searched for on the cheaper objective, told by the full one. */
    private Tried best(double total) {
        FeasibleRegion region = enforcer.region(problem.ruleSet(Budget.exactly(total)));
        tried++;
        progress.at("finding the budget", Math.min(1, tried / (double) (TOTALS + HALVINGS)));
        double[] spend = agent.propose(objective.sketch(), region, problem.carryingOn(), seed, Progress.SILENT)
                .spend();
        return new Tried(Arrays.stream(spend).sum(), objective.value(spend));
    }

    private RuleConflictException conflict(String key, String asked, double total, String explanation, String remedy) {
        return new RuleConflictException(
                ImmutableList.of(
                        new RuleConflictException.Party("plan.budget." + key, "weir.yaml", asked),
                        new RuleConflictException.Party("budget", "weir.yaml", unit().text(total))),
                explanation,
                remedy);
    }
}
