package io.weir.planning.internal.output;

import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.PlanReport.Severity;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.ScenarioReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the terminal shows of a comparison: at most {@value PlanTable#WIDTH} columns, plain text without colours. */
public final class WhatIfTable {
    private static final int LONGEST_NAME = 22;

    private final WhatIfReport report;
    private final Figures figures;
    private final WhatIfSentences sentences;
    private final List<String> lines = new ArrayList<>();

    private WhatIfTable(WhatIfReport report) {
        this.report = report;
        this.figures = new Figures(report.base(), Figures.Typography.PLAIN);
        this.sentences = new WhatIfSentences(report, WhatIfRows.of(report), Figures.Typography.PLAIN);
    }

    /** Warnings, the base, one line per scenario, then each scenario in sentences. */
    public static String text(WhatIfReport report) {
        return new WhatIfTable(report).render();
    }

    private String render() {
        report.base().facts().stream()
                .filter(fact -> fact.severity() == Severity.WARNING)
                .forEach(fact -> paragraph("Warning: " + fact.text()));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        paragraph("Base: " + sentences.base().headline());
        sentences.extremes().ifPresent(this::paragraph);
        lines.add("");
        table();
        report.scenarios().forEach(this::scenario);
        lines.add("");
        paragraph(String.format(
                Locale.ROOT,
                "%d %s in %.1f s. Next: open whatif.html; whatif.json holds the plan of each scenario to the cent.",
                report.scenarios().size(),
                report.scenarios().size() == 1 ? "scenario" : "scenarios",
                report.seconds()));
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private void table() {
        var table = new TextTable(
                List.of("scenario", "spend", "expected", "difference", "90 % interval", "better", "plan kept"),
                Set.of(0));
        table.add(List.of(
                WhatIfRows.BASE,
                figures.wholeSpend(report.base().headline().spend()),
                mean(figures, report.base().headline().value()),
                "",
                "",
                "",
                ""));
        report.scenarios().forEach(s -> table.add(row(s)));
        lines.addAll(table.render(PlanTable.WIDTH));
        lines.add("");
        String unit = figures.valueUnit().isEmpty() ? "" : " (" + figures.valueUnit() + ")";
        paragraph("Over the whole horizon" + unit
                + ". difference: the scenario's plan less the base's, draw by draw; better:"
                + " chance that it is above 0; plan kept: the same if the base's plan is not changed.");
    }

    private List<String> row(ScenarioReport s) {
        Figures own = sentences.figures(s);
        return List.of(
                TextTable.shorten(s.name(), LONGEST_NAME),
                own.wholeSpend(s.plan().headline().spend()),
                mean(own, s.plan().headline().value()),
                s.difference().map(d -> figures.signedCompact(d.change())).orElse("not compared"),
                s.difference().map(d -> figures.shortRange(d.change())).orElse(""),
                s.difference().map(d -> figures.chance(d.probabilityBetter())).orElse(""),
                kept(s));
    }

    private String kept(ScenarioReport s) {
        return s.unchanged()
                .map(u -> u.difference()
                        .map(d -> figures.signedCompact(d.change()))
                        .orElse("not compared"))
                .orElse("impossible");
    }

    private void scenario(ScenarioReport s) {
        lines.add("");
        paragraph(s.name() + ": " + String.join("; ", s.changes()) + ".");
        paragraph("  " + sentences.plan(s) + " " + sentences.difference(s));
        paragraph("  " + sentences.unchanged(s));
        sentences.played(s).ifPresent(text -> paragraph("  " + text));
        paragraph("  " + sentences.spend(s));
        s.notes().forEach(note -> paragraph("  Note: " + note));
    }

    private static String mean(Figures figures, Estimate estimate) {
        String text = figures.shortEstimate(estimate);
        return text.substring(0, text.indexOf(' '));
    }

    private void paragraph(String text) {
        lines.addAll(TextTable.wrap(text, PlanTable.WIDTH, 2));
    }
}
