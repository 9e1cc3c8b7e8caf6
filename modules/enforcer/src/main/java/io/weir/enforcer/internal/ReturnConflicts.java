package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleSet;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Names the smallest set of rules under which no plan was found that brings a return: each rule in turn is left out, and
 * stays out if none is found without it either. What a search does not find need not be impossible, and the message says so.
 */
final class ReturnConflicts {
    private static final long SEED = 1;

    private final RuleSet rules;
    private final RuleForms forms;
    private final Objective objective;

    ReturnConflicts(RuleSet rules, Objective objective) {
        this.rules = rules;
        this.forms = RuleCompiler.compile(rules);
        this.objective = objective;
    }

    /** @param lacking the returns that are not brought */
    RuleConflictException of(ImmutableList<ReturnFloor> lacking) {
        var kept = new LinkedHashSet<String>();
        kept.add(Totals.BUDGET);
        rules.rules().stream()
                .map(Rule::head)
                .filter(head -> head.soft().isEmpty())
                .forEach(head -> kept.add(head.id()));
        for (String candidate : List.copyOf(kept)) {
            kept.remove(candidate);
            if (isFound(kept)) {
                kept.add(candidate);
            }
        }
        if (kept.isEmpty()) {
            lacking.forEach(floor -> kept.add(floor.head().id()));
        }
        List<Limit> sides = forms.limits().stream()
                .filter(limit -> limit.hard() && kept.contains(limit.head().id()))
                .toList();
        return ConflictReport.of(rules, forms, kept, sides, id -> "");
    }

    private boolean isFound(Set<String> ids) {
        Booking booking = Booking.of(rules, forms, ids::contains, limit -> true);
        if (!Feasibility.isFeasible(booking)) {
            return false;
        }
        if (booking.floors().stream().noneMatch(ReturnFloor::hard)) {
            return true;
        }
        Draft start = new BookableStart(booking).nearest(new double[booking.cells()]);
        if (start.violation() > 0) {
            return false;
        }
        Booking bound = booking.spendingAtLeast(Math.min(booking.wanted(), start.total()));
        long[] amounts = new PlanSearch(bound, objective, SEED, Progress.SILENT)
                .improve(start.amounts())
                .amounts();
        double[] spend = Arrays.stream(amounts)
                .mapToDouble(amount -> MoneyUnit.fromMicros(amount * booking.quantum()))
                .toArray();
        return booking.floors().stream()
                .noneMatch(floor -> floor.hard() && floor.shortfall(objective.expectation(), spend) > 0);
    }
}
