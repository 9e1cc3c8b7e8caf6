package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Band;
import io.weir.core.ChannelKind;
import io.weir.core.Goal;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Advice;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.PlanReport.ChannelAdvice;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.CurvePoint;
import io.weir.planning.PlanReport.Diagnostics;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Fit;
import io.weir.planning.PlanReport.Headline;
import io.weir.planning.PlanReport.Holdout;
import io.weir.planning.PlanReport.LiftTest;
import io.weir.planning.PlanReport.NextExperiment;
import io.weir.planning.PlanReport.Reason;
import io.weir.planning.PlanReport.RuleReport;
import io.weir.planning.PlanReport.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Plan reports as a planner would meet them, made up from simple curves; the same each time. */
final class SampleReports {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final int HISTORY = 104;
    private static final List<ChannelKind> KINDS =
            List.of(ChannelKind.SEARCH, ChannelKind.SOCIAL, ChannelKind.EMAIL, ChannelKind.OTHER);

    private String workspace = "shop";
    private Goal goal = Goal.REVENUE;
    private String kpi = "revenue";
    private MoneyUnit unit = MoneyUnit.of("EUR");
    private List<String> names = List.of("search", "social", "email");
    private List<String> geos = List.of();
    private int periods = 8;
    private double budget = 400_000;
    private double valuePerMoney = 1;
    private List<String> notes = List.of(
            "Read history.csv: 104 weeks from 2022-01-03 to 2023-12-25.",
            "Control \"holiday\" has no future values; those of the year before are used.");

    /** Three channels, eight weeks, revenue in EUR. */
    static PlanReport shop() {
        return new SampleReports().build();
    }

    /** Thirteen channels, half a year. */
    static PlanReport wide() {
        var sample = new SampleReports();
        sample.workspace = "retail group";
        sample.names = List.of(
                "search brand",
                "search generic",
                "shopping",
                "social prospecting",
                "social retargeting",
                "email newsletter",
                "email lifecycle",
                "tv",
                "radio",
                "display",
                "online video",
                "affiliates",
                "out of home in the twenty largest cities");
        sample.periods = 26;
        sample.budget = 13_400_000;
        return sample.build();
    }

    /** Three channels in three geos. */
    static PlanReport byGeo() {
        var sample = new SampleReports();
        sample.geos = List.of("north", "south", "islands");
        sample.periods = 4;
        return sample.build();
    }

    /** Nothing to spend. */
    static PlanReport nothing() {
        var sample = new SampleReports();
        sample.budget = 0;
        return sample.build();
    }

    /** Values are counts, and the currency is not known. */
    static PlanReport conversions() {
        var sample = new SampleReports();
        sample.workspace = "leads";
        sample.goal = Goal.CONVERSIONS;
        sample.kpi = "sign_ups";
        sample.unit = MoneyUnit.unnamed();
        sample.valuePerMoney = 0.021;
        return sample.build();
    }

    /** Values are what customers are worth over time, less the spend. */
    static PlanReport customers() {
        var sample = new SampleReports();
        sample.workspace = "subscriptions";
        sample.goal = Goal.LIFETIME_VALUE;
        sample.kpi = "sign_ups";
        sample.notes = List.of("plan.lifetime-value: 120.00 EUR a conversion, as given.");
        return sample.build();
    }

    /** One week, two channels, visits, yen. */
    static PlanReport small() {
        var sample = new SampleReports();
        sample.goal = Goal.ENGAGEMENT;
        sample.kpi = "visits";
        sample.unit = MoneyUnit.of("JPY");
        sample.names = List.of("search", "social");
        sample.periods = 1;
        return sample.build();
    }

    /** Names that try to be markup, formulas, or more than one field. */
    static PlanReport hostile() {
        var sample = new SampleReports();
        sample.workspace = "</title><script>alert(1)</script>";
        sample.kpi = "\"><img src=x onerror=alert(2)>";
        sample.goal = Goal.ENGAGEMENT;
        sample.names = List.of(
                "<script>alert(3)</script>",
                "=cmd|' /C calc'!A0",
                "a,\"b\"\nc;\u2028d",
                "</script><img src=x onerror=alert(4)>",
                "@SUM(1+1)*cmd \u001b[31m" + "long".repeat(30));
        sample.notes = List.of("See <a href=\"http://example.org/x.js\">this</a> & ${that} {{these}}.");
        return sample.build();
    }

    /** Twenty channels, a year. */
    static PlanReport largest() {
        var sample = new SampleReports();
        sample.names =
                IntStream.rangeClosed(1, 20).mapToObj(i -> "channel " + i).toList();
        sample.periods = 52;
        sample.budget = 52_000_000;
        return sample.build();
    }

    /** What a report may lack, and numbers that are none. */
    static PlanReport bare() {
        var full = shop();
        var h = full.headline();
        var unknown = new Estimate(Double.NaN, Double.NaN, Double.NaN);
        return new PlanReport(
                full.workspace(),
                full.goal(),
                full.kpiName(),
                full.unit(),
                full.grid(),
                new Headline(
                        h.budget(),
                        h.spend(),
                        h.value(),
                        h.carryingOnSpend(),
                        h.carryingOn(),
                        unknown,
                        Double.NaN,
                        Double.NaN,
                        Double.NaN,
                        Optional.empty(),
                        Double.POSITIVE_INFINITY,
                        unknown,
                        0,
                        ImmutableSet.of()),
                full.cells(),
                full.channels().stream().map(SampleReports::bare).collect(ImmutableList.toImmutableList()),
                ImmutableList.of(),
                new Fit(
                        ImmutableList.of(),
                        ImmutableList.of(),
                        ImmutableList.of(),
                        ImmutableList.of(),
                        ImmutableMap.of(),
                        Double.NaN,
                        Double.NaN),
                ImmutableList.of(),
                new Diagnostics(
                        Double.NaN,
                        Double.NaN,
                        0,
                        1,
                        0,
                        Double.NaN,
                        Optional.empty(),
                        ImmutableList.of(),
                        ImmutableList.of()),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of(),
                ImmutableMap.of());
    }

    private static ChannelReport bare(ChannelReport full) {
        var unknown = new Estimate(Double.NaN, Double.NaN, Double.NaN);
        return new ChannelReport(
                full.name(),
                full.kind(),
                0,
                0,
                full.carryingOn(),
                full.planned(),
                0,
                Double.POSITIVE_INFINITY,
                full.expected(),
                Optional.empty(),
                unknown,
                full.marginalAfter(),
                ImmutableList.of(),
                ImmutableList.of(),
                0,
                Double.NaN,
                unknown,
                "");
    }

    static ImmutableList<PlanReport> all() {
        return ImmutableList.of(
                shop(), wide(), byGeo(), nothing(), conversions(), customers(), small(), hostile(), largest(), bare());
    }

    private PlanReport build() {
        var grid = grid();
        var cells = cells(grid);
        var channels = channels(cells, grid);
        return new PlanReport(
                workspace,
                goal,
                kpi,
                unit,
                grid,
                headline(cells, channels),
                cells,
                channels,
                rules(),
                fit(),
                facts(),
                diagnostics(),
                experiment(),
                advice(),
                ImmutableList.copyOf(notes),
                ImmutableMap.of(
                        "history.csv", "sha256:3f1c9a52d6f1b0a4", "seed", "42", "version", "0.1.0", "draws", "400"));
    }

    private PlanGrid grid() {
        var columns = ImmutableList.<PlanGrid.Column>builder();
        for (String name : names) {
            if (geos.isEmpty()) {
                columns.add(new PlanGrid.Column(name, Optional.empty()));
            }
            geos.forEach(geo -> columns.add(new PlanGrid.Column(name, Optional.of(geo))));
        }
        return new PlanGrid(PeriodLength.WEEK, START, periods, columns.build());
    }

    private int places() {
        return Math.max(1, geos.size());
    }

    private double before(int channel) {
        double weight = 3.0 / (channel + 3);
        double all =
                IntStream.range(0, names.size()).mapToDouble(c -> 3.0 / (c + 3)).sum();
        return budget / periods * weight / all;
    }

    private double after(int channel, int period) {
        boolean last = channel == names.size() - 1 && names.size() > 2;
        boolean paired = channel % 2 == 1 || channel + 1 < names.size() - (names.size() > 2 ? 1 : 0);
        if (last || !paired) {
            return before(channel);
        }
        double shift = channel % 2 == 0 ? before(channel + 1) * 0.35 : -before(channel) * 0.35;
        double wave = 1 + 0.1 * Math.sin(2 * Math.PI * (period + 0.5) / periods);
        return (before(channel) + shift) * wave;
    }

    private ImmutableList<Cell> cells(PlanGrid grid) {
        var cells = ImmutableList.<Cell>builder();
        for (int period = 0; period < periods; period++) {
            for (int column = 0; column < grid.columns().size(); column++) {
                int channel = column / places();
                long micros = unit.toMicros(after(channel, period) / places());
                boolean held = channel == 1 || (period == 0 && channel == 0);
                cells.add(new Cell(
                        period,
                        column,
                        micros,
                        estimate(response(channel, MoneyUnit.fromMicros(micros) * places()) / places(), channel),
                        marginal(channel, MoneyUnit.fromMicros(micros) * places()),
                        budget > 0 && held
                                ? (channel == 1
                                        ? ImmutableSet.of("social-change", "group-cap")
                                        : ImmutableSet.of("group-cap"))
                                : ImmutableSet.of(),
                        budget > 0 && held
                                ? new Reason(500, ImmutableSet.of("group-cap"), OptionalInt.empty(), 0)
                                : new Reason(500, ImmutableSet.of(), OptionalInt.of(0), -0.4 * valuePerMoney),
                        new Reason(micros > 0 ? 500 : 0, ImmutableSet.of(), OptionalInt.of(1), -0.7 * valuePerMoney),
                        before(channel) / places()));
            }
        }
        return cells.build();
    }

    private double half(int channel) {
        return Math.max(1000, 2 * before(channel) * (1 + 0.3 * (channel % 3)));
    }

    private double ceiling(int channel) {
        return half(channel) * (3.4 - 0.8 * (channel % 4)) * 1.6 * valuePerMoney;
    }

    private double response(int channel, double spend) {
        return ceiling(channel) * spend / (half(channel) + spend);
    }

    private double marginal(int channel, double spend) {
        double half = half(channel);
        return ceiling(channel) * half / ((half + spend) * (half + spend));
    }

    private static Estimate estimate(double mean, int channel) {
        double spread = 0.2 + 0.08 * (channel % 5);
        return new Estimate(mean, mean * (1 - spread * 1.1), mean * (1 + spread * 1.4));
    }

    private ImmutableList<ChannelReport> channels(List<Cell> cells, PlanGrid grid) {
        var channels = ImmutableList.<ChannelReport>builder();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            int channel = i;
            double planned = cells.stream()
                            .filter(c ->
                                    grid.columns().get(c.column()).channel().equals(name))
                            .mapToDouble(Cell::spend)
                            .sum()
                    / periods;
            var expected = estimate(response(i, planned) * periods, i);
            double low = i == 1 ? 0.6 * before(i) : 0;
            channels.add(new ChannelReport(
                    name,
                    KINDS.get(i % 4),
                    before(i) * 0.9,
                    before(i) * 1.5,
                    before(i),
                    planned,
                    low,
                    budget > 0 ? before(i) * (1.4 + 0.3 * (i % 3)) : 0,
                    expected,
                    planned > 0 ? Optional.of(estimate(expected.mean() / (planned * periods), i)) : Optional.empty(),
                    estimate(marginal(i, before(i)), i),
                    estimate(marginal(i, planned), i),
                    IntStream.rangeClosed(0, 40)
                            .mapToObj(k -> curvePoint(channel, k))
                            .collect(ImmutableList.toImmutableList()),
                    carryOver(i),
                    Math.max(0.05, 0.85 - 0.2 * (i % 5)),
                    0.1 + 0.2 * (i % 5),
                    new Estimate(1, 0.9, 1.1),
                    i % 5 == 4
                            ? "The history says almost nothing about it: it hardly ever varied."
                            : "Spend varied enough to learn from."));
        }
        return channels.build();
    }

    private CurvePoint curvePoint(int channel, int k) {
        double spend = Math.max(2000, before(channel) * 2.2) * k / 40;
        return new CurvePoint(spend, estimate(response(channel, spend), channel));
    }

    private static ImmutableList<Estimate> carryOver(int channel) {
        double keep = 0.2 + 0.12 * (channel % 5);
        return IntStream.range(0, 7)
                .mapToObj(lag -> {
                    double share = (1 - keep) * Math.pow(keep, lag);
                    return new Estimate(share, share * 0.7, Math.min(1, share * 1.3));
                })
                .collect(ImmutableList.toImmutableList());
    }

    private Headline headline(List<Cell> cells, List<ChannelReport> channels) {
        double spend = cells.stream().mapToDouble(Cell::spend).sum();
        double value =
                0.97 * channels.stream().mapToDouble(c -> c.expected().mean()).sum();
        double old = 0;
        for (int i = 0; i < names.size(); i++) {
            old += 0.93 * response(i, before(i)) * periods;
        }
        double change = value - old;
        return new Headline(
                budget,
                spend,
                new Estimate(value, value * 0.83, value * 1.19),
                budget,
                new Estimate(old, old * 0.82, old * 1.2),
                new Estimate(change, change - Math.abs(change) * 1.25, change + Math.abs(change) * 1.3),
                budget > 0 ? 0.914 : 0.5,
                budget > 0 ? 0.06 : 0,
                0.0038,
                spend > 0
                        ? Optional.of(new Estimate(value / spend, value * 0.83 / spend, value * 1.19 / spend))
                        : Optional.empty(),
                budget > 0 ? 1.12 * valuePerMoney : 0,
                new Estimate(value * 0.08, value * 0.05, value * 0.12),
                Math.max(0, budget - spend),
                budget > spend ? ImmutableSet.of("group-cap") : ImmutableSet.of());
    }

    private String money() {
        return unit.currency().map(currency -> currency.getCurrencyCode() + " ").orElse("");
    }

    private ImmutableList<RuleReport> rules() {
        String first = names.get(0);
        String second = names.get(1);
        return ImmutableList.of(
                new RuleReport(
                        "group-cap",
                        "weir.yaml:31",
                        first + " and " + second + ": at most 60,000.00 per week together.",
                        budget > 0,
                        budget > 0 ? 14_300 * valuePerMoney : 0,
                        budget > 0 ? 1.8 * valuePerMoney : 0,
                        budget > 0 ? "1 " + money() + "more of max" : "",
                        false),
                new RuleReport(
                        "social-change",
                        "weir.yaml:32",
                        second + ": changes by at most 25 % from week to week.",
                        budget > 0,
                        budget > 0 ? 2_150 * valuePerMoney : 0,
                        budget > 0 ? 0.24 * valuePerMoney : 0,
                        budget > 0 ? "1 percentage point more of max-change up" : "",
                        budget > 0),
                new RuleReport(
                        "rule-3", "weir.yaml:33", first + ": at least 5,000.00 per week.", false, 0, 0, "", false));
    }

    private Fit fit() {
        var dates = new ArrayList<LocalDate>();
        var actual = new ArrayList<Double>();
        var fitted = new ArrayList<Estimate>();
        var baseline = new ArrayList<Double>();
        var contributions = new ArrayList<List<Double>>();
        names.forEach(name -> contributions.add(new ArrayList<>()));
        double scale = Math.max(10_000, budget / periods) * valuePerMoney;
        for (int t = 0; t < HISTORY; t++) {
            dates.add(START.minusWeeks(HISTORY - t));
            double base = scale * (4 + 0.8 * Math.sin(2 * Math.PI * t / 52) + 0.004 * t);
            double sum = base;
            for (int i = 0; i < names.size(); i++) {
                double part = response(i, before(i) * (0.7 + 0.3 * Math.sin(t * (0.3 + 0.1 * i))));
                contributions.get(i).add(part);
                sum += part;
            }
            baseline.add(base);
            fitted.add(new Estimate(sum, sum - 0.5 * scale, sum + 0.5 * scale));
            actual.add(sum + 0.35 * scale * Math.sin(t * 12.9898) * Math.cos(t * 4.1));
        }
        var named = ImmutableMap.<String, ImmutableList<Double>>builder();
        for (int i = 0; i < names.size(); i++) {
            named.put(names.get(i), ImmutableList.copyOf(contributions.get(i)));
        }
        return new Fit(
                ImmutableList.copyOf(dates),
                ImmutableList.copyOf(actual),
                ImmutableList.copyOf(fitted),
                ImmutableList.copyOf(baseline),
                named.build(),
                0.912,
                0.047);
    }

    private ImmutableList<Fact> facts() {
        return ImmutableList.of(
                new Fact(Severity.INFO, "104 weeks of history, " + names.size() + " channels, no gaps."),
                new Fact(
                        Severity.WARNING,
                        names.get(names.size() - 1)
                                + " spent the same in 98 of 104 weeks; little can be learnt about it."));
    }

    /** A learned agent is asked where the plan is not by geo. */
    private Optional<Advice> advice() {
        if (!(budget > 0) || !geos.isEmpty()) {
            return Optional.empty();
        }
        var channels = ImmutableList.<ChannelAdvice>builder();
        for (int channel = 0; channel < names.size(); channel++) {
            channels.add(new ChannelAdvice(names.get(channel), before(channel), before(channel) * (1 + 0.1 * channel)));
        }
        return Optional.of(new Advice(
                "shipped",
                names.size() % 2 == 1,
                new Estimate(1000, 900, 1100),
                new Estimate(990, 880, 1090),
                0.04,
                OptionalDouble.of(0.1),
                new Band(0.021, 0.004, 0.039),
                8,
                channels.build()));
    }

    private Optional<NextExperiment> experiment() {
        if (!(budget > 0)) {
            return Optional.empty();
        }
        var tests = ImmutableList.<LiftTest>builder();
        int channels = names.size();
        for (int i = 0; i < Math.min(3, channels); i++) {
            int channel = channels - 1 - i;
            double planned = before(channel);
            var size = estimate(response(channel, planned) * Math.min(4, periods) / valuePerMoney, channel);
            double value = response(channel, planned) * periods;
            tests.add(new LiftTest(
                    names.get(channel),
                    Math.min(4, periods),
                    i == 2 ? 0 : planned,
                    i == 0 ? 0 : 1.5 * planned,
                    i == 0 ? new Estimate(-size.mean(), -size.high(), -size.low()) : size,
                    Math.abs(0.2 * response(channel, planned)) + 1,
                    0.02 * value,
                    0.05 * value / (i + 1),
                    0.006 / (i + 1)));
        }
        return Optional.of(new NextExperiment(tests.build()));
    }

    private static Diagnostics diagnostics() {
        return new Diagnostics(
                1.004,
                812.3,
                0,
                400,
                41.7,
                0.913,
                Optional.of(new Holdout(13, 0.061, 0.093, 12.0 / 13)),
                ImmutableList.of(
                        "search works 0.6 times as well at the end of the history as on average over it (0.4 to"
                                + " 0.9)."),
                ImmutableList.of(
                        "The chains agree (R-hat 1.004; at most 1.01 is good).",
                        "No divergent transitions: the sampler saw the whole posterior."));
    }
}
