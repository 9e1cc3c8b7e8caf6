package io.weir.response;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.CostCurve;
import io.weir.response.Posterior.Fit;
import io.weir.response.Posterior.Interaction;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What would be known of the response were the market another. Draw {@code d} stays draw {@code d}. */
public final class PosteriorChanges {
    /**
     * Standard deviation of the log return of a channel that is only likened to another: as much as channels differ from
     * each other before their history is seen ({@code TYPICAL_SPREAD} of the model's partial pooling).
     */
    public static final double LIKENESS_SPREAD = 0.7;

    /** An interaction's strength stays above this: a channel cannot take away more than all of another's effect. */
    private static final double LEAST_STRENGTH = -0.99;

    private PosteriorChanges() {}

    /**
     * The same with another price of a channel's volume: what a unit of money buys is divided by {@code factor}.
     *
     * @param channel name of a paid channel
     * @param factor new price over old; finite, {@code > 0}
     * @throws IllegalArgumentException if there is no such channel, or the factor is out of range
     */
    public static Posterior priced(Posterior posterior, String channel, double factor) {
        requireInRange("factor", factor, Double.MIN_NORMAL, Double.MAX_VALUE);
        int at = indexOf(posterior, channel);
        ChannelPosterior old = posterior.channels().get(at);
        var cost = new CostCurve(
                times(old.cost().price(), d -> factor), old.cost().bidUp().clone());
        var channels = ImmutableList.<ChannelPosterior>builder()
                .addAll(posterior.channels().subList(0, at))
                .add(with(old, old.channel(), cost, old.effect(), old.returns(), old.learnt()))
                .addAll(posterior
                        .channels()
                        .subList(at + 1, posterior.channels().size()))
                .build();
        return with(posterior, channels, posterior.interactions(), posterior.fit());
    }

    /**
     * The same with one more paid channel, which never ran and responds as another does: its carry-over, saturation, fatigue
     * and prices, and the interactions in which it takes part. All that it brings, its own effect and what it adds to other
     * channels', is multiplied by {@code returns * f[d]}, where {@code log f} is normal with a standard deviation of {@link
     * #LIKENESS_SPREAD} and {@code f} has the mean 1 over the draws: expected is {@code returns} times the other's, and less
     * is known of it than of the other.
     *
     * @param newcomer a paid channel of a new name; it becomes the last paid one
     * @param source name of the paid channel it is likened to
     * @param returns its return over the source's; finite, {@code > 0}
     * @param seed of {@code f}
     * @throws IllegalArgumentException if a name does not fit, or the return is out of range
     */
    public static Posterior withOneLike(
            Posterior posterior, Channel newcomer, String source, double returns, long seed) {
        requireInRange("returns", returns, Double.MIN_NORMAL, Double.MAX_VALUE);
        require(!newcomer.organic(), "newcomer %s must be a paid channel.", newcomer.name());
        require(
                posterior.channels().stream().noneMatch(c -> c.channel().name().equals(newcomer.name())),
                "there is a channel %s already.",
                newcomer.name());
        int from = indexOf(posterior, source);
        int at = (int) posterior.channels().stream()
                .filter(c -> !c.channel().organic())
                .count();
        ChannelPosterior old = posterior.channels().get(from);
        double[] factor = factors(old.returns(), returns, seed);
        var effect = new double[old.effect().length][];
        for (int d = 0; d < effect.length; d++) {
            double f = factor[d];
            effect[d] = Arrays.stream(old.effect()[d]).map(e -> e * f).toArray();
        }
        var like = with(old, newcomer, old.cost(), effect, times(old.returns(), d -> factor[d]), 0);
        return with(
                posterior,
                inserted(posterior.channels(), at, like),
                interactions(posterior.interactions(), from, at, factor),
                fit(posterior.fit(), at));
    }

    /** Normal logs, made independent of the source's and of exactly the meant spread and mean, however few draws there are. */
    private static double[] factors(double[] source, double returns, long seed) {
        var random = new SplittableRandom(seed);
        double[] known = centred(Arrays.stream(source)
                .map(r -> Math.log(Math.max(r, Double.MIN_NORMAL)))
                .toArray());
        double[] log = centred(IntStream.range(0, source.length)
                .mapToDouble(d -> random.nextGaussian())
                .toArray());
        double shared = product(known, known) > 0 ? product(log, known) / product(known, known) : 0;
        double[] own = IntStream.range(0, log.length)
                .mapToDouble(d -> log[d] - shared * known[d])
                .toArray();
        double deviation = Math.sqrt(product(own, own) / own.length);
        double[] f = Arrays.stream(own)
                .map(z -> deviation > 0 ? Math.exp(LIKENESS_SPREAD * z / deviation) : 1)
                .toArray();
        double mean = Arrays.stream(f).average().orElse(1);
        return times(f, d -> returns / mean);
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> v - mean).toArray();
    }

    private static double product(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(d -> a[d] * b[d]).sum();
    }

    private static ImmutableList<Interaction> interactions(
            ImmutableList<Interaction> old, int from, int at, double[] factor) {
        var out = ImmutableList.<Interaction>builder();
        for (Interaction i : old) {
            out.add(new Interaction(moved(i.source(), at), moved(i.target(), at), i.strength()));
        }
        for (Interaction i : old) {
            if (i.source() == from) {
                double[] strength = times(i.strength(), d -> factor[d]);
                out.add(new Interaction(
                        at,
                        moved(i.target(), at),
                        Arrays.stream(strength)
                                .map(s -> Math.max(LEAST_STRENGTH, s))
                                .toArray()));
            }
            if (i.target() == from) {
                out.add(new Interaction(moved(i.source(), at), at, i.strength()));
            }
        }
        return out.build();
    }

    private static int moved(int channel, int at) {
        return channel >= at ? channel + 1 : channel;
    }

    /** It brought nothing in the history. */
    private static Fit fit(Fit old, int at) {
        return new Fit(
                old.start(),
                old.actual(),
                old.mean(),
                old.low(),
                old.high(),
                old.baseline(),
                withRow(old.contributions(), at),
                withRow(old.total(), at));
    }

    /** With a row of zeros; a fit that holds no rows, which tests make, stays as it is. */
    private static double[][] withRow(double[][] rows, int at) {
        return rows.length == 0
                ? rows
                : inserted(List.of(rows), at, new double[rows[0].length]).toArray(double[][]::new);
    }

    private static <T> ImmutableList<T> inserted(List<T> list, int at, T item) {
        return ImmutableList.<T>builder()
                .addAll(list.subList(0, at))
                .add(item)
                .addAll(list.subList(at, list.size()))
                .build();
    }

    private static int indexOf(Posterior posterior, String channel) {
        int at = IntStream.range(0, posterior.channels().size())
                .filter(i -> posterior.channels().get(i).channel().name().equals(channel))
                .findFirst()
                .orElse(-1);
        require(at >= 0 && !posterior.channels().get(at).channel().organic(), "there is no paid channel %s.", channel);
        return at;
    }

    private static double[] times(double[] values, IntToDoubleFunction factor) {
        return IntStream.range(0, values.length)
                .mapToDouble(d -> values[d] * factor.applyAsDouble(d))
                .toArray();
    }

    private static Posterior with(
            Posterior p, ImmutableList<ChannelPosterior> channels, ImmutableList<Interaction> interactions, Fit fit) {
        return new Posterior(
                p.length(),
                p.window(),
                p.geos(),
                channels,
                interactions,
                p.draws(),
                p.choices(),
                p.holdout(),
                fit,
                p.diagnostics());
    }

    private static ChannelPosterior with(
            ChannelPosterior c, Channel channel, CostCurve cost, double[][] effect, double[] returns, double learnt) {
        return new ChannelPosterior(
                channel,
                c.adstock(),
                c.saturation(),
                c.memory(),
                c.inputScale(),
                c.adstockParameters(),
                c.half(),
                c.slope(),
                c.fatigue(),
                c.fatigueRetention(),
                effect,
                returns,
                c.drift(),
                cost,
                c.geoShare(),
                learnt,
                c.overlap());
    }
}
