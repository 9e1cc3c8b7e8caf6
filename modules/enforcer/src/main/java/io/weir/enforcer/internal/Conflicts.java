package io.weir.enforcer.internal;

import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Names the smallest set of hard rules that cannot hold together by a deletion filter: each rule in turn is left out,
 * and stays out if the others conflict without it.
 *
 * <p>Source: J. W. Chinneck and E. W. Dravnieks (1991), <em>Locating Minimal Infeasible Constraint Sets in Linear
 * Programs</em>, ORSA Journal on Computing 3(2).
 */
final class Conflicts {
    /** A plan of less than this part of the budget counts as nothing. */
    private static final double LEAST_SPEND = 1e-3;

    private final RuleSet rules;
    private final RuleForms forms;
    private final long least;

    private Conflicts(RuleSet rules, RuleForms forms) {
        this.rules = rules;
        this.forms = forms;
        this.least = leastSpend(rules, forms);
    }

    /** @throws RuleConflictException if hard rules cannot hold together */
    static void requireNone(RuleSet rules, RuleForms forms) {
        var conflicts = new Conflicts(rules, forms);
        Set<String> all = conflicts.hardIds();
        if (!conflicts.areFeasible(all, limit -> true)) {
            throw conflicts.conflictAmong(all);
        }
    }

    /** What a plan must spend so that shares are not kept by spending nothing, quanta; 0 where there are none. */
    static long leastSpend(RuleSet rules, RuleForms forms) {
        boolean sharesMatter = forms.limits().stream().anyMatch(Conflicts::isShare)
                && Totals.of(rules).min() > 0;
        double some = Totals.of(rules).min() * LEAST_SPEND;
        return sharesMatter ? new Amounts(rules.unit().quantum()).up(some, 1) : 0;
    }

    static boolean isShare(Limit limit) {
        return limit.hard() && limit.kind() == LimitKind.SHARE;
    }

    private Set<String> hardIds() {
        var ids = new LinkedHashSet<String>();
        ids.add(Totals.BUDGET);
        rules.rules().stream()
                .map(Rule::head)
                .filter(head -> head.soft().isEmpty())
                .forEach(head -> ids.add(head.id()));
        return ids;
    }

    /** Shares that only a plan of nothing keeps are in conflict, unless the other rules allow nothing anyway. */
    private boolean areFeasible(Set<String> ids, Predicate<Limit> sides) {
        var totals = Totals.of(rules, ids::contains);
        if (ids.contains(Totals.BUDGET) && !(totals.max() >= 0)) {
            return false;
        }
        boolean sharesMatter = least > 0
                && forms.limits().stream()
                        .anyMatch(limit ->
                                isShare(limit) && ids.contains(limit.head().id()) && sides.test(limit));
        if (sharesMatter && canSpend(ids, sides)) {
            return true;
        }
        return Feasibility.isFeasible(Booking.of(rules, forms, ids::contains, sides))
                && (!sharesMatter || !canSpend(ids, limit -> sides.test(limit) && !isShare(limit)));
    }

    private boolean canSpend(Set<String> ids, Predicate<Limit> sides) {
        Booking booking = Booking.of(rules, forms, ids::contains, sides);
        return Feasibility.isFeasible(booking.spendingAtLeast(least));
    }

    private RuleConflictException conflictAmong(Set<String> all) {
        Set<String> ids = filtered(all, rest -> areFeasible(rest, limit -> true));
        Set<String> limits = forms.limits().stream()
                .filter(limit -> limit.hard() && ids.contains(limit.head().id()))
                .map(Conflicts::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> kept = filtered(limits, rest -> areFeasible(ids, limit -> rest.contains(key(limit))));
        List<Limit> sides = forms.limits().stream()
                .filter(limit -> kept.contains(key(limit)))
                .collect(Collectors.toList());
        var leastChange = new LeastChange(
                rules,
                changed -> new Conflicts(changed, RuleCompiler.compile(changed)).areFeasible(ids, limit -> true));
        return ConflictReport.of(rules, forms, ids, sides, leastChange::of);
    }

    /** One limit of one rule in all periods it reads alike. */
    private static String key(Limit limit) {
        return limit.head().id() + "\n" + limit.what();
    }

    /**
     * Candidates that may all be left out together may be left out one after the other, so several are tried at once, and
     * more the longer that goes well.
     */
    static Set<String> filtered(Set<String> all, Predicate<Set<String>> feasible) {
        List<String> candidates = List.copyOf(all);
        var kept = new LinkedHashSet<String>(all);
        int size = 1;
        for (int next = 0; next < candidates.size(); ) {
            List<String> some = candidates.subList(next, Math.min(candidates.size(), next + size));
            some.forEach(kept::remove);
            if (!feasible.test(kept)) {
                next += some.size();
                size *= 2;
            } else {
                kept.addAll(some);
                next += some.size() == 1 ? 1 : 0;
                size = some.size() == 1 ? 1 : some.size() / 2;
            }
        }
        return all.stream().filter(kept::contains).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
