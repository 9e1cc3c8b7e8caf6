package io.weir.planning.internal.output;

import io.weir.core.Band;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a comparison comes to, in plain sentences; the same words in the terminal and on the page. */
final class WhatIfSentences {
    private static final double CONFIDENCE = 0.95;

    private final WhatIfReport report;
    private final Figures figures;
    private final WhatIfRows rows;
    private final Figures.Typography typography;

    WhatIfSentences(WhatIfReport report, WhatIfRows rows, Figures.Typography typography) {
        this.report = report;
        this.rows = rows;
        this.typography = typography;
        this.figures = new Figures(report.base(), typography);
    }

    /** Sentences about the base's plan. */
    Sentences base() {
        return new Sentences(report.base(), figures);
    }

    /** A scenario's numbers with its own units. */
    Figures figures(ScenarioReport scenario) {
        return new Figures(scenario.plan(), typography);
    }

    /** How many scenarios, and what they are compared with. */
    String lead() {
        int count = report.scenarios().size();
        return (count == 1 ? "One scenario" : count + " scenarios") + " beside the base plan of "
                + figures.shortSpend(report.base().headline().spend()) + " over the "
                + base().horizon() + ".";
    }

    /** Which scenario brings most and which least; empty unless two can be compared. */
    Optional<String> extremes() {
        List<ScenarioReport> ranked = report.scenarios().stream()
                .filter(s -> s.difference().isPresent())
                .sorted(Comparator.comparingDouble(
                        s -> -s.difference().orElseThrow().change().mean()))
                .toList();
        if (ranked.size() < 2) {
            return ranked.stream().findFirst().map(s -> s.name() + ": " + amount(s) + " against the base.");
        }
        ScenarioReport best = ranked.get(0);
        ScenarioReport worst = ranked.get(ranked.size() - 1);
        return Optional.of("Most comes of " + best.name() + " (" + amount(best) + " against the base), least of "
                + worst.name() + " (" + amount(worst) + ").");
    }

    private String amount(ScenarioReport scenario) {
        return figures.signedMean(scenario.difference().orElseThrow().change());
    }

    /** What the scenario's plan spends and brings. */
    String plan(ScenarioReport scenario) {
        return new Sentences(scenario.plan(), figures(scenario)).headline();
    }

    /** The scenario's plan against the base's. */
    String difference(ScenarioReport scenario) {
        return scenario.difference()
                .map(d -> isNothing(d.change())
                        ? "That is what the base brings."
                        : "That is " + moreOrLess(d.change()) + " than the base (" + figures.intervalName() + " "
                                + figures.shortRange(d.change()) + "); the chance that it is better is "
                                + figures.chance(d.probabilityBetter()) + ".")
                .orElse("It is not compared with the base: " + scenario.incomparable() + ".");
    }

    /** What comes of the base's plan in the scenario. */
    String unchanged(ScenarioReport scenario) {
        if (scenario.unchanged().isEmpty()) {
            return "The base's plan cannot be kept: " + scenario.impossible() + ".";
        }
        Unchanged kept = scenario.unchanged().get();
        Figures own = figures(scenario);
        return "If the base's plan is kept, expect " + own.shortMean(kept.value()) + " (" + own.intervalName() + " "
                + own.shortRange(kept.value()) + ")" + against(kept.difference()) + replanning(kept, own);
    }

    /** What its plan brings in a market, where that was asked. */
    Optional<String> played(ScenarioReport scenario) {
        return scenario.played()
                .map(played -> played.change()
                        .map(change -> "Spent by bidders in " + played.markets()
                                + " markets fitted to this history, it brings " + kpi(change)
                                + " than the base's plan.")
                        .orElse("It is not spent in a market: " + played.impossible() + "."));
    }

    /** More or less of the KPI, in its own unit. */
    private String kpi(Band change) {
        String name = report.base().kpiName();
        return figures.compact(Math.abs(change.value())) + " " + (change.value() < 0 ? "less" : "more") + " " + name
                + " (" + figures.chance(CONFIDENCE) + " interval " + figures.compact(change.low()) + " to "
                + figures.compact(change.high()) + ")";
    }

    private String against(Optional<Difference> difference) {
        return difference
                .map(d -> isNothing(d.change())
                        ? ", as in the base"
                        : ", " + moreOrLess(d.change()) + " than in the base (" + figures.shortRange(d.change()) + ")")
                .orElse("");
    }

    private static String replanning(Unchanged kept, Figures own) {
        Estimate gain = kept.replanning().change();
        if (isNothing(gain, own)) {
            return "; planning anew changes nothing.";
        }
        return "; planning anew brings " + own.shortMean(absolute(gain)) + (gain.mean() < 0 ? " less" : " more") + " ("
                + own.shortRange(gain) + ").";
    }

    /** Spend per channel, from the base's to the scenario's. */
    String spend(ScenarioReport scenario) {
        Figures own = figures(scenario);
        return rows.moves(scenario).stream()
                .map(m -> m.channel() + " from " + own.wholeSpend(m.base()) + " to " + own.wholeSpend(m.scenario())
                        + " (" + own.change(m.base(), m.scenario()) + ")")
                .collect(Collectors.joining("; ", "Mean spend per " + own.period() + ": ", "."));
    }

    /** The chart of differences for those who do not see it. */
    String differences() {
        return report.scenarios().stream()
                .map(s -> s.name() + " "
                        + s.difference()
                                .map(d -> figures.shortEstimate(d.change()))
                                .orElse("not compared"))
                .collect(Collectors.joining("; ", "Differences to the base with their 90 % intervals: ", "."));
    }

    /** The chart of spend for those who do not see it. */
    String spends() {
        return rows.all().stream()
                .map(row -> row.name() + " " + figures.shortSpend(row.spend()))
                .collect(Collectors.joining("; ", "Stacked bars of mean spend per " + figures.period() + ": ", "."));
    }

    /** On what the differences rest. */
    String draws() {
        return "Base and scenarios are valued on the same "
                + report.base().diagnostics().draws() + " draws, unless a scenario was calibrated anew.";
    }

    private String moreOrLess(Estimate change) {
        return figures.shortMean(absolute(change)) + (change.mean() < 0 ? " less" : " more");
    }

    /** The mean without its sign, in the scale of the whole estimate. */
    private static Estimate absolute(Estimate e) {
        return new Estimate(Math.abs(e.mean()), e.low(), e.high());
    }

    private boolean isNothing(Estimate change) {
        return isNothing(change, figures);
    }

    private static boolean isNothing(Estimate change, Figures figures) {
        return figures.shortEstimate(change).equals(figures.shortEstimate(new Estimate(0, 0, 0)));
    }
}
