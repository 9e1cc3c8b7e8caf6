package io.weir.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.rules.LargeCase;
import io.weir.benchmarks.internal.rules.LargeMarket;
import io.weir.benchmarks.internal.rules.PriceCase;
import io.weir.benchmarks.internal.rules.RuledMarket;
import io.weir.benchmarks.internal.rules.RulesCase;
import io.weir.benchmarks.internal.truth.TrueWorld;
import io.weir.core.BadInputException;
import io.weir.planning.Samples;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rules: are plans found where there are any, conflicts named where there are none, and how near are plans to the best of
 * all.
 */
public final class RulesBenchmark {
    /** What it is made of. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of("exact", "prices", "large");

    private static final int SETS = 240;
    private static final int QUICK_SETS = 24;
    private static final int LISTED = 12;

    private static final int PRICED_PERIODS = 6;
    private static final int PRICED_RULES = 14;
    private static final int PRICED_SETS = 10;

    private static final int LARGE_CHANNELS = 50;
    private static final int LARGE_WEEKS = 26;
    private static final int LARGE_RULES = 200;
    private static final int LARGE_SEEDS = 10;

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private RulesBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** Runs its parts. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        var benchmark = new RulesBenchmark(setup);
        if (setup.runs("exact")) {
            benchmark.exact();
        }
        if (setup.runs("prices")) {
            benchmark.prices();
        }
        if (setup.runs("large")) {
            benchmark.large();
        }
        return new BenchmarkReport(benchmark.text.toString(), benchmark.figures.build());
    }

    private ImmutableList<TrueWorld> worlds() {
        if (!Files.isDirectory(setup.worlds())) {
            throw BadInputException.of(
                    setup.worlds().toString(),
                    "is no folder of worlds with known truth.",
                    "Maybe name one: --worlds DIR.");
        }
        return TrueWorld.all(setup.worlds());
    }

    /** Markets over so few periods that every plan can be tried, with the number of steps that the budget is made of. */
    private record Small(RuledMarket market, int units) {
        static Small of(RuledMarket market) {
            int cells = market.grid().cells();
            return new Small(market, cells <= 4 ? 12 : cells <= 6 ? 11 : cells <= 9 ? 9 : 7);
        }
    }

    private List<Small> markets() {
        var markets = new ArrayList<Small>();
        for (TrueWorld world : worlds()) {
            for (int periods = 2; periods * world.channels() <= 12 && periods <= 3; periods++) {
                markets.add(Small.of(RuledMarket.of(world, periods)));
            }
        }
        for (String name : setup.quick() ? ImmutableList.<String>of() : Samples.BY_FORMULA) {
            RuledMarket.Sample sample = RuledMarket.sample(name);
            for (int periods = 2; periods <= 3; periods++) {
                RuledMarket market = sample.over(periods);
                if (market.grid().cells() <= 12) {
                    markets.add(Small.of(market));
                }
            }
        }
        return markets;
    }

    private void exact() {
        List<Small> markets = markets();
        int sets = setup.quick() ? QUICK_SETS : SETS;
        var cases = new ArrayList<RulesCase>();
        for (int seed = 0; seed < sets; seed++) {
            Small small = markets.get(seed % markets.size());
            cases.add(RulesCase.of(small.market(), small.units(), seed));
            setup.progress().at("rule sets solved", (seed + 1.0) / sets);
        }
        text.append(String.format(
                Locale.ROOT,
                "## Rules: %d random sets over %s, beside the best of all plans\n\n",
                cases.size(),
                markets.stream().map(m -> m.market().name()).distinct().collect(Collectors.joining(", "))));
        text.append(byKind(cases)).append("\n");
        shortfalls(cases);
        share("feasible-found", cases, RulesCase::feasible, c -> c.answered() && c.kept());
        share("infeasible-found", cases, c -> !c.feasible(), RulesCase::answered);
        double[] ratios = ratios(cases, c -> true);
        Interval mean = Interval.ofMean(ratios);
        figures.add(Figure.atLeast("rules-value-mean", mean.value(), "ratio", mean.low(), mean.high(), 0.995));
        double worst = java.util.Arrays.stream(ratios).min().orElse(Double.NaN);
        figures.add(Figure.atLeast("rules-value-worst", worst, "ratio", worst, worst, 0.98));
        share("conflict-minimal", cases, c -> !c.feasible() && c.answered(), RulesCase::minimal);
        long faults = cases.stream().filter(c -> !c.bounded()).count();
        figures.add(Figure.atMost("bound-faults", faults, "count", faults, faults, 0));
    }

    private void prices() {
        var cases = new ArrayList<PriceCase>();
        List<TrueWorld> worlds = worlds();
        int sets = setup.quick() ? 1 : PRICED_SETS;
        for (int k = 0; k < worlds.size() * sets; k++) {
            setup.progress().at("rules priced", k / (double) (worlds.size() * sets));
            RuledMarket market = RuledMarket.of(worlds.get(k % worlds.size()), PRICED_PERIODS);
            cases.addAll(PriceCase.of(market, PRICED_RULES, k));
        }
        text.append(String.format(
                Locale.ROOT,
                "\n## Shadow prices: %d rule sets over the worlds, told beside re-solved with the number 0.2 %% looser\n\n",
                worlds.size() * sets));
        var table = new MarkdownTable("number", "priced", "median error", "90 % below", "told too high", "too low");
        for (String kind : new TreeSet<>(cases.stream().map(PriceCase::kind).toList())) {
            row(table, kind, cases, c -> c.kind().equals(kind));
        }
        row(table, "all", cases, c -> true);
        text.append(table).append("\n");
        Interval median = Interval.of(errors(cases, c -> true), sample -> quantile(sample, 0.5));
        figures.add(Figure.atMost("shadow-price-error", median.value(), "ratio", median.low(), median.high(), 0.05));
    }

    private void large() {
        int seeds = setup.quick() ? 1 : LARGE_SEEDS;
        var concave = new ArrayList<LargeCase>();
        var all = new ArrayList<LargeCase>();
        var table = new MarkdownTable(
                "market", "seed", "rules", "seconds", "kept", "unspent", "gap", "hidden plan / bound");
        for (int seed = 1; seed <= seeds; seed++) {
            setup.progress().at("large plans", (seed - 1.0) / seeds);
            LargeCase one = LargeCase.of(
                    LargeMarket.concave(LARGE_CHANNELS, LARGE_WEEKS, seed), LARGE_RULES, seed, setup.progress());
            LargeCase other = LargeCase.of(
                    LargeMarket.asDrawn(LARGE_CHANNELS, LARGE_WEEKS, seed), LARGE_RULES, seed, setup.progress());
            concave.add(one);
            all.addAll(List.of(one, other));
            row(table, one);
            row(table, other);
        }
        text.append(String.format(
                        Locale.ROOT,
                        "\n## Large: %d channels x %d weeks, %d rules of every kind around a hidden plan\n\n",
                        LARGE_CHANNELS,
                        LARGE_WEEKS,
                        LARGE_RULES))
                .append(table)
                .append("\n");
        double seconds = all.stream().mapToDouble(LargeCase::seconds).max().orElse(Double.NaN);
        figures.add(Figure.atMost("rules-seconds-large", seconds, "s", seconds, seconds, 60));
        Interval gap =
                Interval.ofMean(concave.stream().mapToDouble(LargeCase::gap).toArray());
        figures.add(Figure.atMost("rules-gap-large", gap.value(), "ratio", gap.low(), gap.high(), 0.01));
    }

    private static void row(MarkdownTable table, LargeCase one) {
        table.row(
                one.market(),
                Long.toString(one.seed()),
                Integer.toString(one.rules()),
                String.format(Locale.ROOT, "%.1f", one.seconds()),
                one.kept() ? "yes" : "NO",
                String.format(Locale.ROOT, "%.4f", one.unspent()),
                String.format(Locale.ROOT, "%.4f", one.gap()),
                String.format(Locale.ROOT, "%.4f", one.hidden() / one.bound()));
    }

    private static void row(MarkdownTable table, String name, List<PriceCase> cases, Predicate<PriceCase> of) {
        double[] errors = errors(cases, of);
        table.row(
                name,
                Integer.toString(errors.length),
                String.format(Locale.ROOT, "%.4f", quantile(errors, 0.5)),
                String.format(Locale.ROOT, "%.4f", quantile(errors, 0.9)),
                Long.toString(cases.stream()
                        .filter(of)
                        .filter(c -> c.error() > 0.05 && c.told() > c.resolved())
                        .count()),
                Long.toString(cases.stream()
                        .filter(of)
                        .filter(c -> c.error() > 0.05 && c.told() < c.resolved())
                        .count()));
    }

    private static double[] errors(List<PriceCase> cases, Predicate<PriceCase> of) {
        return cases.stream().filter(of).mapToDouble(PriceCase::error).toArray();
    }

    private static double quantile(double[] sample, double share) {
        double[] sorted = sample.clone();
        java.util.Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double[] ratios(List<RulesCase> cases, Predicate<RulesCase> wanted) {
        return cases.stream()
                .filter(wanted)
                .mapToDouble(RulesCase::ratio)
                .filter(Double::isFinite)
                .toArray();
    }

    private void share(String name, List<RulesCase> cases, Predicate<RulesCase> of, Predicate<RulesCase> holds) {
        double[] sample = cases.stream()
                .filter(of)
                .mapToDouble(c -> holds.test(c) ? 1 : 0)
                .toArray();
        Interval share = Interval.ofMean(sample);
        figures.add(Figure.atLeast(name, share.value(), "share", share.low(), share.high(), 1));
    }

    private static String byKind(List<RulesCase> cases) {
        var table = new MarkdownTable(
                "sets with",
                "feasible",
                "found",
                "infeasible",
                "named",
                "value, mean",
                "worst",
                "total met",
                "smallest");
        var kinds = new TreeSet<String>();
        cases.forEach(c -> kinds.addAll(c.kinds()));
        row(table, "all", cases);
        row(
                table,
                "all without min-return",
                cases.stream().filter(c -> !c.asksForReturns()).toList());
        for (String kind : kinds) {
            row(
                    table,
                    kind,
                    cases.stream().filter(c -> c.kinds().contains(kind)).toList());
        }
        return table.toString();
    }

    private static void row(MarkdownTable table, String name, List<RulesCase> cases) {
        long feasible = cases.stream().filter(RulesCase::feasible).count();
        double[] ratios = ratios(cases, c -> true);
        table.row(
                name,
                Long.toString(feasible),
                Long.toString(cases.stream()
                        .filter(c -> c.feasible() && c.answered() && c.kept())
                        .count()),
                Long.toString(cases.size() - feasible),
                Long.toString(cases.stream()
                        .filter(c -> !c.feasible() && c.answered())
                        .count()),
                String.format(Locale.ROOT, "%.4f", Interval.ofMean(ratios).value()),
                String.format(
                        Locale.ROOT,
                        "%.4f",
                        java.util.Arrays.stream(ratios).min().orElse(Double.NaN)),
                Long.toString(
                        cases.stream().filter(c -> c.feasible() && c.totalMet()).count()),
                Long.toString(cases.stream()
                        .filter(c -> !c.feasible() && c.answered() && c.minimal())
                        .count()));
    }

    private void shortfalls(List<RulesCase> cases) {
        List<RulesCase> wrong = cases.stream()
                .filter(c -> !c.text().isEmpty())
                .sorted(Comparator.comparingDouble(c -> Double.isNaN(c.ratio()) ? -1 : c.ratio()))
                .toList();
        wrong.stream()
                .limit(LISTED)
                .forEach(c -> text.append(String.format(
                        Locale.ROOT,
                        "- seed %d, %s periods, ratio %.4f: %s\n",
                        c.seed(),
                        c.market(),
                        c.ratio(),
                        c.text())));
        if (wrong.size() > LISTED) {
            text.append("- and ").append(wrong.size() - LISTED).append(" more\n");
        }
        text.append("\n");
    }
}
