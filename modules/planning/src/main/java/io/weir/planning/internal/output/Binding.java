package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.planning.PlanReport;
import java.util.Optional;
import java.util.Set;

/**
 * Which rules hold a plan, and where.
 *
 * @param ids of all rules that hold a cell or the plan, in the rules file's order, then those that no entry there names
 */
record Binding(PlanReport report, ImmutableList<String> ids) {
    static Binding of(PlanReport report) {
        var ids = ImmutableSet.<String>builder();
        var inCells =
                report.cells().stream().flatMap(cell -> cell.binding().stream()).collect(ImmutableSet.toImmutableSet());
        report.rules().stream()
                .filter(rule -> rule.binding() || inCells.contains(rule.id()))
                .forEach(rule -> ids.add(rule.id()));
        return new Binding(report, ids.addAll(inCells).build().asList());
    }

    /** Ids of the rules that hold any cell of the channel. */
    ImmutableList<String> idsOf(String channel) {
        return inOrder(report.cells().stream()
                .filter(cell ->
                        report.grid().columns().get(cell.column()).channel().equals(channel))
                .flatMap(cell -> cell.binding().stream())
                .collect(ImmutableSet.toImmutableSet()));
    }

    /** The entry of the rules file; empty if the id is none of its. */
    Optional<PlanReport.RuleReport> rule(String id) {
        return report.rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    /** The rule in words; its id alone if there are none. */
    String words(String id) {
        return rule(id).map(rule -> rule.id() + ": " + rule.text()).orElse(id);
    }

    /** The rule in words, what it costs, and what relaxing it would bring. */
    String explain(String id, Figures figures, Sentences sentences) {
        return rule(id).filter(PlanReport.RuleReport::binding)
                .map(rule -> words(id) + " Without it: " + figures.shortValue(rule.cost()) + " more. "
                        + sentences.price(rule))
                .orElseGet(() -> words(id));
    }

    /** The ids in this order. */
    ImmutableList<String> inOrder(Set<String> some) {
        return ids.stream().filter(some::contains).collect(ImmutableList.toImmutableList());
    }
}
