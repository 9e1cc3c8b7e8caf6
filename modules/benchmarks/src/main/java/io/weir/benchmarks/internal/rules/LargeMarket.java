package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableList;
import io.weir.benchmarks.internal.Templates;
import io.weir.core.History;
import io.weir.response.ModelSettings;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.PriorPredictive;
import io.weir.response.SaturationKind;
import java.util.SplittableRandom;

/** A made-up market of any size whose response is known: one draw from the prior. */
public final class LargeMarket {
    private static final int HISTORY = 156;

    private LargeMarket() {}

    /** A draw as it comes: S-shaped curves, channels that act on each other, channels that tire. */
    public static RuledMarket asDrawn(int channels, int weeks, long seed) {
        History history = Templates.history(channels, HISTORY, seed);
        return RuledMarket.of("S-shaped", history, truth(history, seed), weeks, 1);
    }

    /** The same draw with Hill slopes of at most 1, none that tires and none that acts on another. */
    public static RuledMarket concave(int channels, int weeks, long seed) {
        History history = Templates.history(channels, HISTORY, seed);
        Posterior drawn = truth(history, seed);
        var random = new SplittableRandom(seed);
        ImmutableList<ChannelPosterior> channelsOf = drawn.channels().stream()
                .map(channel -> concave(channel, random.nextDouble(0.6, 1)))
                .collect(ImmutableList.toImmutableList());
        Posterior truth = new Posterior(
                drawn.length(),
                drawn.window(),
                drawn.geos(),
                channelsOf,
                ImmutableList.of(),
                drawn.draws(),
                drawn.choices(),
                drawn.holdout(),
                drawn.fit(),
                drawn.diagnostics());
        return RuledMarket.of("concave", history, truth, weeks, 1);
    }

    private static Posterior truth(History history, long seed) {
        return new PriorPredictive(history, ModelSettings.defaults())
                .draw(seed, false)
                .truth();
    }

    private static ChannelPosterior concave(ChannelPosterior drawn, double slope) {
        return new ChannelPosterior(
                drawn.channel(),
                drawn.adstock(),
                SaturationKind.HILL,
                drawn.memory(),
                drawn.inputScale(),
                drawn.adstockParameters(),
                drawn.half(),
                new double[] {slope},
                new double[] {0},
                new double[] {0},
                drawn.effect(),
                drawn.returns(),
                drawn.drift(),
                drawn.cost(),
                drawn.geoShare(),
                drawn.learnt(),
                drawn.overlap());
    }
}
