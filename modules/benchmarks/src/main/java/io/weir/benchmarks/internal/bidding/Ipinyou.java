package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.benchmarks.internal.Interval;
import io.weir.bidding.ForecastBidder;
import io.weir.core.Progress;
import io.weir.policy.AdaptivePacing;
import io.weir.policy.DualDescent;
import io.weir.policy.ImpressionBidder;
import io.weir.policy.MdpBid;
import io.weir.policy.MdpTable;
import io.weir.policy.ValueBid;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Bidders over the auctions of an iPinYou campaign at one budget. */
public final class Ipinyou {
    /** Name of our bidder. */
    public static final String OURS = "Weir";

    private static final int MOST_BID = 300;
    private static final long SEED = 1;

    /** Multiples of the mean price per mean value, and rates of learning, of which each rival has the one that does best. */
    private static final double[] MULTIPLES = {6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300};

    private static final double[] RATES = {0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05};

    private final AuctionLog log;

    public Ipinyou(AuctionLog log) {
        this.log = log;
    }

    /**
     * What all bidders made of one budget.
     *
     * @param budget of an episode, price units
     * @param bounds of each episode
     * @param replays by the bidder's name
     */
    public record Outcome(int budget, double[] bounds, ImmutableMap<String, Replay> replays) {
        /** What one made of it. */
        public Replay replay(String bidder) {
            return Objects.requireNonNull(replays.get(bidder), bidder);
        }

        /** Share of the bound that a bidder wins, with its interval over resampled episodes. */
        public Interval ofBound(String bidder) {
            return ofBound(replay(bidder).values());
        }

        /** By how much more of the bound ours wins than another, with its interval over the same episodes. */
        public Interval ahead(String other) {
            double[] more = replay(OURS).values().clone();
            double[] theirs = replay(other).values();
            for (int episode = 0; episode < more.length; episode++) {
                more[episode] -= theirs[episode];
            }
            return ofBound(more);
        }

        private Interval ofBound(double[] values) {
            double[] episodes =
                    IntStream.range(0, values.length).asDoubleStream().toArray();
            return Interval.of(episodes, some -> {
                double sum = 0;
                double bound = 0;
                for (double episode : some) {
                    sum += values[(int) episode];
                    bound += bounds[(int) episode];
                }
                return sum / bound;
            });
        }

        /** All but ours. */
        public ImmutableList<String> rivals() {
            return replays.keySet().stream()
                    .filter(name -> !name.equals(OURS))
                    .collect(ImmutableList.toImmutableList());
        }
    }

    /** @param share of what an episode's impressions would have cost in training */
    public Outcome at(double share, Progress progress) {
        int budget = log.budget(share);
        double usual = log.meanPrice() / log.meanValue();
        var replays = ImmutableMap.<String, Replay>builder();
        published(budget).forEach((name, bidder) -> replays.put(name, replay(name, bidder, budget, progress)));
        replays.put("LIN, best", best(MULTIPLES, x -> new ValueBid(x / log.meanValue(), MOST_BID), budget));
        replays.put("adaptive pacing, best", best(RATES, x -> new AdaptivePacing(usual, x, MOST_BID), budget));
        replays.put("dual descent, best", best(RATES, x -> new DualDescent(1 / usual, x, MOST_BID), budget));
        replays.put(
                "online LP",
                replay("online LP", ForecastBidder.ofTheLatest(log.past(), log.meanValue(), SEED), budget, progress));
        replays.put(OURS, replay(OURS, new ForecastBidder(log.past(), log.meanValue(), SEED), budget, progress));
        return new Outcome(budget, log.bounds(budget), replays.buildOrThrow());
    }

    /** The four bidders of the published comparison. */
    private Map<String, ImpressionBidder> published(int budget) {
        MdpTable table = MdpTable.of(log.past(), log.meanValue(), budget, AuctionLog.EPISODE);
        return ImmutableMap.of(
                "MCPC",
                new ValueBid(log.meanPrice() / log.meanValue(), MOST_BID),
                "LIN",
                new ValueBid(10 / log.meanValue(), MOST_BID),
                "SS-MDP",
                MdpBid.byMean(table, log.meanValue()),
                "RLB",
                MdpBid.byValue(table));
    }

    private Replay replay(String name, ImpressionBidder bidder, int budget, Progress progress) {
        progress.at("iPinYou, budget " + budget + ": " + name, 0);
        return Replay.of(log, bidder, budget);
    }

    /** With the setting that wins most on this very log: more than anybody could have known. */
    private Replay best(double[] settings, DoubleFunction<ImpressionBidder> bidder, int budget) {
        return DoubleStream.of(settings)
                .mapToObj(setting -> Replay.of(log, bidder.apply(setting), budget))
                .max(Comparator.comparingDouble(Replay::value))
                .orElseThrow();
    }
}
