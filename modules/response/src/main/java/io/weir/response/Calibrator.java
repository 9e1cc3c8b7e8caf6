package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.internal.LogPosterior;
import io.weir.response.internal.ModelChoice;
import io.weir.response.internal.ModelData;
import io.weir.response.internal.NutsSampler;
import io.weir.response.internal.PosteriorReader;
import java.util.SplittableRandom;

/**
 * Fits the response to a history: history in, posterior out. The baseline's coefficients are marginalised; returns,
 * shapes, interactions, fatigue and drift are sampled by the No-U-Turn sampler. The same history, settings and seed give
 * the same posterior on any number of threads.
 */
public final class Calibrator {
    /** Chains begin about the mode, within this distance in every coordinate: wider than most posteriors. */
    private static final double START_SPREAD = 0.7;

    private Calibrator() {}

    /**
     * @param history what happened
     * @param model what the user decides about the model
     * @param sampler how it is sampled
     * @param progress told how far it is
     */
    public static Posterior calibrate(
            History history, ModelSettings model, SamplerSettings sampler, Progress progress) {
        ModelChoice.Decided decided = ModelChoice.decide(history, model);
        var data = new ModelData(history, decided.settings());
        var random = new SplittableRandom(sampler.seed());
        int dimension = new LogPosterior(data).dimension();
        var starts = new double[sampler.chains()][];
        for (int c = 0; c < starts.length; c++) {
            starts[c] = decided.mode().clone();
            for (int k = 0; k < dimension; k++) {
                starts[c][k] += START_SPREAD * (2 * random.nextDouble() - 1);
            }
        }
        ImmutableList<NutsSampler.Chain> chains = new NutsSampler(sampler.warmup(), sampler.draws())
                .run(() -> new LogPosterior(data), starts, random, share -> progress.at("calibrating", share));
        return PosteriorReader.read(history, data, decided.choices(), chains, sampler.keep(), random.split());
    }
}
