package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the templates of {@code report.html} show.
 *
 * @param data for the charts, safe inside a script element
 */
record ReportPage(
        PlanReport report,
        Figures figures,
        Sentences sentences,
        CellWords cellWords,
        Summaries summaries,
        Binding binding,
        ChannelWeeks weeks,
        Assets assets,
        String data) {

    /**
     * What goes into the page as it is.
     *
     * @param charts the library that draws
     * @param script the page's own script
     * @param style the page's style sheet
     * @param policy lets only those two scripts run, and nothing be loaded
     */
    record Assets(String charts, String script, String style, String policy) {}

    /** An entry of the table of contents. */
    record Entry(String id, String title) {}

    static ReportPage of(PlanReport report, Assets assets) {
        var figures = new Figures(report, Figures.Typography.TYPESET);
        return new ReportPage(
                report,
                figures,
                new Sentences(report, figures),
                new CellWords(report, figures),
                new Summaries(report, figures),
                Binding.of(report),
                ChannelWeeks.of(report),
                assets,
                ChartData.json(report, figures));
    }

    List<Entry> contents() {
        return Stream.of(
                        new Entry("summary", "Summary"),
                        new Entry("spend", "Spend per channel"),
                        new Entry("weeks", "Spend per " + figures.period()),
                        new Entry("value", "Where the value comes from"),
                        new Entry("curves", "Response of each channel"),
                        new Entry("marginal", "Marginal return"),
                        new Entry("carry-over", "Carry-over"),
                        new Entry("rules", "What the rules cost"),
                        new Entry("advice", "Learned agent"),
                        new Entry("experiment", "Next best experiment"),
                        new Entry("fit", "Model and history"),
                        new Entry("data", "Data"),
                        new Entry("diagnostics", "Can it be trusted?"),
                        new Entry("notes", "Notes"),
                        new Entry("provenance", "Provenance"))
                .filter(entry -> report.advice().isPresent() || !entry.id().equals("advice"))
                .toList();
    }

    /** Warnings first, else in the order given. */
    ImmutableList<Fact> facts() {
        return report.facts().stream()
                .sorted(Comparator.comparing(Fact::severity).reversed())
                .collect(ImmutableList.toImmutableList());
    }

    long warnings() {
        return report.facts().stream()
                        .filter(fact -> fact.severity() == Severity.WARNING)
                        .count()
                + report.diagnostics().warnings().size();
    }

    boolean byGeo() {
        return report.grid().columns().stream().anyMatch(column -> column.geo().isPresent());
    }

    /** Number of a holding rule in this page, from 1. */
    int mark(String ruleId) {
        return binding.ids().indexOf(ruleId) + 1;
    }

    /** Rules that hold the plan first, as they are numbered, then the others. */
    ImmutableList<PlanReport.RuleReport> rules() {
        return report.rules().stream()
                .sorted(Comparator.comparing(rule -> mark(rule.id()) == 0))
                .collect(ImmutableList.toImmutableList());
    }

    /** Ids that hold a cell but are no entry of the rules file. */
    ImmutableList<String> unnamedRules() {
        return binding.ids().stream().filter(id -> binding.rule(id).isEmpty()).collect(ImmutableList.toImmutableList());
    }

    /** A column's name with the unit of spend per period. */
    String perPeriod(String name) {
        return name + " (" + (figures.currency().isEmpty() ? "" : figures.currency() + " ") + "per " + figures.period()
                + ")";
    }
}
