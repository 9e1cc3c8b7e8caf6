package io.weir.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.Market.Snapshot;
import io.weir.core.Observation;
import io.weir.policy.FixedBid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a fixed bid would win in one period of a channel's auctions, and at what price, everything else the same; rivals react
 * within the period.
 *
 * @param channel its name
 * @param bids rising, currency per click or thousand impressions
 * @param won share of the opportunities at which we were shown
 * @param price paid per click or thousand impressions, currency; not a number where nothing was won
 */
public record AuctionLandscape(
        String channel, ImmutableDoubleArray bids, ImmutableList<Amount> won, ImmutableList<Amount> price) {
    private static final double[] MULTIPLES = {0.125, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4};
    /** More money than any channel can spend in a period, so that bids alone decide. */
    private static final double PLENTY = 1e12;

    private static final double THOUSAND = 1000;

    /**
     * Landscapes of all channels with auctions.
     *
     * @param history targets before the period, currency, {@code [period][channel]}
     */
    public static ImmutableList<AuctionLandscape> of(World world, double[][] history, int seeds, long seed) {
        Played[] markets = IntStream.range(0, seeds)
                .parallel()
                .mapToObj(k -> new Played(world, history, seed + k))
                .toArray(Played[]::new);
        var landscapes = ImmutableList.<AuctionLandscape>builder();
        for (int channel = 0; channel < world.channels().size(); channel++) {
            if (!(world.channels().get(channel) instanceof MailChannel)) {
                landscapes.add(of(world, markets, channel));
            }
        }
        return landscapes.build();
    }

    private static AuctionLandscape of(World world, Played[] markets, int channel) {
        double usual = Arrays.stream(markets)
                .mapToDouble(m -> m.price(channel))
                .filter(price -> price > 0)
                .average()
                .orElse(1);
        double[] bids = Arrays.stream(MULTIPLES).map(x -> x * usual).toArray();
        var won = ImmutableList.<Amount>builder();
        var price = ImmutableList.<Amount>builder();
        for (double bid : bids) {
            Tally[] tallies = Arrays.stream(markets)
                    .parallel()
                    .map(m -> m.play(channel, bid))
                    .toArray(Tally[]::new);
            won.add(Amount.of(Arrays.stream(tallies)
                    .mapToDouble(t -> t.opportunities > 0 ? t.won / t.opportunities : 0)
                    .toArray()));
            double units = Arrays.stream(tallies).mapToDouble(t -> t.units).sum();
            price.add(
                    units > 0
                            ? Amount.ratio(
                                    Arrays.stream(tallies)
                                            .mapToDouble(t -> t.spend)
                                            .toArray(),
                                    Arrays.stream(tallies)
                                            .mapToDouble(t -> t.units)
                                            .toArray())
                            : Amount.NONE);
        }
        return new AuctionLandscape(
                world.channels().get(channel).name(), ImmutableDoubleArray.copyOf(bids), won.build(), price.build());
    }

    /** What came of a period. */
    private record Tally(double opportunities, double won, double units, double spend) {}

    /** A market played up to a period. */
    private static final class Played {
        private final SimulatedMarket market;
        private final Snapshot start;
        private final List<BiddingAgent> agents;
        private final double[] targets;

        Played(World world, double[][] history, long seed) {
            market = SimulatedMarket.sampled(world, history.length + 1);
            market.reset(seed);
            var run = TargetRun.ofOwnBidders(market);
            for (double[] row : history) {
                run.period(row);
            }
            start = market.snapshot();
            agents = run.agents();
            targets =
                    world.channels().stream().mapToDouble(c -> c.spend().mean()).toArray();
        }

        /** What a unit costs as things are; 0 if nothing is won. */
        double price(int channel) {
            Tally usual = play(channel, agents.get(channel).copy(), targets[channel]);
            return usual.units > 0 ? usual.spend / usual.units : 0;
        }

        Tally play(int channel, double bid) {
            return play(channel, new FixedBid(bid), PLENTY);
        }

        private Tally play(int channel, BiddingAgent agent, double target) {
            market.restore(start);
            var all = new ArrayList<BiddingAgent>();
            agents.forEach(one -> all.add(one.copy()));
            all.set(channel, agent);
            double[] money = targets.clone();
            money[channel] = target;
            boolean byClick = market.world().channels().get(channel) instanceof SearchChannel;
            double[] sums = new double[4];
            new TargetRun(market, all).period(money, (tick, bids) -> {
                Observation seen = market.observation(channel);
                for (int line = 0; line < seen.lines(); line++) {
                    sums[0] += seen.opportunities(line);
                    sums[1] += seen.won(line);
                    sums[2] += byClick ? seen.clicks(line) : seen.won(line) / THOUSAND;
                    sums[3] += seen.spend(line);
                }
            });
            return new Tally(sums[0], sums[1], sums[2], sums[3]);
        }
    }
}
