package io.weir.response.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.response.AdstockKind;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.Posterior.Choice;
import io.weir.response.SaturationKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Decides by evidence what the user has left open: each channel's adstock and saturation family, and whether part of its
 * spend follows demand. A channel leaves the defaults (geometric, Hill, spend on its own) for the alternative under which
 * the history is likelier by a factor of {@value #TWENTY} or more; the evidence is Laplace's approximation, which charges
 * for parameters that are not needed.
 */
public final class ModelChoice {
    private static final int TWENTY = 20;
    private static final double LEAST_LOG_FACTOR = Math.log(TWENTY);
    private static final int FIRST_STEPS = 40;
    private static final int STEPS = 6;
    /** Coordinates of the returns at which climbs begin. */
    private static final double[] FIRST_RETURNS = {0, 1.5};

    /** Evidence costs as many gradients as there are dimensions; larger models keep the defaults. */
    private static final int MOST_DIMENSIONS = 400;

    /** Chains begin about the mode, within this distance in every coordinate: wider than most posteriors. */
    private static final double START_SPREAD = 0.7;

    private final History history;
    private final ModelSettings given;

    private ModelChoice(History history, ModelSettings given) {
        this.history = history;
        this.given = given;
    }

    /**
     * What was decided.
     *
     * @param settings with nothing left open that evidence can decide
     * @param choices per channel that left the defaults
     * @param mode where the chosen model's posterior is highest, {@code [dimension]}
     * @param metric of the posterior about it
     */
    public record Decided(ModelSettings settings, ImmutableList<Choice> choices, double[] mode, Metric metric) {
        /** Where chains may begin: about the mode, {@code [chain][dimension]}. */
        public double[][] startsAbout(int chains, SplittableRandom random) {
            var starts = new double[chains][];
            for (int c = 0; c < chains; c++) {
                starts[c] = mode.clone();
                for (int k = 0; k < mode.length; k++) {
                    starts[c][k] += START_SPREAD * (2 * random.nextDouble() - 1);
                }
            }
            return starts;
        }
    }

    /** One channel with another family, or with spend that follows demand. */
    private record Alternative(String channel, Choice.What what, String word, ChannelSettings settings) {}

    private record Weighed(Alternative alternative, double logFactor) {}

    /** An alternative at its mode. */
    private record Fitted(Alternative alternative, LogPosterior density, Laplace laplace) {
        double[] backAt(LogPosterior base) {
            return density.carriedTo(base, laplace.mode());
        }

        /** Its evidence, had it begun at the default's best mode too. */
        double improvedFrom(LogPosterior base, Laplace best) {
            double again = Laplace.of(density, base.carriedTo(density, best.mode()), STEPS)
                    .logEvidence();
            return Math.max(laplace.logEvidence(), again);
        }
    }

    public static Decided decide(History history, ModelSettings given) {
        return new ModelChoice(history, given).decide();
    }

    private Decided decide() {
        var density = new LogPosterior(new ModelData(history, given));
        if (density.dimension() > MOST_DIMENSIONS) {
            return new Decided(
                    given, ImmutableList.of(), new double[density.dimension()], Metric.unit(density.dimension()));
        }
        Laplace first = highest(density);
        List<Fitted> fitted = alternatives(density).parallelStream()
                .map(a -> fit(a, density, first))
                .toList();
        // An alternative may have found a summit that the default has too, and had not found.
        Laplace base = fitted.parallelStream()
                .map(f -> Laplace.of(new LogPosterior(new ModelData(history, given)), f.backAt(density), STEPS))
                .reduce(first, (a, b) -> b.logEvidence() > a.logEvidence() ? b : a);
        List<Weighed> weighed = fitted.parallelStream()
                .map(f -> new Weighed(f.alternative(), f.improvedFrom(density, base) - base.logEvidence()))
                .filter(w -> w.logFactor() > LEAST_LOG_FACTOR)
                .toList();
        ModelSettings settings = given;
        var choices = ImmutableList.<Choice>builder();
        for (ChannelHistory c : history.channels()) {
            String name = c.channel().name();
            Optional<Weighed> best = weighed.stream()
                    .filter(w -> w.alternative().channel().equals(name))
                    .max((a, b) -> Double.compare(a.logFactor(), b.logFactor()));
            if (best.isPresent()) {
                Alternative a = best.get().alternative();
                settings = settings.with(name, a.settings());
                choices.add(new Choice(name, a.what(), a.word(), best.get().logFactor()));
            }
        }
        ImmutableList<Choice> chosen = choices.build();
        Laplace at = chosen.isEmpty() ? base : highest(new LogPosterior(new ModelData(history, settings)));
        return new Decided(settings, chosen, at.mode(), Metric.ofHessian(at.hessian()));
    }

    /** The best of the summits found from the prior's centre and from higher returns. */
    private Laplace highest(LogPosterior density) {
        Laplace best = null;
        for (double returns : FIRST_RETURNS) {
            var start = new double[density.dimension()];
            for (int i = 0; i < history.channels().size(); i++) {
                if (!density.isFixed(i)) {
                    start[density.returnAt(i)] = returns;
                }
            }
            Laplace found = Laplace.of(density, start, FIRST_STEPS);
            if (best == null || found.logEvidence() > best.logEvidence()) {
                best = found;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no start was climbed.");
        }
        return best;
    }

    private List<Alternative> alternatives(LogPosterior density) {
        var out = new ArrayList<Alternative>();
        for (ChannelHistory c : history.channels()) {
            String name = c.channel().name();
            ChannelSettings own = given.of(name);
            boolean ran = c.volume().orElse(c.spend()).total() > 0;
            if (!ran || own.fitted().isPresent()) {
                continue;
            }
            if (own.adstock().isEmpty()) {
                for (AdstockKind kind : adstocks(own)) {
                    out.add(new Alternative(name, Choice.What.ADSTOCK, kind.word(), own.with(kind)));
                }
            }
            if (own.saturation().isEmpty() && own.priors().slope().isEmpty()) {
                out.add(new Alternative(
                        name,
                        Choice.What.SATURATION,
                        SaturationKind.LOGISTIC.word(),
                        own.with(SaturationKind.LOGISTIC)));
            }
            if (own.followsDemand().isEmpty()
                    && !c.channel().organic()
                    && DemandSign.shows(history, density.baselineColumns(), c)) {
                out.add(new Alternative(name, Choice.What.DEMAND, "follows demand", own.withFollowsDemand(true)));
            }
        }
        return out;
    }

    /** A prior of the retention leaves the families that have one. */
    private static List<AdstockKind> adstocks(ChannelSettings own) {
        return own.priors().retention().isPresent()
                ? List.of(AdstockKind.DELAYED)
                : List.of(AdstockKind.DELAYED, AdstockKind.NONE);
    }

    private Fitted fit(Alternative a, LogPosterior base, Laplace at) {
        var density = new LogPosterior(new ModelData(history, given.with(a.channel(), a.settings())));
        return new Fitted(a, density, Laplace.of(density, base.carriedTo(density, at.mode()), STEPS));
    }
}
