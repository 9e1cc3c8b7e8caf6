package io.weir.benchmarks.internal.simulator;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelKind;
import io.weir.core.Observation;
import io.weir.simulator.Flow;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import io.weir.simulator.World;

/**
 * What an advertiser would read off its accounts in a world, beside what is published of all industries together. A published
 * mean becomes a range by the spread between industries: costs per lead of search run from 26.84 to 131.63 US dollars where
 * their mean is 66 to 70, which is 0.4 to 2 times the mean.
 *
 * <p>Source: WordStream and LocaliQ for search (click rates 6.11 % to 6.66 %, 4.22 to 4.66 per click, 7.04 % of clicks buy) and
 * social (0.9 % to 2.59 %, 0.70 to 1.92, 8.78 % to 9.21 %), Mailchimp 2019 for mail (2.91 % of mails clicked, 0.25 % leave;
 * 0.5 % is the alarm); 2017 to 2025.
 */
public final class Realism {
    private static final double LEAST = 0.4;
    private static final double MOST = 2;
    /** Mails after which so many leave that senders are warned. */
    private static final double ALARM = 0.005;

    private Realism() {}

    /**
     * One number of one channel.
     *
     * @param world its name
     * @param channel its name
     * @param what the number is
     * @param value in the world
     * @param least of the published range
     * @param most of the published range
     */
    public record Read(String world, String channel, String what, double value, double least, double most) {
        /** Whether it is outside the range. */
        public boolean isOutside() {
            return !(value >= least && value <= most);
        }
    }

    /** Plays a world with its own bidders and reads its channels' accounts. */
    public static ImmutableList<Read> of(World world, int periods, long seed) {
        SimulatedMarket market = SimulatedMarket.sampled(world, periods);
        market.reset(seed);
        double[][] targets = SimulatedHistory.targets(world, periods, seed);
        int channels = world.channels().size();
        double[] won = new double[channels];
        double[] conversions = new double[channels];
        double[] clicks = new double[channels];
        double[] spend = new double[channels];
        TargetRun run = TargetRun.ofOwnBidders(market);
        for (double[] row : targets) {
            run.period(row, (tick, bids) -> {
                for (int c = 0; c < channels; c++) {
                    Observation seen = market.observation(c);
                    for (int line = 0; line < seen.lines(); line++) {
                        won[c] += seen.won(line);
                        clicks[c] += seen.clicks(line);
                        conversions[c] += seen.conversions(line);
                        spend[c] += seen.spend(line);
                    }
                }
            });
        }
        var reads = ImmutableList.<Read>builder();
        for (int c = 0; c < channels; c++) {
            MediaChannel channel = world.channels().get(c);
            var of = new Accounts(world.name(), channel.name(), won[c], clicks[c], conversions[c], spend[c]);
            reads.addAll(of.read(channel.kind(), market.flow(Flow.UNSUBSCRIBED)));
        }
        return reads.build();
    }

    private record Accounts(String world, String channel, double won, double clicks, double conversions, double spend) {
        ImmutableList<Read> read(ChannelKind kind, double unsubscribed) {
            return switch (kind) {
                case SEARCH ->
                    ImmutableList.of(
                            read("click rate", clicks / won, 0.0611, 0.0666),
                            read("cost per click", spend / clicks, 4.22, 4.66),
                            read("conversion rate", conversions / clicks, 0.0704, 0.0704));
                case SOCIAL ->
                    ImmutableList.of(
                            read("click rate", clicks / won, 0.009, 0.0259),
                            read("cost per click", spend / clicks, 0.70, 1.92),
                            read("conversion rate", conversions / clicks, 0.0878, 0.0921));
                case EMAIL ->
                    ImmutableList.of(
                            read("click rate", clicks / won, 0.0291, 0.0291),
                            new Read(world, channel, "unsubscribe rate", unsubscribed / won, LEAST * 0.0025, ALARM));
                case OTHER -> ImmutableList.of();
            };
        }

        private Read read(String what, double value, double low, double high) {
            return new Read(world, channel, what, value, LEAST * low, MOST * high);
        }
    }
}
