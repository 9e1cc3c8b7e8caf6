package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import io.weir.core.Objective;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleConflictException.Party;
import io.weir.core.RuleSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A conflict in words: what asks for more than what allows. */
final class ConflictReport {
    private final RuleSet rules;
    private final Wording words;
    private final SetMultimap<String, String> whatById = LinkedHashMultimap.create();
    private final Set<String> demands = new LinkedHashSet<>();
    private final Set<String> limits = new LinkedHashSet<>();
    private UnaryOperator<String> leastChange = id -> "";

    private ConflictReport(RuleSet rules) {
        this.rules = rules;
        this.words = new Wording(rules.grid(), rules.unit());
    }

    /**
     * @param ids of the smallest conflicting set
     * @param sides the limits of those rules that take part
     * @param leastChange per id, the least change that would resolve the conflict, in words; may be empty
     */
    static RuleConflictException of(
            RuleSet rules, RuleForms forms, Set<String> ids, List<Limit> sides, UnaryOperator<String> leastChange) {
        var report = new ConflictReport(rules);
        report.leastChange = leastChange;
        report.addLimits(ids, sides);
        report.addSteps(ids, forms);
        report.addClauses(ids, forms);
        report.addFloors(ids, forms);
        report.addReserves(ids);
        report.addBudget(ids);
        return report.exception(ids);
    }

    /** Rules that programs find compatible, yet no bookable plan was found for. */
    static RuleConflictException unbookable(RuleSet rules, Booking booking, Draft draft) {
        var report = new ConflictReport(rules);
        for (int row = 0; row < booking.rows().size(); row++) {
            if (draft.violationOf(row) > 0) {
                Row limit = booking.rows().get(row);
                report.whatById.put(limit.rule(), limit.what());
            }
        }
        for (Clause clause : booking.clauses()) {
            if (draft.violationOf(clause) > 0) {
                report.whatById.put(clause.head().id(), clause.what() + clause.when());
            }
        }
        return new RuleConflictException(
                report.parties(report.whatById.keySet()),
                booking.isLarge()
                        ? "No plan was found that keeps all rules; the search of a large plan is not exhaustive. The nearest breaks:"
                        : "No plan in whole bookable amounts keeps these rules:",
                "Maybe an exact limit can become a range.");
    }

    /** A large plan for which no way was found to bring the returns that hard rules ask for. */
    static RuleConflictException unreturning(RuleSet rules, Booking booking, long[] amounts, Objective objective) {
        var report = new ConflictReport(rules);
        for (ReturnFloor floor : booking.floors()) {
            if (floor.hard() && Enforcement.lacksReturn(booking, floor, amounts, objective)) {
                report.whatById.put(floor.head().id(), floor.what());
            }
        }
        return new RuleConflictException(
                report.parties(report.whatById.keySet()),
                "No plan was found that brings these returns; the search of a large plan is not exhaustive:",
                "Maybe the return is too high for what else is asked of these channels.");
    }

    private void addLimits(Set<String> ids, List<Limit> sides) {
        boolean overHorizon = ids.contains(Totals.BUDGET)
                || sides.stream().anyMatch(limit -> limit.when().isEmpty());
        for (Limit limit : sides) {
            boolean amountPerPeriod = limit.kind() == LimitKind.BOUNDS || limit.kind() == LimitKind.FIXED;
            String each = overHorizon && amountPerPeriod ? words.each() : "";
            whatById.put(limit.head().id(), limit.what());
            (limit.side() == Side.LOWER ? demands : limits).add(limit.what() + each);
        }
    }

    private void addSteps(Set<String> ids, RuleForms forms) {
        for (Multiple multiple : forms.multiples()) {
            if (ids.contains(multiple.head().id())) {
                whatById.put(multiple.head().id(), multiple.what());
                limits.add(multiple.what());
            }
        }
    }

    private void addClauses(Set<String> ids, RuleForms forms) {
        for (Clause clause : forms.clauses()) {
            if (clause.hard() && ids.contains(clause.head().id())) {
                whatById.put(clause.head().id(), clause.what());
                limits.add(clause.what());
            }
        }
    }

    private void addFloors(Set<String> ids, RuleForms forms) {
        for (ReturnFloor floor : forms.floors()) {
            if (floor.hard() && ids.contains(floor.head().id())) {
                whatById.put(floor.head().id(), floor.what());
                limits.add(floor.what());
            }
        }
    }

    private void addReserves(Set<String> ids) {
        for (Rule rule : rules.rules()) {
            if (rule instanceof Rule.Reserve reserve
                    && ids.contains(reserve.head().id())) {
                String what = "reserve " + words.amount(reserve.amount());
                whatById.put(reserve.head().id(), what);
                demands.add(what);
            }
        }
    }

    private void addBudget(Set<String> ids) {
        if (ids.contains(Totals.BUDGET)) {
            String what = "total budget " + words.amount(rules.budget().max());
            whatById.put(Totals.BUDGET, what);
            limits.add(what + " over " + words.horizon());
        }
    }

    private RuleConflictException exception(Set<String> ids) {
        String remedy = ids.size() == 1
                ? "Maybe its amounts were exchanged, or were meant for another period."
                : "Maybe one of these rules was meant for other periods, can be changed as said, or be soft.";
        return new RuleConflictException(parties(ids), sentence(), remedy);
    }

    private ImmutableList<Party> parties(Collection<String> ids) {
        return ids.stream()
                .map(id -> new Party(id, where(id), String.join(", ", whatById.get(id)), leastChange.apply(id)))
                .collect(ImmutableList.toImmutableList());
    }

    private String sentence() {
        if (demands.isEmpty() || limits.isEmpty()) {
            var all = new LinkedHashSet<>(demands);
            all.addAll(limits);
            return "These cannot hold together: " + String.join(" and ", all) + ".";
        }
        String verb = demands.size() == 1 ? " exceeds " : " exceed ";
        return String.join(" and ", demands) + verb + String.join(" and ", limits) + ".";
    }

    private String where(String id) {
        return rules.rules().stream()
                .map(Rule::head)
                .filter(head -> head.id().equals(id))
                .map(Rule.Head::where)
                .findFirst()
                .orElse("");
    }
}
