package io.weir.response.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.Diagnostics;
import io.weir.response.Posterior.Fit;
import io.weir.response.Posterior.Interaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Turns the sampler's coordinates into the model's parameters. */
public final class PosteriorReader {
    private static final double MOST_R_HAT = 1.01;
    private static final double LEAST_DRAWS = 400;

    private final History history;
    private final ModelData data;
    private final LogPosterior density;
    private final List<double[]> positions;
    private final SplittableRandom random;
    private final double[] scratch;

    private PosteriorReader(History history, ModelData data, List<double[]> positions, SplittableRandom random) {
        this.history = history;
        this.data = data;
        this.positions = positions;
        this.random = random;
        density = new LogPosterior(data);
        scratch = new double[density.dimension()];
    }

    public static Posterior read(
            History history,
            ModelData data,
            ImmutableList<Posterior.Choice> choices,
            ImmutableList<NutsSampler.Chain> chains,
            int keep,
            SplittableRandom random) {
        var positions = new ArrayList<double[]>();
        int perChain = chains.get(0).draws().length;
        int all = chains.size() * perChain;
        for (int d = 0; d < keep; d++) {
            // Draw d of the thinned set, taking from all chains in turn.
            int at = (int) ((long) d * all / keep);
            positions.add(chains.get(at / perChain).draws()[at % perChain]);
        }
        var reader = new PosteriorReader(history, data, positions, random);
        return reader.posterior(choices, chains);
    }

    private Posterior posterior(ImmutableList<Posterior.Choice> choices, ImmutableList<NutsSampler.Chain> chains) {
        int n = positions.size();
        int channels = data.specs.size();
        var builders = new ChannelDraws[channels];
        for (int i = 0; i < channels; i++) {
            builders[i] = new ChannelDraws(n);
        }
        var strengths = new double[data.pairs.size()][n];
        var fit = new FitSums(data, channels, n);
        double noise = 0;
        for (int d = 0; d < n; d++) {
            density.at(positions.get(d), scratch);
            for (int i = 0; i < channels; i++) {
                builders[i].take(d, i);
            }
            for (int p = 0; p < strengths.length; p++) {
                strengths[p][d] = density.strength[p];
            }
            fit.take(d, density, random);
            noise += density.sigma / Math.sqrt(1 - density.rho * density.rho) / n;
        }
        var channelPosteriors = ImmutableList.<ChannelPosterior>builder();
        for (int i = 0; i < channels; i++) {
            channelPosteriors.add(builders[i].build(i));
        }
        var interactions = ImmutableList.<Interaction>builder();
        for (int p = 0; p < strengths.length; p++) {
            var pair = data.pairs.get(p);
            interactions.add(new Interaction(pair.source(), pair.target(), strengths[p]));
        }
        return new Posterior(
                history.length(),
                data.window,
                history.geos(),
                channelPosteriors.build(),
                interactions.build(),
                n,
                choices,
                Optional.empty(),
                fit.build(history, data),
                diagnostics(chains, noise));
    }

    private final class ChannelDraws {
        final double[][] adstock;
        final double[] half;
        final double[] slope;
        final double[] fatigue;
        final double[] fatigueRetention;
        final double[][] effect;
        final double[] returns;
        final double[] drift;
        final double[] logReturn;

        ChannelDraws(int n) {
            adstock = new double[n][];
            half = new double[n];
            slope = new double[n];
            fatigue = new double[n];
            fatigueRetention = new double[n];
            effect = new double[n][data.geos];
            returns = new double[n];
            drift = new double[n];
            logReturn = new double[n];
        }

        void take(int d, int i) {
            ChannelCurve curve = density.curve(i);
            adstock[d] = curve.adstock.natural();
            half[d] = curve.saturation.half();
            slope[d] = curve.saturation.slope();
            if (curve.fatigue != null) {
                fatigue[d] = curve.fatigueStrength;
                fatigueRetention[d] = curve.fatigue.natural()[0];
            }
            for (int g = 0; g < data.geos; g++) {
                effect[d][g] = density.beta[i]
                        * density.geoFactor[i][g]
                        * data.population[g]
                        * (data.silent[i] ? 1 : density.modifier[i][data.periods - 1]);
            }
            var prior = data.specs.get(i).returns();
            returns[d] = density.totalEffect[i] / prior.unit();
            logReturn[d] = Math.log(density.totalEffect[i] / prior.anchor());
            drift[d] = density.recentEffectiveness(i);
        }

        ChannelPosterior build(int i) {
            var spec = data.specs.get(i);
            ChannelHistory channel = history.channels().get(i);
            double prior = spec.returns().pooled()
                    ? LogPosterior.RETURN_UNIT
                    : spec.returns().spread();
            return new ChannelPosterior(
                    spec.channel(),
                    spec.adstock(),
                    spec.saturation(),
                    Math.min(data.window, spec.fixed().map(r -> r.memory()).orElse(data.window)),
                    data.inputScale[i],
                    adstock,
                    half,
                    slope,
                    fatigue,
                    fatigueRetention,
                    effect,
                    returns,
                    drift,
                    spec.costCurve()
                            ? CostCurveFit.fit(history, channel, half.length, random)
                            : CostCurveFit.constant(channel, half.length),
                    geoShare(channel),
                    data.silent[i] || density.isFixed(i) ? 0 : Math.max(0, 1 - standardDeviation(logReturn) / prior),
                    density.isFixed(i) ? 0 : overlap(spec, prior, logReturn));
        }
    }

    /** Shares of last year's spend; of the population where nothing was spent. */
    private double[] geoShare(ChannelHistory channel) {
        var share = new double[data.geos];
        int year = (int) Math.round(history.length().perYear());
        for (int g = 0; g < data.geos; g++) {
            for (int t = Math.max(0, data.periods - year); t < data.periods; t++) {
                share[g] += channel.spend().at(g, t);
            }
        }
        double total = Arrays.stream(share).sum();
        for (int g = 0; g < data.geos; g++) {
            share[g] = total > 0
                    ? share[g] / total
                    : data.population[g] / Arrays.stream(data.population).sum();
        }
        return share;
    }

    /** Area that two normal densities of the log return share: that of the prior, and that fitted to the posterior. */
    private static double overlap(ChannelSpec spec, double priorSpread, double[] logReturn) {
        double priorMean = spec.returns().pooled() ? 0 : spec.returns().centre();
        double mean = Arrays.stream(logReturn).average().orElse(0);
        double spread = Math.max(standardDeviation(logReturn), 1e-9);
        double from = Math.min(priorMean - 5 * priorSpread, mean - 5 * spread);
        double to = Math.max(priorMean + 5 * priorSpread, mean + 5 * spread);
        int steps = 4000;
        double sum = 0;
        for (int k = 0; k < steps; k++) {
            double x = from + (to - from) * (k + 0.5) / steps;
            sum += Math.min(normal(x, priorMean, priorSpread), normal(x, mean, spread));
        }
        return Math.min(1, sum * (to - from) / steps);
    }

    private static double normal(double x, double mean, double spread) {
        double z = (x - mean) / spread;
        return Math.exp(-0.5 * z * z) / (spread * Math.sqrt(2 * Math.PI));
    }

    private static double standardDeviation(double[] x) {
        double mean = Arrays.stream(x).average().orElse(0);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, x.length - 1));
    }

    /** Whether chains agree (split R-hat at most 1.01) and are worth 400 draws, for every channel parameter. */
    public static boolean isSound(ModelData data, ImmutableList<NutsSampler.Chain> chains) {
        var agreement = Agreement.of(data, new LogPosterior(data), chains);
        return agreement.rHat() <= MOST_R_HAT && agreement.effectiveDraws() >= LEAST_DRAWS;
    }

    /** How well chains agree on channel parameters. */
    private record Agreement(double rHat, double effectiveDraws, String worst) {
        static Agreement of(ModelData data, LogPosterior density, ImmutableList<NutsSampler.Chain> chains) {
            double worstRHat = 1;
            double leastEss = chains.stream().mapToInt(c -> c.draws().length).sum() * 2.0;
            String worst = "";
            for (int i = 0; i < data.specs.size(); i++) {
                if (density.isFixed(i)) {
                    continue;
                }
                int from = density.returnAt(i);
                for (int k = from; k <= from + density.shapeParameters(i); k++) {
                    int coordinate = k;
                    double[][] values = chains.stream()
                            .map(c -> Arrays.stream(c.draws())
                                    .mapToDouble(z -> z[coordinate])
                                    .toArray())
                            .toArray(double[][]::new);
                    double rHat = ChainDiagnostics.splitRHat(values);
                    if (rHat > worstRHat || worst.isEmpty()) {
                        worstRHat = rHat;
                        worst = data.specs.get(i).channel().name() + (k == from ? " return" : " shape " + (k - from));
                    }
                    leastEss = Math.min(leastEss, ChainDiagnostics.effectiveSampleSize(values));
                }
            }
            return new Agreement(worstRHat, leastEss, worst);
        }
    }

    private Diagnostics diagnostics(ImmutableList<NutsSampler.Chain> chains, double noise) {
        var agreement = Agreement.of(data, density, chains);
        return new Diagnostics(
                agreement.rHat(),
                agreement.effectiveDraws(),
                agreement.worst(),
                chains.stream().mapToInt(NutsSampler.Chain::divergences).sum(),
                chains.stream()
                        .mapToDouble(NutsSampler.Chain::meanAcceptance)
                        .average()
                        .orElse(0),
                chains.size(),
                chains.stream().mapToLong(NutsSampler.Chain::gradients).sum(),
                noise);
    }

    /** Sums over draws that become the fit. */
    private static final class FitSums {
        final double[][] predictive;
        final double[] mean;
        final double[] baseline;
        final double[][] contributions;
        final double[][] total;
        final int draws;

        FitSums(ModelData data, int channels, int draws) {
            this.draws = draws;
            predictive = new double[data.periods][draws];
            mean = new double[data.periods];
            baseline = new double[data.periods];
            contributions = new double[channels][data.periods];
            total = new double[channels][draws];
        }

        void take(int d, LogPosterior density, SplittableRandom random) {
            density.readFit(random, (g, t, base, drawn, byChannel, noise) -> {
                double sum = base;
                for (int i = 0; i < byChannel.length; i++) {
                    sum += byChannel[i];
                    contributions[i][t] += byChannel[i] / draws;
                    total[i][d] += byChannel[i];
                }
                mean[t] += sum / draws;
                baseline[t] += base / draws;
                predictive[t][d] += sum + drawn - base + noise * random.nextGaussian();
            });
        }

        Fit build(History history, ModelData data) {
            int n = data.periods;
            var low = new double[n];
            var high = new double[n];
            var actual = new double[n];
            for (int t = 0; t < n; t++) {
                Arrays.sort(predictive[t]);
                low[t] = predictive[t][(int) (0.05 * (draws - 1))];
                high[t] = predictive[t][(int) Math.ceil(0.95 * (draws - 1))];
                for (int g = 0; g < data.geos; g++) {
                    actual[t] += data.y[g][t] / data.rowWeight[t] * data.kpiScale[g] + data.kpiMean[g];
                }
            }
            return new Fit(history.start(), actual, mean, low, high, baseline, contributions, total);
        }
    }
}
