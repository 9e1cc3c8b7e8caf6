package io.weir.enforcer.internal;

import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleSet;
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

    ReturnConflicts(RuleSet rules, RuleForms forms, Objective objective) {
        this.rules = rules;
        this.forms = forms;
        this.objective = objective;
    }

    RuleConflictException conflict() {
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
        List<Limit> sides = forms.limits().stream()
                .filter(limit -> limit.hard() && kept.contains(limit.head().id()))
                .toList();
        return ConflictReport.of(rules, forms, kept, sides, id -> "");
    }

    private boolean isFound(Set<String> ids) {
        Booking all = Booking.of(rules, forms, ids::contains, limit -> true);
        boolean sharesMatter = forms.limits().stream()
                .anyMatch(limit ->
                        Conflicts.isShare(limit) && ids.contains(limit.head().id()));
        long least = sharesMatter ? Conflicts.leastSpend(rules, forms) : 0;
        Booking booking = least > 0 ? all.spendingAtLeast(least) : all;
        if (!Feasibility.isFeasible(booking)) {
            return false;
        }
        if (booking.floors().stream().noneMatch(ReturnFloor::hard)) {
            return true;
        }
        Draft start = new BookableStart(booking).nearest(new double[booking.cells()]);
        return start.violation() == 0
                && (!Enforcement.lacksReturns(booking, start.amounts(), objective)
                        || new ReturningSearch(all, objective, SEED, Progress.SILENT)
                                .find(start.amounts(), least)
                                .isPresent());
    }
}
