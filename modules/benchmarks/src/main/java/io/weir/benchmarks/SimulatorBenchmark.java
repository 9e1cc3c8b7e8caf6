package io.weir.benchmarks;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.JmhRun;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.simulator.AuctionSpeed;
import io.weir.benchmarks.internal.simulator.CalibratedCase;
import io.weir.benchmarks.internal.simulator.Laws;
import io.weir.benchmarks.internal.simulator.NumPy;
import io.weir.benchmarks.internal.simulator.Published;
import io.weir.benchmarks.internal.simulator.Realism;
import io.weir.benchmarks.internal.simulator.TickChecks;
import io.weir.planning.ScratchFolder;
import io.weir.planning.Worlds;
import io.weir.simulator.Counterfactual;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The simulator: how fast it is, whether it does what it says, and whether it comes out where others' markets do. */
public final class SimulatorBenchmark {
    /** What it is made of. */
    public static final ImmutableSet<String> PARTS =
            ImmutableSet.of("speed", "checks", "laws", "realism", "halo", "published", "calibrated");

    private static final double MOST_YEAR_SECONDS = 1;
    private static final double LEAST_BIDS = 40e6;
    private static final double LEAST_SPEEDUP = 15;
    private static final int YEAR = 52;
    private static final int MANY_CHANNELS = 8;

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private SimulatorBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** Runs its parts. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        var benchmark = new SimulatorBenchmark(setup);
        if (setup.runs("speed")) {
            benchmark.speed();
            benchmark.year();
        }
        if (setup.runs("checks")) {
            benchmark.checks();
        }
        if (setup.runs("laws")) {
            benchmark.laws();
        }
        if (setup.runs("realism")) {
            benchmark.realism();
        }
        if (setup.runs("halo")) {
            benchmark.effect("halo", "halo-effect", 1.2, Double.POSITIVE_INFINITY);
            benchmark.effect("steady", "steady-effect", 0.98, 1.02);
        }
        if (setup.runs("published")) {
            benchmark.published();
        }
        if (setup.runs("calibrated")) {
            benchmark.calibrated();
        }
        return new BenchmarkReport(benchmark.text.toString(), benchmark.figures.build());
    }

    private void speed() {
        setup.progress().at("auctions of 48 bidders", 0);
        try (var folder = new ScratchFolder()) {
            JmhRun.Measured ours =
                    AuctionSpeed.measure(setup.quick(), folder.path().resolve("jmh.log"));
            figures.add(Figure.atLeast(
                    "bids-per-second-core", ours.perSecond(), "1/s", ours.low(), ours.high(), LEAST_BIDS));
            double bytes = ours.bytes() * AuctionSpeed.bidders();
            figures.add(Figure.atMost("bytes-per-auction", Math.rint(bytes * 100) / 100, "B", bytes, bytes, 0));
            setup.progress().at("the same in NumPy", 0.5);
            OptionalDouble theirs = NumPy.bidsPerSecond(folder.path(), setup.quick() ? 2 : 10);
            text.append("## Speed: auctions of 48 bidders for 3 slots, one thread (JMH)\n\n")
                    .append(new MarkdownTable("", "bids per second")
                            .row("Weir", String.format(Locale.ROOT, "%,.0f", ours.perSecond()))
                            .row(
                                    "NumPy",
                                    theirs.isPresent()
                                            ? String.format(Locale.ROOT, "%,.0f", theirs.getAsDouble())
                                            : "not there"))
                    .append("\n");
            if (theirs.isPresent()) {
                double ratio = ours.perSecond() / theirs.getAsDouble();
                figures.add(Figure.atLeast(
                        "speedup-over-numpy",
                        ratio,
                        "ratio",
                        ours.low() / theirs.getAsDouble(),
                        ours.high() / theirs.getAsDouble(),
                        LEAST_SPEEDUP));
            } else {
                text.append("speedup-over-numpy is not measured: python3 with NumPy is not installed.\n\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void year() {
        World world = Worlds.named("halo").over(YEAR);
        double[][] targets = SimulatedHistory.targets(world, YEAR, 1);
        SimulatedMarket market = SimulatedMarket.sampled(world, YEAR);
        double[] seconds = new double[setup.quick() ? 5 : 15];
        long auctions = 0;
        for (int k = -2; k < seconds.length; k++) {
            market.reset(k + 3);
            TargetRun run = TargetRun.ofOwnBidders(market);
            long before = market.auctions();
            var watch = Stopwatch.createStarted();
            for (double[] row : targets) {
                run.period(row);
            }
            if (k >= 0) {
                seconds[k] = watch.elapsed(TimeUnit.MICROSECONDS) / 1e6;
            }
            auctions = market.auctions() - before;
            setup.progress().at("years", (k + 3.0) / (seconds.length + 2));
        }
        Interval median = Interval.of(seconds, SimulatorBenchmark::median);
        text.append(String.format(
                Locale.ROOT,
                "A year of the world halo by the hour, three channels, seven rivals, %,d auctions: %.2f s.%n%n",
                auctions,
                median.value()));
        figures.add(Figure.atMost("year-seconds", median.value(), "s", median.low(), median.high(), MOST_YEAR_SECONDS));
        figures.add(Figure.atLeast("year-auctions", auctions, "count", auctions, auctions, 1e6));
    }

    private static double median(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void checks() {
        long conservation = 0;
        long replay = 0;
        var table = new MarkdownTable(
                "world", "ticks looked at", "conservation faults", "replay faults", "draws that depend on the policy");
        long draws = 0;
        int periods = setup.quick() ? 4 : 26;
        for (int w = 0; w < Worlds.NAMES.size(); w++) {
            World world = Worlds.named(Worlds.NAMES.get(w));
            long lost = 0;
            long other = 0;
            long differing = 0;
            int seeds = setup.quick() ? 1 : 3;
            for (int seed = 1; seed <= seeds; seed++) {
                lost += TickChecks.conservationFaults(world, periods, seed);
                other += TickChecks.replayFaults(world, periods, seed);
                differing += TickChecks.drawFaults(world, seed);
            }
            long ticks = (long) seeds * periods * world.period().days() * world.ticksPerDay();
            table.row(
                    world.name(),
                    String.format(Locale.ROOT, "%,d", ticks),
                    Long.toString(lost),
                    Long.toString(other),
                    Long.toString(differing));
            draws += differing;
            conservation += lost;
            replay += other;
            setup.progress().at("worlds checked", (w + 1.0) / Worlds.NAMES.size());
        }
        text.append("## Checks: what must hold in every tick, and what must come again\n\n")
                .append(table)
                .append("\n");
        figures.add(Figure.atMost("conservation-faults", conservation, "count", conservation, conservation, 0));
        long faults = replay + draws;
        figures.add(Figure.atMost("replay-faults", faults, "count", faults, faults, 0));
    }

    private void laws() {
        int seeds = setup.quick() ? 10 : 60;
        var table = new MarkdownTable("what is counted", "p", "p after Holm's correction");
        double smallest = 1;
        for (Laws.Tested one : Laws.test(seeds, setup.progress())) {
            table.row(
                    one.what(),
                    String.format(Locale.ROOT, "%.3f", one.p()),
                    String.format(Locale.ROOT, "%.3f", one.adjusted()));
            smallest = Math.min(smallest, one.adjusted());
        }
        text.append("## Laws: counts of ")
                .append(seeds)
                .append(" markets against what their world states\n\n")
                .append(table)
                .append("\n");
        figures.add(Figure.atLeast("laws-p-smallest", smallest, "probability", smallest, smallest, 0.01));
    }

    private void realism() {
        text.append("## Realism: what accounts show beside what is published (0.4 to 2 times the published means)\n\n");
        var table = new MarkdownTable("world", "channel", "number", "here", "published range", "outside");
        long outside = 0;
        for (int w = 0; w < Worlds.NAMES.size(); w++) {
            World world = Worlds.named(Worlds.NAMES.get(w));
            int periods = Math.min(
                    world.periods(),
                    setup.quick() ? 8 : YEAR * 7 / world.period().days());
            for (Realism.Read one : Realism.of(world, periods, 1)) {
                table.row(
                        one.world(),
                        one.channel(),
                        one.what(),
                        String.format(Locale.ROOT, "%.4g", one.value()),
                        String.format(Locale.ROOT, "%.4g to %.4g", one.least(), one.most()),
                        one.isOutside() ? "yes" : "no");
                outside += one.isOutside() ? 1 : 0;
            }
            setup.progress().at("accounts read", (w + 1.0) / Worlds.NAMES.size());
        }
        text.append(table).append("\n");
        figures.add(Figure.atMost("realism-outside", outside, "count", outside, outside, 0));
    }

    /** The true return of search with social on over that with social off, in a world. */
    private void effect(String name, String figure, double least, double most) {
        World world = Worlds.named(name);
        int seeds = setup.quick() ? 4 : 12;
        int window = setup.quick() ? 13 : YEAR;
        double[] on = new double[seeds];
        double[] off = new double[seeds];
        var done = new java.util.concurrent.atomic.AtomicInteger();
        IntStream.range(0, seeds).parallel().forEach(seed -> {
            double[][] targets = SimulatedHistory.targets(world, window, seed);
            var market = SimulatedMarket.sampled(world, window + 13);
            var counterfactual = new Counterfactual(market, targets, 0, 13, seed);
            Counterfactual.Result both = counterfactual.of(targets);
            double spend = both.spend()[0];
            on[seed] = (both.kpi() - counterfactual.of(without(targets, 0)).kpi()) / spend;
            double[][] alone = without(targets, 1);
            Counterfactual.Result single = counterfactual.of(alone);
            off[seed] = (single.kpi() - counterfactual.of(without(alone, 0)).kpi()) / single.spend()[0];
            setup.progress().at("search with and without social in " + name, done.incrementAndGet() / (double) seeds);
        });
        double[] index = IntStream.range(0, seeds).asDoubleStream().toArray();
        Interval ratio = Interval.of(index, k -> mean(on, k) / mean(off, k));
        text.append(String.format(
                Locale.ROOT,
                "In the world %s, search returns %.2f per currency with social on and %.2f with it off (mean of %d markets).%n%n",
                name,
                mean(on, index),
                mean(off, index),
                seeds));
        figures.add(
                most < Double.POSITIVE_INFINITY
                        ? Figure.within(figure, ratio.value(), "ratio", ratio.low(), ratio.high(), least, most)
                        : Figure.atLeast(figure, ratio.value(), "ratio", ratio.low(), ratio.high(), least));
    }

    private static double mean(double[] sample, double[] index) {
        return Arrays.stream(index).map(k -> sample[(int) k]).average().orElse(Double.NaN);
    }

    private static double[][] without(double[][] targets, int channel) {
        double[][] copy = new double[targets.length][];
        for (int t = 0; t < copy.length; t++) {
            copy[t] = targets[t].clone();
            copy[t][channel] = 0;
        }
        return copy;
    }

    /** How near a calibration comes to the truth of the worlds it did not make. */
    private void calibrated() {
        int seeds = setup.quick() ? 1 : 2;
        int worlds = setup.quick() ? 1 : Worlds.NAMES.size();
        var table = new MarkdownTable(
                "world", "seed", "channel", "true return", "calibrated", "90 % interval", "inside", "curve error");
        var plans = new MarkdownTable("world", "seed", "plan over as usual", "clairvoyant over as usual");
        var errors = new ArrayList<Double>();
        int covered = 0;
        int all = 0;
        for (int w = 0; w < worlds; w++) {
            World world = Worlds.named(Worlds.NAMES.get(w));
            if (world.channels().size() > MANY_CHANNELS) {
                continue;
            }
            for (int seed = 1; seed <= seeds; seed++) {
                CalibratedCase one = CalibratedCase.of(world, seed, setup.progress());
                plans.row(one.world(), Long.toString(seed), percent(one.planGain()), percent(one.bestGain()));
                for (MediaChannel channel : world.channels()) {
                    var points = one.points().stream()
                            .filter(p -> p.channel().equals(channel.name()))
                            .toList();
                    var usual = points.get(1);
                    double error = points.stream()
                            .mapToDouble(CalibratedCase.Point::error)
                            .average()
                            .orElse(Double.NaN);
                    double spend = one.usual().get(world.channels().indexOf(channel)) * CalibratedCase.HORIZON;
                    table.row(
                            one.world(),
                            Long.toString(seed),
                            channel.name(),
                            String.format(Locale.ROOT, "%.3g", usual.truth().value() / spend),
                            String.format(Locale.ROOT, "%.3g", usual.mean() / spend),
                            String.format(Locale.ROOT, "%.3g to %.3g", usual.low() / spend, usual.high() / spend),
                            usual.isCovered() ? "yes" : "no",
                            percent(error));
                    errors.add(error);
                    covered += usual.isCovered() ? 1 : 0;
                    all++;
                }
            }
        }
        double[] sorted = errors.stream().mapToDouble(x -> x).toArray();
        Interval median = Interval.of(sorted, SimulatorBenchmark::median);
        text.append("## Calibrated: histories of the worlds, calibrated as any other, beside what is true\n\n")
                .append(table)
                .append("\n")
                .append("True KPI over the horizon and its tail, beyond spending as usual:\n\n")
                .append(plans)
                .append("\n");
        text.append(String.format(
                Locale.ROOT,
                "The calibrated mean is off by %s at the median (90 %% interval %s to %s); the true return at usual spend lies in %d"
                        + " of %d intervals of 90 %%.%n%n",
                percent(median.value()),
                percent(median.low()),
                percent(median.high()),
                covered,
                all));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private void published() {
        Path data = setup.worlds().resolveSibling("data");
        text.append("## Published: markets of others, played here\n\n");
        if (!Published.isThere(data)) {
            text.append("Not compared: " + data + " does not hold their data.\n\n");
            return;
        }
        var table = new MarkdownTable("outcome", "published", "here", "error of the difference", "outside");
        long outside = 0;
        for (Published.Compared one : Published.compare(data, setup.quick(), setup.progress())) {
            table.row(
                    one.what(),
                    String.format(Locale.ROOT, "%.4g", one.theirs()),
                    String.format(Locale.ROOT, "%.4g", one.ours()),
                    String.format(Locale.ROOT, "%.2g", one.error()),
                    one.isOutside() ? "yes" : "no");
            outside += one.isOutside() ? 1 : 0;
        }
        text.append(table).append("\n");
        figures.add(Figure.atMost("published-outside", outside, "count", outside, outside, 0));
    }
}
