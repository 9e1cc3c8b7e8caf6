package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.internal.Holdouts;
import io.weir.response.internal.LogPosterior;
import io.weir.response.internal.ModelChoice;
import io.weir.response.internal.ModelData;
import io.weir.response.internal.NutsSampler;
import io.weir.response.internal.PosteriorReader;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;

/**
 * Fits the response to a history: history in, posterior out. The baseline's coefficients are marginalised; returns,
 * shapes, interactions, fatigue and drift are sampled by the No-U-Turn sampler. The same history, settings and seed give
 * the same posterior on any number of threads.
 */
public final class Calibrator {
    /** Where chains do not agree yet, so many times the draws asked for may be taken. */
    private static final int MOST_BLOCKS = 4;

    /** More geos make a draw dear: their diagnostics are told as they are. */
    private static final int MOST_GEOS = 4;

    /** What progress is told while the model is fitted. */
    public static final String FITTING = "calibrating";
    /** What progress is told while the model foretells a quarter that it has not seen. */
    public static final String CHECKING = "checking the forecast of the last quarter";

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
        var random = new SplittableRandom(sampler.seed());
        Posterior posterior = sampled(
                history,
                new ModelData(history, decided.settings()),
                decided,
                sampler,
                random,
                share -> progress.at(FITTING, share));
        progress.at(CHECKING, 0);
        Optional<Posterior.Holdout> holdout = Holdouts.tried(history, decided, sampler.seed());
        progress.at(CHECKING, 1);
        return posterior.with(holdout);
    }

    private static Posterior sampled(
            History history,
            ModelData data,
            ModelChoice.Decided decided,
            SamplerSettings sampler,
            SplittableRandom random,
            DoubleConsumer progress) {
        ImmutableList<NutsSampler.Chain> chains = chains(history, data, decided, sampler, random, progress);
        return PosteriorReader.read(history, data, decided.choices(), chains, sampler.keep(), random.split());
    }

    static ImmutableList<NutsSampler.Chain> chains(
            History history,
            ModelData data,
            ModelChoice.Decided decided,
            SamplerSettings sampler,
            SplittableRandom random,
            DoubleConsumer progress) {
        int mostBlocks = history.geos().size() > MOST_GEOS ? 1 : MOST_BLOCKS;
        return new NutsSampler(
                        sampler.warmup(), sampler.draws(), mostBlocks, kept -> PosteriorReader.isSound(data, kept))
                .run(
                        () -> new LogPosterior(data),
                        decided.startsAbout(sampler.chains(), random),
                        decided.metric(),
                        random,
                        progress);
    }
}
