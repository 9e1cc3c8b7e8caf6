package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the terminal shows of a plan: at most {@value #WIDTH} columns, plain text without colours. */
public final class PlanTable {
    /** Widest line in characters. */
    public static final int WIDTH = 100;

    private static final int LONGEST_NAME = 20;

    private final PlanReport report;
    private final Figures figures;
    private final Sentences sentences;
    private final List<String> lines = new ArrayList<>();
    private final ImmutableList<String> holding;

    private PlanTable(PlanReport report) {
        this.report = report;
        this.figures = new Figures(report, Figures.Typography.PLAIN);
        this.sentences = new Sentences(report, figures);
        this.holding = Binding.of(report).ids();
    }

    /** Warnings, the headline, one line per channel, the rules that hold the plan, and what to do next. */
    public static String text(PlanReport report) {
        return new PlanTable(report).render();
    }

    private String render() {
        warnings();
        headline();
        table();
        rules();
        advice();
        experiment();
        next();
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private void warnings() {
        report.facts().stream()
                .filter(fact -> fact.severity() == Severity.WARNING)
                .forEach(fact -> paragraph("Warning: " + fact.text()));
        report.diagnostics().warnings().forEach(text -> paragraph("Warning: " + text));
        report.rules().stream()
                .filter(PlanReport.RuleReport::broken)
                .forEach(rule -> paragraph("Warning: soft rule " + rule.id() + " is broken: " + rule.text()));
        if (!lines.isEmpty()) {
            lines.add("");
        }
    }

    private void headline() {
        paragraph(sentences.headline());
        if (report.headline().spend() > 0) {
            paragraph(sentences.comparison());
            sentences.moves().ifPresent(this::paragraph);
        }
        sentences.unspent().ifPresent(this::paragraph);
        paragraph(sentences.gap());
        lines.add("");
    }

    private void table() {
        var table = new TextTable(
                List.of(
                        "channel",
                        "carrying on",
                        "plan",
                        "change",
                        "expected",
                        "90 % interval",
                        "return",
                        "marginal",
                        "rules"),
                Set.of(0, 8));
        for (ChannelReport channel : report.channels()) {
            table.add(row(channel));
        }
        table.rule();
        table.add(totals());
        lines.addAll(table.render(WIDTH));
        lines.add("");
        paragraph(units());
    }

    private List<String> row(ChannelReport channel) {
        return List.of(
                TextTable.shorten(channel.name(), LONGEST_NAME),
                figures.wholeSpend(channel.carryingOn()),
                figures.wholeSpend(channel.planned()),
                figures.change(channel.carryingOn(), channel.planned()),
                meanOnly(channel.expected()),
                figures.shortRange(channel.expected()),
                channel.returnOnSpend().map(r -> figures.rate(r)).orElse(figures.dash()),
                figures.rate(channel.marginalAfter()),
                heldBy(channel.name()));
    }

    private List<String> totals() {
        var headline = report.headline();
        int periods = report.grid().periods();
        return List.of(
                "plan",
                figures.wholeSpend(headline.carryingOnSpend() / periods),
                figures.wholeSpend(headline.spend() / periods),
                figures.change(headline.carryingOnSpend(), headline.spend()),
                meanOnly(headline.value()),
                figures.shortRange(headline.value()),
                headline.returnOnSpend().map(r -> figures.rate(r)).orElse(figures.dash()),
                figures.rate(headline.marginalReturn()),
                "");
    }

    private String meanOnly(PlanReport.Estimate estimate) {
        String text = figures.shortEstimate(estimate);
        return text.substring(0, text.indexOf(' '));
    }

    private String heldBy(String channel) {
        return Binding.of(report).idsOf(channel).stream()
                .map(id -> String.valueOf(holding.indexOf(id) + 1))
                .collect(Collectors.joining(" "));
    }

    private String units() {
        String spend = figures.named("carrying on and plan: mean spend per " + figures.period(), figures.currency());
        String value = figures.named("expected: over the whole horizon", figures.valueUnit());
        return spend + "; " + value + "; return and marginal return: " + figures.returnUnit() + ".";
    }

    private void rules() {
        if (holding.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add("Rules that hold the plan:");
        var words = Binding.of(report);
        for (int i = 0; i < holding.size(); i++) {
            paragraph("  " + (i + 1) + "  " + words.explain(holding.get(i), figures, sentences));
        }
    }

    private void advice() {
        report.advice().ifPresent(advice -> {
            lines.add("");
            paragraph("Learned agent (" + advice.policy() + ") beside the optimiser, "
                    + figures.named("mean spend per " + figures.period(), figures.currency()) + ":");
            var table = new TextTable(List.of("channel", "optimiser", "agent", "change"), Set.of(0));
            advice.channels()
                    .forEach(channel -> table.add(List.of(
                            TextTable.shorten(channel.name(), LONGEST_NAME),
                            figures.wholeSpend(channel.optimiser()),
                            figures.wholeSpend(channel.agent()),
                            figures.change(channel.optimiser(), channel.agent()))));
            lines.addAll(table.render(WIDTH));
            sentences.adviceWorth().ifPresent(this::paragraph);
            sentences.advice().ifPresent(this::paragraph);
        });
    }

    private void experiment() {
        sentences.experimentInShort().ifPresent(text -> {
            lines.add("");
            paragraph(text);
        });
    }

    private void next() {
        lines.add("");
        lines.add("Next: open report.html for the reasons; hand on plan.xlsx, or plan.csv where a program reads it.");
    }

    private void paragraph(String text) {
        lines.addAll(TextTable.wrap(text, WIDTH, text.startsWith(" ") ? 3 : 0));
    }
}
