package io.weir.planning.internal.output;

import io.weir.core.Goal;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.LiftTest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a plan comes to, in plain sentences; the same words in the terminal, the workbook and the report. */
final class Sentences {
    /** Month names are English, like everything else that is said. */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private static final int NAMED_MOVES = 3;
    private static final double NOTABLE_MOVE = 0.005;

    private final PlanReport report;
    private final Figures figures;

    Sentences(PlanReport report, Figures figures) {
        this.report = report;
        this.figures = figures;
    }

    /** What to spend and what to expect of it. */
    String headline() {
        var headline = report.headline();
        if (!(headline.spend() > 0)) {
            return "Spend nothing in the " + horizon() + ".";
        }
        return "Spend " + figures.shortSpend(headline.spend()) + " over the " + horizon() + " and expect "
                + quantity(figures.shortMean(headline.value())) + " (" + figures.intervalName() + " "
                + figures.shortRange(headline.value()) + ").";
    }

    /** How that compares with carrying on. */
    String comparison() {
        var change = report.headline().change();
        if (!Double.isFinite(change.mean())) {
            return "How that compares with carrying on as before is not known.";
        }
        if (figures.shortMean(change).equals(figures.shortMean(new PlanReport.Estimate(0, 0, 0)))) {
            return "That is what carrying on as before would bring.";
        }
        var size = new PlanReport.Estimate(Math.abs(change.mean()), change.low(), change.high());
        return "That is " + figures.shortMean(size) + (change.mean() < 0 ? " less" : " more")
                + " than carrying on as before (" + figures.intervalName() + " " + figures.shortRange(change)
                + "); the chance that the plan is better is "
                + figures.chance(report.headline().probabilityBetter()) + ".";
    }

    /** Where money goes and where it comes from; empty if nothing moves. */
    Optional<String> moves() {
        String more = named(report.channels().stream()
                .filter(c -> isNotable(c.planned() - c.carryingOn()))
                .sorted(Comparator.comparingDouble(c -> c.carryingOn() - c.planned())));
        String less = named(report.channels().stream()
                .filter(c -> isNotable(c.carryingOn() - c.planned()))
                .sorted(Comparator.comparingDouble(c -> c.planned() - c.carryingOn())));
        if (more.isEmpty() && less.isEmpty()) {
            return Optional.empty();
        }
        if (less.isEmpty()) {
            return Optional.of("More goes to " + more + ".");
        }
        return Optional.of((more.isEmpty() ? "Less" : "More goes to " + more + ", less") + " to " + less + ".");
    }

    /** How near the plan is to the best there could be. */
    String gap() {
        double gap = report.headline().gap();
        if (!Double.isFinite(gap)) {
            return "How near the plan is to the best possible is not known.";
        }
        return gap <= 0
                ? "Nothing of the best possible expected value is missing."
                : "At most " + figures.percent(gap) + " of the best possible expected value is missing.";
    }

    /** The lift test that would improve the plan most, and whether it is worth its cost; empty if none was looked for. */
    Optional<String> experiment() {
        return report.experiment().map(next -> {
            LiftTest best = next.best();
            String worth =
                    figures.shortValue(best.gain()) + " (" + figures.percent(best.gainShare()) + " of its value)";
            if (!next.pays()) {
                return "No lift test is worth its cost within one horizon like this one. The nearest, to "
                        + withAmounts(best) + ", would " + cost(best) + " and improve the plan of such a horizon by "
                        + worth + ".";
            }
            return "The lift test that would improve the plan most: " + withAmounts(best)
                    + ". It would tell its effect on "
                    + report.kpiName() + " (expected: " + figures.shortEstimate(best.lift())
                    + ") with a standard error of "
                    + figures.compact(best.standardError()) + ", " + cost(best)
                    + ", and improve the plan of a horizon like this one by " + worth + ".";
        });
    }

    /** {@link #experiment} in about a line. */
    Optional<String> experimentInShort() {
        return report.experiment()
                .map(next -> next.pays()
                        ? "Next best experiment: " + test(next.best()) + "; it would " + cost(next.best())
                                + " and improve the plan by "
                                + figures.shortValue(next.best().gain()) + "."
                        : "No lift test is worth its cost within one horizon like this one.");
    }

    /** Whose plan it is, where a learned agent was asked, and why. */
    Optional<String> advice() {
        return report.advice().map(advice -> {
            String harm = "The model gives the agent's plan a chance of " + figures.chance(advice.harm())
                    + " to do worse than carrying on (by over " + figures.chance(0.01) + ")";
            String decision = advice.used()
                    ? advice.caution().isPresent()
                            ? "; caution allows "
                                    + figures.chance(advice.caution().getAsDouble()) + ", so this is the agent's plan."
                            : ", and no caution is set: this is the agent's plan."
                    : "; caution allows " + figures.chance(advice.caution().orElse(0))
                            + ", so this is the optimiser's plan.";
            return harm + decision;
        });
    }

    /** What the agent's plan brings over the optimiser's, by the model and in the fitted world. */
    Optional<String> adviceWorth() {
        return report.advice()
                .map(advice -> "In a market fitted to this history (" + advice.markets()
                        + " runs on the same draws) the agent's plan brings "
                        + signedPercent(advice.gain().value()) + " against the optimiser's ["
                        + figures.chance(0.95) + ": "
                        + signedPercent(advice.gain().low()) + " to "
                        + signedPercent(advice.gain().high()) + "]; by the model, "
                        + signedPercent(
                                advice.agent().mean() / advice.optimiser().mean() - 1) + ".");
    }

    private String signedPercent(double share) {
        return Double.isNaN(share) ? figures.dash() : figures.change(1, 1 + share);
    }

    private String cost(LiftTest test) {
        return test.cost() > 0 ? "cost " + figures.shortValue(test.cost()) + " of expected value" : "cost nothing";
    }

    /** {@code halve social for 4 weeks}. */
    String test(LiftTest test) {
        return change(test) + " for " + test.periods() + " " + figures.periods(test.periods());
    }

    private String withAmounts(LiftTest test) {
        return test(test) + " (" + figures.wholeSpend(test.tested()) + " instead of "
                + figures.with(figures.wholeSpend(test.planned()), figures.currency()) + " per " + figures.period()
                + ")";
    }

    private String change(LiftTest test) {
        if (!(test.tested() > 0)) {
            return "pause " + test.channel();
        }
        if (!(test.planned() > 0)) {
            return "spend on " + test.channel();
        }
        String by = figures.percent(Math.abs(test.tested() / test.planned() - 1));
        return (test.tested() > test.planned() ? "raise " : "cut ") + test.channel() + " by " + by;
    }

    /** What is left of the budget and why; empty if it is all spent. */
    Optional<String> unspent() {
        var headline = report.headline();
        if (!(headline.unspent() > 0) || report.unit().toMicros(headline.unspent()) == 0) {
            return Optional.empty();
        }
        String because = headline.unspentBecause().isEmpty()
                ? ": more spend would not help the goal."
                : ", because of " + String.join(", ", headline.unspentBecause()) + ".";
        return Optional.of(figures.spend(headline.unspent()) + " of the budget stays unspent" + because);
    }

    /** What comes after the last planned period. */
    String carryOut() {
        var carryOut = report.headline().carryOut();
        return "Of the expected value, " + figures.shortMean(carryOut) + " (" + figures.shortRange(carryOut)
                + ") comes after the last planned " + figures.period() + ".";
    }

    /** What one conversion costs, where values are counts and the return is certainly positive. */
    Optional<String> costOfOne() {
        if (report.goal().isMoney()) {
            return Optional.empty();
        }
        return report.headline().returnOnSpend().filter(r -> r.low() > 0).map(r -> {
            var cost = new PlanReport.Estimate(1 / r.mean(), 1 / r.high(), 1 / r.low());
            String one = report.goal() == Goal.CONVERSIONS ? "conversion" : "unit of " + report.kpiName();
            return figures.with(figures.rate(cost), figures.currency()) + " (" + figures.rateInterval(cost) + ") per "
                    + one;
        });
    }

    /** The mean spend per period that the rules allow a channel. */
    String allowed(ChannelReport channel) {
        String low = figures.wholeSpend(channel.allowedLow());
        return Double.isInfinite(channel.allowedHigh())
                ? low + " or more"
                : low + " to " + figures.wholeSpend(channel.allowedHigh());
    }

    /** What relaxing a rule would bring. */
    String price(PlanReport.RuleReport rule) {
        if (!rule.binding()) {
            return "Does not hold the plan back.";
        }
        if (!(Math.abs(rule.shadowPrice()) > 0)) {
            return "Only more than a small change of it would bring something.";
        }
        return rule.step() + " would bring " + figures.with(figures.rate(rule.shadowPrice()), figures.valueUnit())
                + ".";
    }

    /** {@code 8 weeks from 1 January 2024 to 25 February 2024}. */
    String horizon() {
        var grid = report.grid();
        LocalDate last = grid.startOf(grid.periods()).minusDays(1);
        return grid.periods() + " " + figures.periods(grid.periods()) + " from " + DAY.format(grid.start()) + " to "
                + DAY.format(last);
    }

    /** {@code 1.2M EUR of incremental revenue}, {@code 1.2k incremental conversions}. */
    private String quantity(String amount) {
        if (report.goal().isMoney()) {
            return amount + " of incremental " + figures.valueNoun();
        }
        String unit = figures.valueUnit();
        return amount.substring(0, amount.length() - unit.length()) + "incremental " + unit;
    }

    private boolean isNotable(double move) {
        double total = report.channels().stream()
                .mapToDouble(ChannelReport::carryingOn)
                .sum();
        return move > 0 && move > NOTABLE_MOVE * total;
    }

    private String named(Stream<ChannelReport> channels) {
        List<ChannelReport> all = channels.toList();
        var names = new ArrayList<>(all.stream()
                .limit(NAMED_MOVES)
                .map(c -> c.name() + " (" + figures.change(c.carryingOn(), c.planned()) + ")")
                .toList());
        if (all.size() > NAMED_MOVES) {
            names.add((all.size() - NAMED_MOVES) + " more");
        }
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
