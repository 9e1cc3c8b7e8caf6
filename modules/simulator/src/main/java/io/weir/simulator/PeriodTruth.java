package io.weir.simulator;

import static io.weir.core.Checks.require;

import io.weir.core.BiddingAgent;
import io.weir.core.Market.Snapshot;
import io.weir.core.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What each channel truly brought in each period: the market is played again without its spend of that one period, and with a
 * fifth more of it, on the same draws. The mean-field market is played, in which people do what is expected of them; one period
 * of one channel would drown in the chance of a sampled one.
 *
 * @param from first period
 * @param tail periods after each whose KPI counts too
 * @param incremental {@code [period][channel]}: KPI lost without that spend
 * @param averageReturn the same per currency spent
 * @param marginalReturn KPI per currency of a fifth more
 */
public record PeriodTruth(
        int from, int tail, Amount[][] incremental, Amount[][] averageReturn, Amount[][] marginalReturn) {
    private static final double STEP = 0.2;
    /** A raise of which less than this share is spent says nothing: there is nothing more to buy. */
    private static final double SPENT = 0.2;

    /**
     * @param targets of the history, currency, {@code [period][channel]}
     * @param window last periods of it that are looked at
     * @param seeds how many markets are played
     * @param seed of the first
     */
    public static PeriodTruth of(
            World world, double[][] targets, int window, int tail, int seeds, long seed, Progress progress) {
        require(window <= targets.length, "window (%s) must not be longer than the history.", window);
        int from = targets.length - window;
        var done = new AtomicInteger();
        One[] markets = IntStream.range(0, seeds)
                .parallel()
                .mapToObj(k -> new One(world, targets, from, tail)
                        .play(
                                seed + k,
                                () -> progress.at(
                                        "periods without a channel",
                                        Math.min(1, done.incrementAndGet() / (double) (seeds * window)))))
                .toArray(One[]::new);
        int channels = world.channels().size();
        var incremental = new Amount[window][channels];
        var average = new Amount[window][channels];
        var marginal = new Amount[window][channels];
        for (int t = 0; t < window; t++) {
            for (int c = 0; c < channels; c++) {
                double[] lost = each(markets, One::lost, t, c);
                double[] spend = each(markets, One::spend, t, c);
                double[] gained = each(markets, One::gained, t, c);
                double[] extra = each(markets, One::extra, t, c);
                double spent = Arrays.stream(spend).sum();
                incremental[t][c] = Amount.of(lost);
                average[t][c] = spent > 0 ? Amount.ratio(lost, spend) : Amount.NONE;
                marginal[t][c] =
                        Arrays.stream(extra).sum() > SPENT * STEP * spent ? Amount.ratio(gained, extra) : Amount.NONE;
            }
        }
        return new PeriodTruth(from, tail, incremental, average, marginal);
    }

    private static double[] each(
            One[] markets, java.util.function.Function<One, double[][]> which, int period, int channel) {
        return Arrays.stream(markets)
                .mapToDouble(m -> which.apply(m)[period][channel])
                .toArray();
    }

    /** One market. */
    private static final class One {
        private final World world;
        private final double[][] targets;
        private final int from;
        private final int tail;
        private final double[][] lost;
        private final double[][] spend;
        private final double[][] gained;
        private final double[][] extra;

        One(World world, double[][] targets, int from, int tail) {
            this.world = world;
            this.from = from;
            this.tail = tail;
            int channels = world.channels().size();
            int window = targets.length - from;
            double[] mean =
                    world.channels().stream().mapToDouble(c -> c.spend().mean()).toArray();
            this.targets = Arrays.copyOf(targets, targets.length + tail);
            Arrays.fill(this.targets, targets.length, this.targets.length, mean);
            this.lost = new double[window][channels];
            this.spend = new double[window][channels];
            this.gained = new double[window][channels];
            this.extra = new double[window][channels];
        }

        double[][] lost() {
            return lost;
        }

        double[][] spend() {
            return spend;
        }

        double[][] gained() {
            return gained;
        }

        double[][] extra() {
            return extra;
        }

        One play(long seed, Runnable step) {
            SimulatedMarket market = SimulatedMarket.expected(world, targets.length);
            market.reset(seed);
            var run = TargetRun.ofOwnBidders(market);
            for (int t = 0; t < from; t++) {
                run.period(targets[t]);
            }
            for (int t = from; t < targets.length - tail; t++) {
                Snapshot start = market.snapshot();
                List<BiddingAgent> agents = run.agents();
                double kpi = playOn(market, agents, t, -1, 1);
                double[] spent = new double[world.channels().size()];
                for (int c = 0; c < spent.length; c++) {
                    spent[c] = market.spend(t, c);
                }
                for (int c = 0; c < spent.length; c++) {
                    spend[t - from][c] = spent[c];
                    market.restore(start);
                    lost[t - from][c] = kpi - playOn(market, agents, t, c, 0);
                    market.restore(start);
                    gained[t - from][c] = playOn(market, agents, t, c, 1 + STEP) - kpi;
                    extra[t - from][c] = market.spend(t, c) - spent[c];
                }
                market.restore(start);
                run = new TargetRun(market, agents);
                run.period(targets[t]);
                step.run();
            }
            return this;
        }

        /** The KPI from a period to the end of its tail, with other spend of one channel in it. */
        private double playOn(
                SimulatedMarket market, List<BiddingAgent> agents, int period, int channel, double factor) {
            var run = new TargetRun(
                    market, agents.stream().map(BiddingAgent::copy).toList());
            double kpi = 0;
            for (int t = period; t <= period + tail; t++) {
                double[] row = targets[t];
                if (t == period && channel >= 0) {
                    row = row.clone();
                    row[channel] *= factor;
                }
                run.period(row);
                kpi += market.kpi(t);
            }
            return kpi;
        }
    }
}
