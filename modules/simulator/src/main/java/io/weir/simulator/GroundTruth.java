package io.weir.simulator;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.simulator.Counterfactual.Result;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What channels truly brought in a window of a history, by counterfactual on common random numbers: every market is played
 * again with other spend on the same draws. Values are KPI units, from the window's first period to the end of a tail after
 * it, and means over independently seeded markets with their Monte Carlo error.
 *
 * @param from first period of the window
 * @param to the period after its last
 * @param tail periods after the window whose KPI counts too
 * @param seeds how many markets were played
 * @param kpi of the window and the tail
 * @param channels what each brought
 * @param together {@code [i][j]}: what channels i and j bring together beyond what each brings while the other is off
 */
public record GroundTruth(
        int from, int to, int tail, int seeds, Amount kpi, ImmutableList<ChannelTruth> channels, Amount[][] together) {
    /** By which share spend is raised for the marginal return. */
    private static final double STEP = 0.05;

    /** With more channels, Shapley values are not exact but of pairs. */
    private static final int MOST_EXACT = 12;

    /**
     * A mean over markets.
     *
     * @param value the mean
     * @param error its standard error
     */
    public record Amount(double value, double error) {
        static Amount of(double[] sample) {
            double mean = Arrays.stream(sample).average().orElse(Double.NaN);
            double squares =
                    Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
            int n = sample.length;
            return new Amount(mean, n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN);
        }
    }

    /**
     * What a channel brought.
     *
     * @param name of the channel
     * @param spend in the window, currency
     * @param incremental KPI lost without it, all else the same
     * @param averageReturn that per currency spent
     * @param marginalReturn KPI that a little more spend would have brought, per currency of it
     * @param shapley its share of what all channels bring together: the mean over all orders in which they could be switched on
     */
    public record ChannelTruth(
            String name,
            Amount spend,
            Amount incremental,
            Amount averageReturn,
            Amount marginalReturn,
            Amount shapley) {}

    /**
     * @param targets of the history, currency, {@code [period][channel]}
     * @param window last periods of it that are looked at
     * @param seeds how many markets are played
     * @param seed of the first
     */
    public static GroundTruth of(
            World world, double[][] targets, int window, int tail, int seeds, long seed, Progress progress) {
        int channels = world.channels().size();
        com.google.common.base.Preconditions.checkArgument(channels <= MOST_EXACT, "at most %s channels.", MOST_EXACT);
        int from = targets.length - window;
        double[][] base = Arrays.copyOfRange(targets, from, targets.length);
        var done = new java.util.concurrent.atomic.AtomicInteger();
        int each = (1 << channels) + channels;
        One[] markets = IntStream.range(0, seeds)
                .parallel()
                .mapToObj(k -> One.play(
                        world,
                        targets,
                        from,
                        base,
                        tail,
                        seed + k,
                        () -> progress.at(
                                "worlds without a channel",
                                Math.min(1, done.incrementAndGet() / (double) (each * seeds)))))
                .toArray(One[]::new);
        int full = (1 << channels) - 1;
        var truths = ImmutableList.<ChannelTruth>builder();
        for (int channel = 0; channel < channels; channel++) {
            int c = channel;
            truths.add(new ChannelTruth(
                    world.channels().get(c).name(),
                    mean(markets, m -> m.spend[c]),
                    mean(markets, m -> m.lost(c)),
                    mean(markets, m -> m.spend[c] > 0 ? m.lost(c) / m.spend[c] : 0),
                    mean(markets, m -> m.marginal[c]),
                    mean(markets, m -> m.shapley(c))));
        }
        var together = new Amount[channels][channels];
        for (int i = 0; i < channels; i++) {
            for (int j = 0; j < channels; j++) {
                int a = i;
                int b = j;
                together[i][j] = mean(markets, m -> a == b ? 0 : m.together(a, b));
            }
        }
        return new GroundTruth(
                from, targets.length, tail, seeds, mean(markets, m -> m.value[full]), truths.build(), together);
    }

    private static Amount mean(One[] markets, java.util.function.ToDoubleFunction<One> number) {
        return Amount.of(Arrays.stream(markets).mapToDouble(number).toArray());
    }

    /** One market, played with every set of channels on. */
    private static final class One {
        private final int channels;
        /** By the set of channels that are on, a bit each. */
        private final double[] value;

        private final double[] spend;
        private final double[] marginal;

        private One(int channels) {
            this.channels = channels;
            this.value = new double[1 << channels];
            this.spend = new double[channels];
            this.marginal = new double[channels];
        }

        static One play(
                World world, double[][] targets, int from, double[][] base, int tail, long seed, Runnable step) {
            int channels = world.channels().size();
            var one = new One(channels);
            var market = SimulatedMarket.sampled(world, targets.length + tail);
            var counterfactual = new Counterfactual(market, targets, from, tail, seed);
            int full = (1 << channels) - 1;
            for (int set = full; set >= 0; set--) {
                Result result = counterfactual.of(with(base, set));
                one.value[set] = result.kpi();
                if (set == full) {
                    System.arraycopy(result.spend(), 0, one.spend, 0, channels);
                }
                step.run();
            }
            for (int channel = 0; channel < channels; channel++) {
                Result more = counterfactual.of(scaled(base, channel, 1 + STEP));
                double extra = more.spend()[channel] - one.spend[channel];
                one.marginal[channel] = extra > 0 ? (more.kpi() - one.value[full]) / extra : 0;
                step.run();
            }
            return one;
        }

        private static double[][] with(double[][] base, int set) {
            double[][] targets = new double[base.length][];
            for (int t = 0; t < base.length; t++) {
                targets[t] = base[t].clone();
                for (int channel = 0; channel < targets[t].length; channel++) {
                    if ((set >> channel & 1) == 0) {
                        targets[t][channel] = 0;
                    }
                }
            }
            return targets;
        }

        private static double[][] scaled(double[][] base, int channel, double factor) {
            double[][] targets = with(base, -1);
            for (double[] row : targets) {
                row[channel] *= factor;
            }
            return targets;
        }

        double lost(int channel) {
            int full = value.length - 1;
            return value[full] - value[full & ~(1 << channel)];
        }

        double together(int i, int j) {
            int full = value.length - 1;
            int without = full & ~(1 << i) & ~(1 << j);
            return value[full] - value[full & ~(1 << i)] - value[full & ~(1 << j)] + value[without];
        }

        /** Shapley (1953), <em>A value for n-person games</em>. */
        double shapley(int channel) {
            double sum = 0;
            for (int set = 0; set < value.length; set++) {
                if ((set >> channel & 1) == 0) {
                    sum += weight(Integer.bitCount(set)) * (value[set | 1 << channel] - value[set]);
                }
            }
            return sum;
        }

        /** Share of the orders in which so many others come before. */
        private double weight(int before) {
            double weight = 1.0 / channels;
            for (int k = 1; k <= before; k++) {
                weight *= k / (double) (channels - k);
            }
            return weight;
        }
    }
}
