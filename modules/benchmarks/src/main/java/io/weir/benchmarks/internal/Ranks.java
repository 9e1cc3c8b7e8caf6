package io.weir.benchmarks.internal;

import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hipparchus.special.Gamma;

/**
 * Ranks of the truth among posterior draws, per quantity: uniform if the draws are of the posterior. Tested by chi-squared
 * in equal bins, corrected for the number of quantities after Holm (1979), <em>A Simple Sequentially Rejective Multiple
 * Test Procedure</em>.
 */
public final class Ranks {
    private static final int BINS = 10;

    private final int draws;
    private final Map<String, int[]> bins = new LinkedHashMap<>();
    private int sets;

    /** @param draws per posterior; one more must be a multiple of the number of bins */
    public Ranks(int draws) {
        if ((draws + 1) % BINS != 0) {
            throw new IllegalArgumentException("draws + 1 (" + (draws + 1) + ") must be a multiple of " + BINS + ".");
        }
        this.draws = draws;
    }

    /** Takes one data set: its truth of one draw, and its posterior. */
    public void take(Posterior truth, Posterior posterior) {
        sets++;
        for (int i = 0; i < posterior.channels().size(); i++) {
            ChannelPosterior t = truth.channels().get(i);
            ChannelPosterior p = posterior.channels().get(i);
            String name = p.channel().name() + " ";
            add(name + "return", t.returns()[0], p.returns());
            add(name + "half", t.half()[0], p.half());
            add(name + "slope", t.slope()[0], p.slope());
            add(name + "retention", t.adstockParameters()[0][0], column(p.adstockParameters()));
            add(name + "effect at the end", t.effect()[0][0], column(p.effect()));
            add(name + "recent effectiveness", t.drift()[0], p.drift());
            add(
                    name + "contribution",
                    truth.fit().total()[i][0],
                    posterior.fit().total()[i]);
            if (t.fatigue()[0] > 0) {
                add(name + "fatigue", t.fatigue()[0], p.fatigue());
            }
        }
        for (int k = 0; k < posterior.interactions().size(); k++) {
            var pair = posterior.interactions().get(k);
            add(
                    posterior.channels().get(pair.source()).channel().name() + " lifts "
                            + posterior.channels().get(pair.target()).channel().name(),
                    truth.interactions().get(k).strength()[0],
                    pair.strength());
        }
    }

    private static double[] column(double[][] rows) {
        return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    }

    private void add(String name, double truth, double[] posterior) {
        int rank = 0;
        for (double v : posterior) {
            rank += v < truth ? 1 : 0;
        }
        bins.computeIfAbsent(name, n -> new int[BINS])[rank * BINS / (draws + 1)]++;
    }

    private double p(int[] counts) {
        double expected = sets / (double) BINS;
        double statistic = 0;
        for (int count : counts) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        return Gamma.regularizedGammaQ((BINS - 1) / 2.0, statistic / 2);
    }

    /** The smallest p over quantities, after Holm's correction. */
    public double smallestCorrected() {
        double smallest = bins.values().stream().mapToDouble(this::p).min().orElse(1);
        return Math.min(1, smallest * bins.size());
    }

    /** Counts and p per quantity. */
    public MarkdownTable table() {
        var table = new MarkdownTable("quantity", "ranks in " + BINS + " bins", "p");
        bins.forEach((name, counts) ->
                table.row(name, Arrays.toString(counts), String.format(Locale.ROOT, "%.3f", p(counts))));
        return table;
    }
}
