package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.Budget;
import io.weir.core.FeasibleRegion;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import java.util.Arrays;
import java.util.Optional;

/** What stands in the way of a plan that somebody else made: the budget, or the first hard rule that it breaks. */
final class Obstacles {
    private final PlanProblem problem;
    private final MoneyUnit unit;
    private final PlanGrid grid;
    /** Amounts are multiples of the smallest booked one; half of it is rounding. */
    private final double tolerance;

    Obstacles(PlanProblem problem) {
        this.problem = problem;
        this.unit = problem.history().unit();
        this.grid = problem.grid();
        this.tolerance = 0.5 * MoneyUnit.fromMicros(unit.quantum());
    }

    /** @param cells currency per cell, bookable */
    Optional<String> first(double[] cells) {
        double spend = Arrays.stream(cells).sum();
        double most = problem.settings().budget().max() - PlanProblem.reserved(problem.rules());
        if (spend > most + tolerance) {
            return Optional.of(
                    "it spends " + unit.text(spend) + ", and " + unit.text(Math.max(0, most)) + " may be spent");
        }
        return problem.rules().stream()
                .filter(rule -> rule.head().soft().isEmpty() && !(rule instanceof Rule.Reserve))
                .filter(rule -> !holds(rule, cells, spend))
                .findFirst()
                .map(rule -> "it breaks rule \"" + rule.head().id() + "\" (" + RuleWords.of(rule, unit) + ")");
    }

    private boolean holds(Rule rule, double[] cells, double spend) {
        return rule instanceof Rule.Step step ? isMultiple(step, cells) : isWithin(rule, cells, spend);
    }

    /** One rule at a time, so that it can be named; blackouts belong to each, as they lift change limits. */
    private boolean isWithin(Rule rule, double[] cells, double spend) {
        ImmutableList<Rule> rules = problem.rules().stream()
                .filter(other -> other == rule
                        || other instanceof Rule.Off && other.head().soft().isEmpty())
                .collect(ImmutableList.toImmutableList());
        FeasibleRegion region;
        try {
            region = new PlanEnforcer()
                    .region(new RuleSet(grid, Budget.upTo(spend + tolerance), rules, problem.references(), unit));
        } catch (RuleConflictException e) {
            return false;
        }
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] < region.lower()[cell] - tolerance || cells[cell] > region.upper()[cell] + tolerance) {
                return false;
            }
        }
        return region.constraints().stream().allMatch(c -> c.violation(cells) <= tolerance);
    }

    private boolean isMultiple(Rule.Step rule, double[] cells) {
        long step = unit.toMicros(rule.amount());
        for (int period = 0; period < grid.periods(); period++) {
            double sum = 0;
            for (int column = 0; column < grid.columns().size(); column++) {
                if (rule.scope().channels().contains(grid.columns().get(column).channel())) {
                    sum += cells[grid.cell(period, column)];
                }
            }
            if (step > 0 && unit.toMicros(sum) % step != 0) {
                return false;
            }
        }
        return true;
    }
}
