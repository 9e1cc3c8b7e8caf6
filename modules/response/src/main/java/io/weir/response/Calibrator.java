package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.internal.LogPosterior;
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
    private Calibrator() {}

    /**
     * @param history what happened
     * @param model what the user decides about the model
     * @param sampler how it is sampled
     * @param progress told how far it is
     */
    public static Posterior calibrate(
            History history, ModelSettings model, SamplerSettings sampler, Progress progress) {
        var data = new ModelData(history, model);
        var random = new SplittableRandom(sampler.seed());
        int dimension = new LogPosterior(data).dimension();
        var starts = new double[sampler.chains()][];
        for (int c = 0; c < starts.length; c++) {
            starts[c] = random.doubles(dimension, -0.5, 0.5).toArray();
        }
        ImmutableList<NutsSampler.Chain> chains = new NutsSampler(sampler.warmup(), sampler.draws())
                .run(() -> new LogPosterior(data), starts, random, share -> progress.at("calibrating", share));
        return PosteriorReader.read(history, data, chains, sampler.keep(), random.split());
    }
}
