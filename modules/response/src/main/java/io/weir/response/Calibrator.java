package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.response.internal.LogPosterior;
import io.weir.response.internal.ModelData;
import io.weir.response.internal.NutsSampler;
import io.weir.response.internal.PosteriorReader;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

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
        List<SplittableRandom> randoms = IntStream.range(0, sampler.chains())
                .mapToObj(c -> random.split())
                .toList();
        var done = new AtomicLong();
        long all = (long) sampler.chains() * (sampler.warmup() + sampler.draws());
        ImmutableList<NutsSampler.Chain> chains = IntStream.range(0, sampler.chains())
                .parallel()
                .mapToObj(c -> {
                    var density = new LogPosterior(data);
                    var chain = new NutsSampler(density, randoms.get(c));
                    var start = randoms.get(c)
                            .doubles(density.dimension(), -0.5, 0.5)
                            .toArray();
                    return chain.run(start, sampler.warmup(), sampler.draws(), share -> {
                        long count = done.incrementAndGet();
                        if (c == 0 || count == all) {
                            progress.at("calibrating", count / (double) all);
                        }
                    });
                })
                .collect(ImmutableList.toImmutableList());
        return PosteriorReader.read(history, data, chains, sampler.keep(), random.split());
    }
}
