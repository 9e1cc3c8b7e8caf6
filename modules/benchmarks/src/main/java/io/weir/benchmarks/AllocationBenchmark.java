package io.weir.benchmarks;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.LargePlan;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.PlanCase;
import io.weir.benchmarks.internal.rivals.Rival;
import io.weir.benchmarks.internal.truth.TrueWorld;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * What plans are worth in truth: over worlds with known truth and new draws of their noise, the true value of the plan
 * over the true optimum; beside it carrying on, an equal split, the rivals' optimisers on the same posterior, and the
 * same optimiser on a posterior of the world's own model family, also on the histories that the worlds were published with.
 * Optimisers are also tried with the truth given.
 */
public final class AllocationBenchmark {
    /** Parts that can be run alone. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of("optimiser", "plan", "published", "speed");

    /** What a quick run leaves out unless asked. */
    private static final ImmutableSet<String> SLOW = ImmutableSet.of("published", "speed");

    private static final int SEEDS = 10;
    private static final int QUICK_SEEDS = 1;

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private AllocationBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** @throws BadInputException if there are no worlds */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        return new AllocationBenchmark(setup).run();
    }

    /**
     * Writes the histories with new noise that the benchmark plans, as workspaces without truth: {@code seed-1/WORLD} and on.
     *
     * @param target need not exist; workspaces in it must not
     * @throws BadInputException if there are no worlds, or the folder cannot be written
     */
    public static void writeHistories(BenchmarkSetup setup, Path target) {
        for (TrueWorld world : new AllocationBenchmark(setup).worlds()) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                Path workspace = target.resolve("seed-" + seed).resolve(world.name());
                try {
                    world.writeWorkspace(workspace, world.kpi(seed));
                } catch (IOException e) {
                    throw BadInputException.of(
                            workspace.toString(), "cannot be written: " + e + ".", "Maybe name an empty folder.");
                }
            }
        }
    }

    private BenchmarkReport run() {
        if (runs("optimiser") || runs("plan") || runs("published")) {
            ImmutableList<TrueWorld> worlds = worlds();
            List<PlanCase> truths = worlds.stream().map(PlanCase::withTruth).toList();
            if (runs("optimiser")) {
                optimisers(truths);
            }
            if (runs("plan")) {
                plans(worlds, truths);
            }
            if (runs("published")) {
                published(worlds);
            }
        }
        if (runs("speed")) {
            speed();
        }
        return new BenchmarkReport(text.toString(), figures.build());
    }

    private boolean runs(String part) {
        boolean asked = setup.only().contains(part);
        return setup.runs(part) && (asked || !setup.quick() || !SLOW.contains(part));
    }

    private ImmutableList<TrueWorld> worlds() {
        ImmutableList<TrueWorld> worlds =
                Files.isDirectory(setup.worlds()) ? TrueWorld.all(setup.worlds()) : ImmutableList.of();
        if (worlds.isEmpty()) {
            throw BadInputException.of(
                    setup.worlds().toString(),
                    "holds no worlds with known truth; this benchmark needs them.",
                    "Maybe name their folder: --worlds DIR.");
        }
        return worlds;
    }

    private void optimisers(List<PlanCase> truths) {
        text.append("## Optimisers with the truth given: true value / true optimum\n\n");
        var head = new ArrayList<>(List.of("world", "ours", "printed gap", "true gap"));
        Rival.all().forEach(r -> head.add(r.title()));
        var table = new MarkdownTable(head.toArray(String[]::new));
        double worst = Double.POSITIVE_INFINITY;
        double lead = Double.POSITIVE_INFINITY;
        for (PlanCase c : truths) {
            var row = new ArrayList<>(
                    List.of(c.world(), ratio(c.ratio()), ratio(c.printedGap()), ratio(Math.max(0, 1 - c.ratio()))));
            for (double rival : c.rivals()) {
                row.add(ratio(rival));
                lead = Math.min(lead, c.ratio() - rival);
            }
            worst = Math.min(worst, c.ratio());
            table.row(row);
        }
        text.append(table).append("\n");
        figures.add(Figure.atLeast("optimiser-ratio-worst", worst, "ratio", worst, worst, 0.999));
        figures.add(Figure.atLeast("optimiser-lead-worst", lead, "ratio", lead, lead, -1e-6));
    }

    private void plans(ImmutableList<TrueWorld> worlds, List<PlanCase> truths) {
        int seeds = setup.quick() ? QUICK_SEEDS : SEEDS;
        var cases = new ArrayList<List<PlanCase>>();
        int done = 0;
        for (TrueWorld world : worlds) {
            var ofWorld = new ArrayList<PlanCase>();
            for (int seed = 1; seed <= seeds; seed++) {
                ofWorld.add(PlanCase.fromHistory(world, world.kpi(seed)));
                done++;
                setup.progress().at("planning " + world.name(), done / (double) (worlds.size() * seeds));
            }
            cases.add(ofWorld);
        }
        tellPlans(cases);
        tellRegret(cases, truths);
        tellGaps(cases, truths);
    }

    /** The one history that comes with each world is what the real rivals get too. */
    private void published(ImmutableList<TrueWorld> worlds) {
        text.append("## The histories that come with the worlds: true value / true optimum\n\n");
        var table = new MarkdownTable("world", "ours", "own family", "carrying on", "equal");
        var cases = new ArrayList<PlanCase>();
        for (TrueWorld world : worlds) {
            PlanCase c = PlanCase.fromHistory(world, world.published());
            cases.add(c);
            table.row(world.name(), ratio(c.ratio()), ratio(c.ownFamily()), ratio(c.carryingOn()), ratio(c.equal()));
            setup.progress().at("planning " + world.name(), cases.size() / (double) worlds.size());
        }
        table.row(
                "mean",
                ratio(mean(cases, PlanCase::ratio)),
                ratio(mean(cases, PlanCase::ownFamily)),
                ratio(mean(cases, PlanCase::carryingOn)),
                ratio(mean(cases, PlanCase::equal)));
        text.append(table).append("\n");
    }

    private void tellPlans(List<List<PlanCase>> cases) {
        text.append("## From history to plan: true value / true optimum, mean over seeds of the noise\n\n");
        var head = new ArrayList<>(
                List.of("world", "ours [95 %]", "worst", "own family", "carrying on", "equal", "P(better)", "seconds"));
        Rival.all().forEach(r -> head.add(r.title()));
        var table = new MarkdownTable(head.toArray(String[]::new));
        for (List<PlanCase> world : cases) {
            Interval ours = Interval.ofMean(of(world, PlanCase::ratio));
            var row = new ArrayList<>(List.of(
                    world.get(0).world(),
                    String.format(Locale.ROOT, "%.4f [%.3f, %.3f]", ours.value(), ours.low(), ours.high()),
                    ratio(java.util.Arrays.stream(of(world, PlanCase::ratio))
                            .min()
                            .orElse(0)),
                    ratio(mean(world, PlanCase::ownFamily)),
                    ratio(mean(world, PlanCase::carryingOn)),
                    ratio(mean(world, PlanCase::equal)),
                    ratio(mean(world, PlanCase::probabilityBetter)),
                    String.format(Locale.ROOT, "%.1f", mean(world, PlanCase::seconds))));
            for (int r = 0; r < Rival.all().size(); r++) {
                int rival = r;
                row.add(ratio(mean(world, c -> c.rivals()[rival])));
            }
            table.row(row);
        }
        text.append(table).append("\n");
        double[] means =
                cases.stream().mapToDouble(w -> mean(w, PlanCase::ratio)).toArray();
        double[] own =
                cases.stream().mapToDouble(w -> mean(w, PlanCase::ownFamily)).toArray();
        List<PlanCase> all = cases.stream().flatMap(List::stream).toList();
        Interval mean = Interval.ofMean(of(all, PlanCase::ratio));
        Interval middle = Interval.ofMiddle(of(all, PlanCase::ratio));
        text.append(String.format(
                Locale.ROOT,
                "Interquartile mean over all cases %.4f [%.4f, %.4f].\n\n",
                middle.value(),
                middle.low(),
                middle.high()));
        text.append(String.format(
                Locale.ROOT,
                "Plans that are truly worse than carrying on by over 1 %%: %d of %d; their stated probabilities of that add up to"
                        + " %.1f.\n\n",
                all.stream().filter(PlanCase::harmed).count(),
                all.size(),
                all.stream().mapToDouble(PlanCase::probabilityHarm).sum()));
        figures.add(Figure.atLeast("plan-ratio-mean", mean.value(), "ratio", mean.low(), mean.high(), 0.97));
        int worst = 0;
        for (int w = 0; w < means.length; w++) {
            worst = means[w] < means[worst] ? w : worst;
        }
        Interval ofWorst = Interval.ofMean(of(cases.get(worst), PlanCase::ratio));
        figures.add(Figure.atLeast("plan-ratio-worst", means[worst], "ratio", ofWorst.low(), ofWorst.high(), 0.94));
        // How far ours is from what a posterior of the worlds' own family with weak priors makes of the same data.
        double meanOwn = java.util.Arrays.stream(own).average().orElse(0);
        double distance = meanOwn - mean.value();
        figures.add(Figure.atMost("plan-below-own-mean", distance, "ratio", distance, distance, 0.01));
        double farthest = own[worst] - means[worst];
        figures.add(Figure.atMost("plan-below-own-worst", farthest, "ratio", farthest, farthest, 0.01));
        double[] above = of(all, c -> c.ratio() > c.carryingOn() ? 1 : 0);
        Interval share = Interval.ofMean(above);
        figures.add(Figure.atLeast("above-history-share", share.value(), "share", share.low(), share.high(), 0.95));
        double below =
                all.stream().mapToDouble(c -> c.ratio() - c.carryingOn()).min().orElse(0);
        figures.add(Figure.atLeast("below-history-worst", below, "ratio", below, below, -0.01));
        double ownBelow = all.stream()
                .mapToDouble(c -> c.ownFamily() - c.carryingOn())
                .min()
                .orElse(0);
        double more = ownBelow - below;
        figures.add(Figure.atMost("below-history-below-own", more, "ratio", more, more, 0.01));
    }

    private void tellRegret(List<List<PlanCase>> cases, List<PlanCase> truths) {
        text.append("## Regret: 1 - ratio, by cause\n\n");
        var table = new MarkdownTable("world", "calibration", "optimiser", "rules", "bidding", "learning", "all");
        for (int w = 0; w < cases.size(); w++) {
            double all = 1 - mean(cases.get(w), PlanCase::ratio);
            // What the optimiser loses even with the truth, before and after amounts are made bookable.
            double optimiser = 1 - truths.get(w).proposalRatio();
            double rules = truths.get(w).proposalRatio() - truths.get(w).ratio();
            table.row(
                    truths.get(w).world(),
                    ratio(all - optimiser - rules),
                    ratio(optimiser),
                    ratio(rules),
                    "none here",
                    "none here",
                    ratio(all));
        }
        text.append(table).append("\n");
    }

    private void tellGaps(List<List<PlanCase>> cases, List<PlanCase> truths) {
        var all = new ArrayList<>(truths);
        cases.forEach(all::addAll);
        double[] bounds = of(all, c -> c.gapHolds() ? 1 : 0);
        Interval share = Interval.ofMean(bounds);
        figures.add(Figure.atLeast("gap-bounds-truth", share.value(), "share", share.low(), share.high(), 1));
        double concave = all.stream()
                .filter(PlanCase::concave)
                .mapToDouble(PlanCase::printedGap)
                .max()
                .orElse(0);
        double other = all.stream()
                .filter(c -> !c.concave())
                .mapToDouble(PlanCase::printedGap)
                .max()
                .orElse(0);
        figures.add(Figure.atMost("gap-concave-worst", concave, "share", concave, concave, 0.01));
        figures.add(Figure.atMost("gap-other-worst", other, "share", other, other, 0.05));
        var table = new MarkdownTable("world", "printed gap, mean", "largest", "left by a longer search, largest");
        for (List<PlanCase> world : cases) {
            table.row(
                    world.get(0).world(),
                    ratio(mean(world, PlanCase::printedGap)),
                    ratio(world.stream().mapToDouble(PlanCase::printedGap).max().orElse(0)),
                    ratio(world.stream().mapToDouble(PlanCase::knownGap).max().orElse(0)));
        }
        text.append("## Gaps: proved, and what a search from other starts could still find\n\n")
                .append("With what `caution` gives up. Curves are concave where all draws' are; ")
                .append(all.stream().filter(PlanCase::concave).count())
                .append(" of ")
                .append(all.size())
                .append(" cases are, the truths given among them.\n\n")
                .append(table)
                .append("\n");
    }

    private void speed() {
        var plan = LargePlan.of(20, 52, 400, 1);
        var watch = Stopwatch.createStarted();
        double gap = plan.solve(setup.progress());
        double seconds = watch.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
        text.append(String.format(
                Locale.ROOT,
                "## Speed\n\n20 channels x 52 weeks, 400 draws: %.1f s, printed gap %.4f.\n\n",
                seconds,
                gap));
        figures.add(Figure.atMost("plan-seconds-20x52", seconds, "s", seconds, seconds, 60));
    }

    private static double[] of(List<PlanCase> cases, ToDoubleFunction<PlanCase> number) {
        return cases.stream().mapToDouble(number).toArray();
    }

    private static double mean(List<PlanCase> cases, ToDoubleFunction<PlanCase> number) {
        return cases.stream().mapToDouble(number).average().orElse(0);
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
