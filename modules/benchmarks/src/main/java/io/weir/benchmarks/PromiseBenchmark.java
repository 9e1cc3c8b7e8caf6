package io.weir.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.PromiseCase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether a plan's promises are kept: on markets drawn from the prior, is the stated probability of beating carrying on
 * true, do the intervals of the plan's value hold it, and how often does a plan do harm.
 */
public final class PromiseBenchmark {
    /** It has one part. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of("promise");

    private static final int MARKETS = 300;
    private static final int QUICK_MARKETS = 30;
    private static final int BINS = 5;
    /** What {@code caution} promises at its default. */
    private static final double MOST_HARM = 0.1;

    private PromiseBenchmark() {}

    /** Needs no worlds: draws its own markets. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        int markets = setup.quick() ? QUICK_MARKETS : MARKETS;
        var cases = new ArrayList<PromiseCase>();
        for (int k = 0; k < markets; k++) {
            cases.add(PromiseCase.of(k));
            setup.progress().at("markets planned", (k + 1.0) / markets);
        }
        return told(cases);
    }

    private static BenchmarkReport told(List<PromiseCase> cases) {
        var sorted = new ArrayList<>(cases);
        sorted.sort(Comparator.comparingDouble(PromiseCase::stated));
        var table = new MarkdownTable("stated probability", "stated, mean", "came true", "markets");
        for (int b = 0; b < BINS; b++) {
            List<PromiseCase> bin = bin(sorted, b);
            table.row(
                    String.format(
                            Locale.ROOT,
                            "%.2f to %.2f",
                            bin.get(0).stated(),
                            bin.get(bin.size() - 1).stated()),
                    String.format(Locale.ROOT, "%.3f", mean(bin, true)),
                    String.format(Locale.ROOT, "%.3f", mean(bin, false)),
                    Integer.toString(bin.size()));
        }
        double[] inside =
                cases.stream().mapToDouble(c -> c.valueInside() ? 1 : 0).toArray();
        double[] harm = cases.stream().mapToDouble(c -> c.harmed() ? 1 : 0).toArray();
        double[] gain = cases.stream().mapToDouble(PromiseCase::gain).toArray();
        double[] ratio = cases.stream().mapToDouble(PromiseCase::ratio).toArray();
        double[] index = java.util.stream.IntStream.range(0, cases.size())
                .asDoubleStream()
                .toArray();
        Interval error = Interval.of(index, sample -> {
            var resampled = new ArrayList<PromiseCase>();
            for (double k : sample) {
                resampled.add(cases.get((int) k));
            }
            resampled.sort(Comparator.comparingDouble(PromiseCase::stated));
            return calibrationError(resampled);
        });
        Interval coverage = Interval.ofMean(inside);
        Interval harmed = Interval.ofMean(harm);
        Interval gained = Interval.ofMiddle(gain);
        Interval clairvoyant = Interval.ofMiddle(ratio);
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "## Promises: %d markets drawn from the prior, planned as `weir plan` does\n\n",
                cases.size()));
        text.append(table).append("\n");
        text.append(String.format(
                Locale.ROOT,
                "True gain over carrying on (interquartile mean): %.3f [%.3f, %.3f] of carrying on's value; true value over"
                        + " that of a plan that knows the truth: %.3f [%.3f, %.3f].\n\n",
                gained.value(),
                gained.low(),
                gained.high(),
                clairvoyant.value(),
                clairvoyant.low(),
                clairvoyant.high()));
        return new BenchmarkReport(
                text.toString(),
                ImmutableList.of(
                        Figure.atMost("probability-error", error.value(), "share", error.low(), error.high(), 0.05),
                        Figure.within(
                                "value-coverage-90",
                                coverage.value(),
                                "share",
                                coverage.low(),
                                coverage.high(),
                                0.85,
                                0.95),
                        Figure.atMost("harm-share", harmed.value(), "share", harmed.low(), harmed.high(), MOST_HARM)));
    }

    private static List<PromiseCase> bin(List<PromiseCase> sorted, int b) {
        return sorted.subList(sorted.size() * b / BINS, sorted.size() * (b + 1) / BINS);
    }

    private static double mean(List<PromiseCase> bin, boolean stated) {
        return bin.stream()
                .mapToDouble(c -> stated ? c.stated() : c.gain() > 0 ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Mean over bins of equal size of the distance between what was stated and what came true. */
    private static double calibrationError(List<PromiseCase> sorted) {
        double sum = 0;
        for (int b = 0; b < BINS; b++) {
            List<PromiseCase> bin = bin(sorted, b);
            sum += Math.abs(mean(bin, true) - mean(bin, false)) * bin.size() / sorted.size();
        }
        return sum;
    }
}
