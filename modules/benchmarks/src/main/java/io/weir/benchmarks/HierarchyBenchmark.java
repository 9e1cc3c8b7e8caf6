package io.weir.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Known;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Method;
import io.weir.benchmarks.internal.hierarchy.ClosedLoops.Result;
import io.weir.planning.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whole teams in closed loop: who sets the targets best, beside a plan that knows the market. */
public final class HierarchyBenchmark {
    /** Its parts. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of("worlds", "unseen");

    private static final String STEADY = "steady";
    /** Worlds in which a plan that is made once is expected to be behind. */
    private static final ImmutableList<String> MOVING =
            ImmutableList.of("halo", "drift", "rival-entry", "slow-conversions", "subscription", "email-fatigue");

    private static final int SEEDS = 10;
    /** Worlds that are drawn, none of which the shipped policy has learned from. */
    private static final int DRAWN = 10;

    private static final long FIRST_DRAWN = 5001;

    private static final double LEAST_MEAN = 0.95;
    private static final double LEAST_WORST = 0.9;
    private static final double MOST_BEHIND = 0.01;
    private static final double LEAST_RECOVERED = 0.5;
    private static final int BASELINES = 7;

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private HierarchyBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** Runs its parts. Figures are over the worlds of all parts that ran. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        var benchmark = new HierarchyBenchmark(setup);
        var results = new ArrayList<Result>();
        if (setup.runs("worlds")) {
            results.addAll(benchmark.worlds());
        }
        if (setup.runs("unseen")) {
            results.addAll(benchmark.unseen());
        }
        benchmark.figures(results);
        return new BenchmarkReport(benchmark.text.toString(), benchmark.figures.build());
    }

    private List<Result> worlds() {
        List<String> names = setup.quick()
                ? List.of(STEADY)
                : Stream.concat(Stream.of(STEADY), MOVING.stream()).toList();
        int seeds = setup.quick() ? 1 : SEEDS;
        List<Result> results = results(names, seeds);
        told("Closed loops of twenty weeks after two years, " + seeds + " seeds each", results);
        return results;
    }

    private List<Result> results(List<String> names, int seeds) {
        var sought = new AtomicInteger();
        List<Known> known = names.parallelStream()
                .map(name -> {
                    Known one = Known.of(name, Worlds.named(name));
                    setup.progress().at("the clairvoyant's plans", sought.incrementAndGet() / (double) names.size());
                    return one;
                })
                .toList();
        var results = new ArrayList<Result>();
        for (Known one : known) {
            setup.progress().at("closed loops: " + one.name(), results.size() / (double) names.size());
            Result result = ClosedLoops.of(one, 1, seeds);
            results.add(result);
            setup.progress().soFar(one.name() + ": " + told(Interval.ofMiddle(result.ratios(Method.OURS))));
        }
        return results;
    }

    private List<Result> unseen() {
        int drawn = setup.quick() ? 1 : DRAWN;
        var played = new AtomicInteger();
        List<Result> markets = LongStream.range(FIRST_DRAWN, FIRST_DRAWN + drawn)
                .parallel()
                .mapToObj(number -> {
                    Result one = ClosedLoops.of(Known.of(Worlds.RANDOM, Worlds.drawn(number)), 1, 1);
                    setup.progress().at("worlds that are drawn", played.incrementAndGet() / (double) drawn);
                    return one;
                })
                .toList();
        var results = new ArrayList<Result>();
        results.add(Result.joined(markets));
        if (!setup.quick()) {
            results.addAll(results(
                    Worlds.NAMES.stream()
                            .filter(name -> !name.equals(STEADY) && !MOVING.contains(name))
                            .toList(),
                    SEEDS));
        }
        told(
                "Closed loops in other worlds: " + drawn + " drawn ones, one seed each; others, " + SEEDS + " seeds",
                results);
        return results;
    }

    private void figures(List<Result> results) {
        Interval mean = Interval.ofMiddle(all(results, Method.OURS));
        figures.add(Figure.atLeast("closed-loop-mean", mean.value(), "of bound", mean.low(), mean.high(), LEAST_MEAN));
        Interval worst = results.stream()
                .map(result -> Interval.ofMiddle(result.ratios(Method.OURS)))
                .min(Comparator.comparingDouble(Interval::value))
                .orElseThrow();
        figures.add(
                Figure.atLeast("closed-loop-worst", worst.value(), "of bound", worst.low(), worst.high(), LEAST_WORST));
        beaten(results);
        results.stream().filter(one -> one.world().equals(STEADY)).forEach(this::steady);
        List<Result> moving =
                results.stream().filter(one -> MOVING.contains(one.world())).toList();
        if (!moving.isEmpty()) {
            recovered(moving);
        }
        money(results);
    }

    private void told(String heading, List<Result> results) {
        text.append("## ").append(heading).append("\n\n");
        var heads = new ArrayList<String>();
        heads.add("brought, of the clairvoyant's plan");
        for (Method method : Method.values()) {
            heads.add(method.toString());
        }
        var table = new MarkdownTable(heads.toArray(String[]::new));
        for (Result result : results) {
            var row = new ArrayList<String>();
            row.add(result.world());
            for (Method method : Method.values()) {
                row.add(told(Interval.ofMiddle(result.ratios(method))));
            }
            table.row(row);
        }
        var row = new ArrayList<String>();
        row.add("all");
        for (Method method : Method.values()) {
            row.add(told(Interval.ofMiddle(all(results, method))));
        }
        table.row(row);
        text.append(table).append("\n");
    }

    private void beaten(List<Result> results) {
        Interval ours = Interval.ofMiddle(all(results, Method.OURS));
        long beaten = Arrays.stream(Method.values())
                .filter(method -> method != Method.OURS)
                .filter(method -> Interval.ofMiddle(all(results, method)).high() < ours.low())
                .count();
        figures.add(Figure.atLeast("baselines-beaten", beaten, "of 7", beaten, beaten, BASELINES));
    }

    private void steady(Result steady) {
        Method best = Arrays.stream(Method.values())
                .max(Comparator.comparingDouble(
                        method -> Interval.ofMiddle(steady.ratios(method)).value()))
                .orElseThrow();
        Interval behind = Interval.ofMiddle(steady.ahead(best, Method.OURS));
        figures.add(Figure.atMost(
                "steady-behind-best", behind.value(), "of bound", behind.low(), behind.high(), MOST_BEHIND));
    }

    /** The share of what the static plan lacks that ours brings, all worlds and seeds together, and where it is above planning each period. */
    private void recovered(List<Result> moving) {
        double[] ours = all(moving, Method.OURS);
        double[] plan = all(moving, Method.PLAN);
        double[] index = IntStream.range(0, ours.length).asDoubleStream().toArray();
        Interval recovered = Interval.of(index, sample -> {
            double closed = 0;
            double gap = 0;
            for (double k : sample) {
                closed += ours[(int) k] - plan[(int) k];
                gap += 1 - plan[(int) k];
            }
            return closed / gap;
        });
        figures.add(Figure.atLeast(
                "recovered-of-gap", recovered.value(), "of gap", recovered.low(), recovered.high(), LEAST_RECOVERED));
        long above = moving.stream()
                .filter(result -> Interval.ofMiddle(result.ahead(Method.OURS, Method.REPLAN))
                                .value()
                        > 0)
                .count();
        figures.add(Figure.atLeast("worlds-above-replanning", above, "of 6", above, above, moving.size()));
    }

    private void money(List<Result> results) {
        int overspent = results.stream().mapToInt(Result::overspent).sum();
        figures.add(Figure.atMost("overspend", overspent, "cases", overspent, overspent, 0));
    }

    private static double[] all(List<Result> results, Method method) {
        return results.stream()
                .flatMapToDouble(result -> Arrays.stream(result.ratios(method)))
                .toArray();
    }

    private static String told(Interval interval) {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", interval.value(), interval.low(), interval.high());
    }
}
