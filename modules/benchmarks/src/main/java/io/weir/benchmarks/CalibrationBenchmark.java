package io.weir.benchmarks;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.Ranks;
import io.weir.benchmarks.internal.Templates;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.AdstockKind;
import io.weir.response.Calibrator;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.Posterior;
import io.weir.response.PriorPredictive;
import io.weir.response.SamplerSettings;
import io.weir.response.SaturationKind;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Whether the calibration computes the posterior it promises: simulation-based calibration on markets drawn from the
 * prior (interactions, fatigue and drift on), how often intervals of contributions hold the truth, and how long it takes.
 *
 * <p>Source: Talts, Betancourt, Simpson, Vehtari and Gelman (2018), <em>Validating Bayesian Inference Algorithms with
 * Simulation-Based Calibration</em>.
 */
public final class CalibrationBenchmark {
    /** Parts that can be run alone. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of("sbc", "speed");

    private static final int DATA_SETS = 200;
    private static final int QUICK_DATA_SETS = 30;
    private static final int CHANNELS = 3;
    private static final int WEEKS = 104;
    private static final int KEPT = 99;
    private static final SamplerSettings SHORT = new SamplerSettings(1, 4, 300, 250, KEPT);
    private static final double MOST_R_HAT = 1.01;
    private static final double LEAST_DRAWS = 400;

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private CalibrationBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** Needs no worlds: draws its own markets. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        return new CalibrationBenchmark(setup).run();
    }

    private BenchmarkReport run() {
        if (setup.runs("sbc")) {
            simulationBased();
        }
        if (setup.runs("speed")) {
            text.append("## Speed: R-hat at most 1.01 and 400 effective draws of every channel parameter\n\n");
            var table = new MarkdownTable("history", "seconds", "R-hat", "least effective draws", "divergences");
            speed("calibrate-seconds-3x156", 3, 156, 15, table);
            speed("calibrate-seconds-13x209", 13, 209, 120, table);
            text.append(table).append("\n");
        }
        return new BenchmarkReport(text.toString(), figures.build());
    }

    private void simulationBased() {
        int sets = setup.quick() ? QUICK_DATA_SETS : DATA_SETS;
        History template = Templates.history(CHANNELS, WEEKS, 1);
        var prior = new PriorPredictive(template, plain(template));
        var ranks = new Ranks(KEPT);
        var covered = new double[sets];
        var error = new double[sets];
        double worstRHat = 1;
        for (int k = 0; k < sets; k++) {
            PriorPredictive.Drawn market = prior.draw(1000 + k, true);
            Posterior posterior = prior.calibrate(market, SHORT);
            worstRHat = Math.max(worstRHat, posterior.diagnostics().rHat());
            ranks.take(market.truth(), posterior);
            covered[k] = coverage(market.truth(), posterior);
            error[k] = error(market.truth(), posterior);
            setup.progress().at("simulation-based calibration", (k + 1.0) / sets);
        }
        text.append(String.format(
                Locale.ROOT,
                "## Simulation-based calibration: %d markets drawn from the prior, %d channels x %d weeks\n\n",
                sets,
                CHANNELS,
                WEEKS));
        text.append(ranks.table()).append("\n");
        Interval coverage = Interval.ofMean(covered);
        Interval miss = Interval.ofMiddle(error);
        text.append(String.format(
                Locale.ROOT,
                "Error of a channel's total contribution, relative to all channels' (interquartile mean): "
                        + "%.3f [%.3f, %.3f]. Largest R-hat of any data set: %.3f.\n\n",
                miss.value(),
                miss.low(),
                miss.high(),
                worstRHat));
        double p = ranks.smallestCorrected();
        figures.add(Figure.atLeast("sbc-p-smallest", p, "p", p, p, 0.01));
        figures.add(
                Figure.within("coverage-90", coverage.value(), "share", coverage.low(), coverage.high(), 0.85, 0.95));
    }

    /** Default families, so that the model that is fitted is the one that was drawn from. */
    private static ModelSettings plain(History template) {
        ModelSettings settings = ModelSettings.defaults();
        for (var c : template.channels()) {
            settings = settings.with(
                    c.channel().name(),
                    ChannelSettings.builder()
                            .adstock(AdstockKind.GEOMETRIC)
                            .saturation(SaturationKind.HILL)
                            .followsDemand(false)
                            .build());
        }
        return settings;
    }

    /** Share of channels whose total contribution lies within its 90 % interval. */
    private static double coverage(Posterior truth, Posterior posterior) {
        double inside = 0;
        int channels = posterior.channels().size();
        for (int i = 0; i < channels; i++) {
            double[] sorted = posterior.fit().total()[i].clone();
            java.util.Arrays.sort(sorted);
            double actual = truth.fit().total()[i][0];
            int n = sorted.length;
            // Draws k and n + 1 - k bound a share of 1 - 2 k / (n + 1).
            int cut = (int) Math.round(0.05 * (n + 1));
            inside += actual >= sorted[cut - 1] && actual <= sorted[n - cut] ? 1 : 0;
        }
        return inside / channels;
    }

    private static double error(Posterior truth, Posterior posterior) {
        double all = 0;
        double sum = 0;
        int channels = posterior.channels().size();
        for (int i = 0; i < channels; i++) {
            double mean = java.util.Arrays.stream(posterior.fit().total()[i])
                    .average()
                    .orElse(0);
            double actual = truth.fit().total()[i][0];
            all += Math.abs(actual);
            sum += Math.abs(mean - actual) / channels;
        }
        return all > 0 ? sum / all : 0;
    }

    private void speed(String name, int channels, int weeks, double most, MarkdownTable table) {
        History template = Templates.history(channels, weeks, 2);
        History history = new PriorPredictive(template, ModelSettings.defaults())
                .draw(7, false)
                .history();
        var watch = Stopwatch.createStarted();
        Posterior posterior =
                Calibrator.calibrate(history, ModelSettings.defaults(), SamplerSettings.standard(1), Progress.SILENT);
        double seconds = watch.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
        var d = posterior.diagnostics();
        boolean sound = d.rHat() <= MOST_R_HAT && d.effectiveDraws() >= LEAST_DRAWS;
        table.row(
                channels + " channels x " + weeks + " weeks",
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%.4f", d.rHat()),
                String.format(Locale.ROOT, "%.0f", d.effectiveDraws()),
                Integer.toString(d.divergences()));
        figures.add(new Figure(
                name, seconds, "s", seconds, seconds, "<= " + (int) most + " and sound", sound && seconds <= most));
    }
}
