package io.weir.simulator;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.simulator.Counterfactual.Result;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What channels truly brought in a window of a history, by counterfactual on common random numbers: every market is played
 * again with other spend on the same draws. Values are KPI units, from the window's first period to the end of a tail after
 * it, and means over independently seeded markets with their Monte Carlo error.
 *
 * @param from first period of the window
 * @param to the period after its last
 * @param tail periods after the window whose KPI counts too
 * @param lifetime periods after the window in which lifetime values are counted
 * @param seeds how many markets were played
 * @param kpi of the window and the tail
 * @param channels what each brought
 * @param together {@code [i][j]}: what channels i and j bring together beyond what each brings while the other is off
 */
public record GroundTruth(
        int from,
        int to,
        int tail,
        int lifetime,
        int seeds,
        Amount kpi,
        ImmutableList<ChannelTruth> channels,
        Amount[][] together) {
    /** By which share spend is raised for the marginal return. */
    private static final double STEP = 0.1;
    /** A raise of which less than this share is spent says nothing: there is nothing more to buy. */
    private static final double SPENT = 0.2;

    /** With more channels, Shapley values are a mean over some orders of them, not all. */
    private static final int MOST_EXACT = 8;
    /** How many, of each market, each taken from both ends. */
    private static final int ORDERS = 3;

    private static final int MOST_CHANNELS = 30;
    /** Days after the window in which what customers bring still counts for their lifetime value. */
    private static final int LIFETIME_DAYS = 728;

    private static int lifetime(World world) {
        return LIFETIME_DAYS / world.period().days();
    }

    /**
     * What a channel brought.
     *
     * @param name of the channel
     * @param spend in the window, currency
     * @param incremental KPI lost without it, all else the same
     * @param averageReturn that per currency spent
     * @param marginalReturn KPI that a tenth more spend would have brought, per currency of it; not a number where little more
     *     could be spent
     * @param lifetimeValue profit before advertising lost without it, currency, to the end of two more years: what its customers, and
     *     the readers it won or drove away, bring later is in it
     * @param shapley its share of what all channels bring together: the mean over all orders in which they could be switched on;
     *     with more than 8 channels over some of them, and the error says how far that is off
     */
    public record ChannelTruth(
            String name,
            Amount spend,
            Amount incremental,
            Amount averageReturn,
            Amount marginalReturn,
            Amount lifetimeValue,
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
        require(channels <= MOST_CHANNELS, "channels (%s) must be at most %s.", channels, MOST_CHANNELS);
        int from = targets.length - window;
        double[][] base = Arrays.copyOfRange(targets, from, targets.length);
        var done = new java.util.concurrent.atomic.AtomicInteger();
        int each = channels <= MOST_EXACT
                ? (1 << channels) + channels
                : 2 * channels + channels * (channels - 1) / 2 + 2 * ORDERS * channels;
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
        var truths = ImmutableList.<ChannelTruth>builder();
        for (int channel = 0; channel < channels; channel++) {
            int c = channel;
            truths.add(new ChannelTruth(
                    world.channels().get(c).name(),
                    mean(markets, m -> m.spend[c]),
                    mean(markets, m -> m.lost(c)),
                    average(markets, c),
                    marginal(markets, c),
                    mean(markets, m -> m.lifetime[c]),
                    mean(markets, m -> m.shapley[c])));
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
                from,
                targets.length,
                tail,
                lifetime(world),
                seeds,
                mean(markets, m -> m.value(m.full())),
                truths.build(),
                together);
    }

    /** Nothing to tell of a channel without spend. */
    private static Amount average(One[] markets, int channel) {
        double[] lost = Arrays.stream(markets).mapToDouble(m -> m.lost(channel)).toArray();
        double[] spend =
                Arrays.stream(markets).mapToDouble(m -> m.spend[channel]).toArray();
        return Arrays.stream(spend).sum() > 0 ? Amount.ratio(lost, spend) : Amount.NONE;
    }

    /** Nothing to tell if little more can be spent. */
    private static Amount marginal(One[] markets, int channel) {
        double[] value =
                Arrays.stream(markets).mapToDouble(m -> m.extraValue[channel]).toArray();
        double[] extra =
                Arrays.stream(markets).mapToDouble(m -> m.extraSpend[channel]).toArray();
        double wanted = STEP * mean(markets, m -> m.spend[channel]).value();
        return Amount.of(extra).value() > SPENT * wanted ? Amount.ratio(value, extra) : Amount.NONE;
    }

    private static Amount mean(One[] markets, java.util.function.ToDoubleFunction<One> number) {
        return Amount.of(Arrays.stream(markets).mapToDouble(number).toArray());
    }

    /** One market, played with sets of channels on. */
    private static final class One {
        private final int channels;
        private final Counterfactual counterfactual;
        private final double[][] base;
        private final Runnable step;
        /** By the set of channels that are on, a bit each. */
        private final Map<Integer, Double> values = new HashMap<>();

        private final double[] spend;
        private final double[] extraValue;
        private final double[] extraSpend;
        private final double[] lifetime;
        private final double[] shapley;

        private One(Counterfactual counterfactual, double[][] base, int channels, Runnable step) {
            this.counterfactual = counterfactual;
            this.base = base;
            this.channels = channels;
            this.step = step;
            this.spend = new double[channels];
            this.extraValue = new double[channels];
            this.extraSpend = new double[channels];
            this.lifetime = new double[channels];
            this.shapley = new double[channels];
        }

        static One play(
                World world, double[][] targets, int from, double[][] base, int tail, long seed, Runnable step) {
            int channels = world.channels().size();
            int life = Math.max(tail, lifetime(world));
            var market = SimulatedMarket.sampled(world, targets.length + life);
            var one = new One(new Counterfactual(market, targets, from, tail, seed), base, channels, step);
            Result now = one.counterfactual.of(base, life);
            one.values.put(one.full(), now.kpi());
            System.arraycopy(now.spend(), 0, one.spend, 0, channels);
            for (int channel = 0; channel < channels; channel++) {
                int others = one.full() & ~(1 << channel);
                Result without = one.counterfactual.of(one.with(others), life);
                one.values.put(others, without.kpi());
                one.lifetime[channel] = world.margin() * (now.revenue() - without.revenue());
                step.run();
                Result more = one.counterfactual.of(one.scaled(channel, 1 + STEP));
                one.extraSpend[channel] = more.spend()[channel] - one.spend[channel];
                one.extraValue[channel] = more.kpi() - now.kpi();
                step.run();
            }
            if (channels <= MOST_EXACT) {
                one.allSets();
            } else {
                one.orders(new SplittableRandom(seed));
            }
            // what is asked for later is played now, on the thread that plays this market
            for (int i = 0; i < channels; i++) {
                for (int j = 0; j < channels; j++) {
                    one.together(i, j);
                }
            }
            return one;
        }

        private int full() {
            return (1 << channels) - 1;
        }

        /** What came of a set of channels. */
        double value(int set) {
            return values.computeIfAbsent(set, asked -> {
                step.run();
                return counterfactual.of(with(asked)).kpi();
            });
        }

        private double[][] with(int set) {
            double[][] targets = new double[base.length][];
            for (int t = 0; t < base.length; t++) {
                targets[t] = base[t].clone();
                for (int channel = 0; channel < channels; channel++) {
                    if ((set >> channel & 1) == 0) {
                        targets[t][channel] = 0;
                    }
                }
            }
            return targets;
        }

        private double[][] scaled(int channel, double factor) {
            double[][] targets = with(full());
            for (double[] row : targets) {
                row[channel] *= factor;
            }
            return targets;
        }

        double lost(int channel) {
            return value(full()) - value(full() & ~(1 << channel));
        }

        double together(int i, int j) {
            int without = full() & ~(1 << i) & ~(1 << j);
            return value(full()) - value(full() & ~(1 << i)) - value(full() & ~(1 << j)) + value(without);
        }

        private void allSets() {
            double[] sets =
                    IntStream.rangeClosed(0, full()).mapToDouble(this::value).toArray();
            System.arraycopy(Shapley.values(sets, channels), 0, shapley, 0, channels);
        }

        /**
         * The mean over some orders, each of which is taken from both ends; unbiased. Mitchell, Cooper, Frank and Holmes
         * (2022), <em>Sampling permutations for Shapley value estimation</em>.
         */
        private void orders(SplittableRandom random) {
            int[] order = IntStream.range(0, channels).toArray();
            for (int k = 0; k < ORDERS; k++) {
                for (int i = channels - 1; i > 0; i--) {
                    int j = random.nextInt(i + 1);
                    int kept = order[i];
                    order[i] = order[j];
                    order[j] = kept;
                }
                int fromFirst = 0;
                int fromLast = 0;
                for (int i = 0; i < channels; i++) {
                    fromFirst = add(order[i], fromFirst);
                    fromLast = add(order[channels - 1 - i], fromLast);
                }
            }
        }

        /** Switches a channel on; the set with it. */
        private int add(int channel, int set) {
            int more = set | 1 << channel;
            shapley[channel] += (value(more) - value(set)) / (2 * ORDERS);
            return more;
        }
    }
}
