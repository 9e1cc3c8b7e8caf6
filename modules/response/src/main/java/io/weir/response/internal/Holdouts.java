package io.weir.response.internal;

import io.weir.core.History;
import io.weir.response.Posterior;
import io.weir.response.Posterior.Holdout;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Tries the model on the last quarter of a year: fitted without its KPI, how well does it foretell it? */
public final class Holdouts {
    private static final int WEEKS = 13;
    private static final int CHAINS = 2;
    private static final int WARMUP = 120;
    private static final int DRAWS = 100;
    /** More geos make the trial as dear as the calibration itself. */
    private static final int MOST_GEOS = 4;

    private Holdouts() {}

    /** Empty where the history is shorter than five quarters, or has many geos. */
    public static Optional<Holdout> tried(History history, ModelChoice.Decided decided, long seed) {
        int year = (int) Math.round(history.length().perYear());
        int held = (int) Math.round(WEEKS * 7.0 / history.length().days());
        if (history.periods() < year + held || history.geos().size() > MOST_GEOS) {
            return Optional.empty();
        }
        var data = new ModelData(history, decided.settings(), held);
        var random = new SplittableRandom(seed);
        var chains = new NutsSampler(WARMUP, DRAWS)
                .run(
                        () -> new LogPosterior(data),
                        decided.startsAbout(CHAINS, random),
                        decided.metric(),
                        random,
                        share -> {});
        Posterior.Fit fit = PosteriorReader.read(history, data, decided.choices(), chains, CHAINS * DRAWS, random)
                .fit();
        return Optional.of(judged(fit, held, year));
    }

    private static Holdout judged(Posterior.Fit fit, int held, int year) {
        double[] kpi = fit.actual();
        int from = kpi.length - held;
        double error = 0;
        double naive = 0;
        double inside = 0;
        for (int t = from; t < kpi.length; t++) {
            error += Math.abs(kpi[t] - fit.mean()[t]);
            naive += Math.abs(kpi[t] - kpi[t - year]);
            inside += kpi[t] >= fit.low()[t] && kpi[t] <= fit.high()[t] ? 1 : 0;
        }
        double size = Arrays.stream(kpi, from, kpi.length).map(Math::abs).sum();
        return size > 0
                ? new Holdout(held, error / size, naive / size, inside / held)
                : new Holdout(held, 0, 0, inside / held);
    }
}
