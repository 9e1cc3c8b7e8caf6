package io.weir.response.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.response.ModelSettings;
import io.weir.response.Posterior;
import io.weir.response.SamplerSettings;
import java.util.Optional;
import java.util.SplittableRandom;

/** A template's spend with the model's prior on it: draws positions, makes histories, calibrates to them. */
public final class PriorMarket {
    private static final double START_SPREAD = 0.5;

    private final ModelSettings settings;
    private final ModelData data;

    public PriorMarket(History template, ModelSettings settings) {
        this.settings = settings;
        data = new ModelData(template, settings);
    }

    /** A position drawn from the prior, {@code [dimension]}. */
    public double[] position(SplittableRandom random) {
        return new LogPosterior(data).priorPosition(random);
    }

    /** A KPI made at a position, {@code [geo][period]}. */
    public double[][] kpi(double[] position, boolean level, SplittableRandom random) {
        return new LogPosterior(data).simulated(position, level, random);
    }

    /** The response at a position as a posterior of one draw. */
    public Posterior truth(History history, double[] position, SplittableRandom random) {
        var chain = new NutsSampler.Chain(new double[][] {position, position}, 0, 1, 1, 0);
        return PosteriorReader.read(
                history, scaledAsTemplate(history), ImmutableList.of(), ImmutableList.of(chain, chain), 1, random);
    }

    /** The posterior of a history under this prior, its scales kept. */
    public Posterior posterior(History history, SamplerSettings sampler) {
        ModelData own = scaledAsTemplate(history);
        var random = new SplittableRandom(sampler.seed());
        int dimension = new LogPosterior(own).dimension();
        var starts = new double[sampler.chains()][];
        for (int c = 0; c < starts.length; c++) {
            starts[c] = random.doubles(dimension, -START_SPREAD, START_SPREAD).toArray();
        }
        var chains = new NutsSampler(sampler.warmup(), sampler.draws())
                .run(() -> new LogPosterior(own), starts, random, share -> {});
        return PosteriorReader.read(history, own, ImmutableList.of(), chains, sampler.keep(), random.split());
    }

    private ModelData scaledAsTemplate(History history) {
        return new ModelData(history, settings, 0, Optional.of(data.scales()));
    }
}
