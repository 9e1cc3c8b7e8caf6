package io.weir.benchmarks.internal.truth;

import com.google.common.collect.ImmutableList;
import io.weir.benchmarks.internal.truth.TruthFile.Adstock;
import io.weir.benchmarks.internal.truth.TruthFile.ChannelTruth;
import io.weir.benchmarks.internal.truth.TruthFile.Halo;
import io.weir.benchmarks.internal.truth.TruthFile.Saturation;
import io.weir.core.History;
import io.weir.response.AdstockKind;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.CostCurve;
import io.weir.response.Posterior.Diagnostics;
import io.weir.response.Posterior.Fit;
import io.weir.response.Posterior.Interaction;
import io.weir.response.SaturationKind;
import java.util.Optional;

/**
 * A world's truth as a posterior of one draw. A halo that reads its source by another adstock or curve than the source's
 * own becomes a further channel: it is bought with the source's spend, brings nothing itself, and lifts the target.
 */
final class TruePosterior {
    private final TruthFile truth;
    private final History history;
    private final ImmutableList.Builder<ChannelPosterior> channels = ImmutableList.builder();
    private int count;
    private int window = 1;

    private TruePosterior(TruthFile truth, History history) {
        this.truth = truth;
        this.history = history;
    }

    static Posterior of(TruthFile truth, History history) {
        return new TruePosterior(truth, history).posterior();
    }

    private Posterior posterior() {
        for (ChannelTruth c : truth.channels()) {
            double drift = c.drift().map(TruthFile.Drift::factor).orElse(1.0);
            c.fatigue().ifPresent(f -> remember(f.adstock()));
            add(
                    c,
                    c.adstock(),
                    c.saturation(),
                    c.beta() * drift,
                    c.fatigue()
                            .map(f -> f.f() * sum(TrueResponse.weights(f.adstock())))
                            .orElse(0.0),
                    c.fatigue().map(f -> f.adstock().alpha()).orElse(0.0));
        }
        var interactions = ImmutableList.<Interaction>builder();
        var response = new TrueResponse(truth);
        for (Halo halo : truth.halos()) {
            int source = response.indexOf(halo.source());
            ChannelTruth own = truth.channels().get(source);
            if (!halo.adstock().equals(own.adstock()) || !halo.saturation().equals(own.saturation())) {
                add(own, halo.adstock(), halo.saturation(), 0, 0, 0);
                source = count - 1;
            }
            interactions.add(new Interaction(source, response.indexOf(halo.target()), new double[] {halo.strength()}));
        }
        var nothing = new double[0];
        return new Posterior(
                history.length(),
                window,
                history.geos(),
                channels.build(),
                interactions.build(),
                1,
                ImmutableList.of(),
                Optional.empty(),
                new Fit(history.start(), nothing, nothing, nothing, nothing, nothing, new double[0][], new double[0][]),
                new Diagnostics(1, 1, "", 0, 1, 1, 0, 0));
    }

    private void remember(Adstock adstock) {
        window = Math.max(window, TrueResponse.weights(adstock).length);
    }

    private void add(
            ChannelTruth c, Adstock adstock, Saturation saturation, double effect, double fatigue, double retention) {
        remember(adstock);
        double[] weights = TrueResponse.weights(adstock);
        // Weir's adstock is normalised; the world's may add up to more.
        double gain = sum(weights);
        AdstockKind kind = TrueWorld.adstockOf(adstock);
        double[] parameters = switch (kind) {
            case GEOMETRIC -> new double[] {adstock.alpha()};
            case DELAYED -> new double[] {adstock.alpha(), adstock.theta()};
            default -> new double[0];
        };
        SaturationKind curve = TrueWorld.saturationOf(saturation);
        double half = (curve == SaturationKind.HILL ? saturation.half() : Math.log(3) / saturation.lam()) / gain;
        double population = history.geos().get(0).population();
        channels.add(new ChannelPosterior(
                history.channels().get(history.indexOf(c.name())).channel(),
                kind,
                curve,
                weights.length,
                c.spendScale() / population,
                new double[][] {parameters},
                new double[] {half},
                new double[] {curve == SaturationKind.HILL ? saturation.slope() : 1},
                new double[] {fatigue},
                new double[] {retention},
                new double[][] {{effect}},
                new double[] {1},
                new double[] {1},
                CostCurve.none(1),
                new double[] {1},
                1,
                0));
        count++;
    }

    private static double sum(double[] weights) {
        return java.util.Arrays.stream(weights).sum();
    }
}
