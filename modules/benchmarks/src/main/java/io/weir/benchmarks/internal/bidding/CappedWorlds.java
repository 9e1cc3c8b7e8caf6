package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import io.weir.benchmarks.internal.Interval;
import io.weir.bidding.FrequencyCap;
import io.weir.bidding.PacedBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.core.Progress;
import io.weir.planning.Worlds;
import io.weir.simulator.ReachChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.ChannelRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A cap on the impressions per person, at a part of what the paced bidder shows without one, in the reach channels of worlds by the hour:
 * how near the cap is kept, and what is bought beside a bidder that bids as if there were none and stops when it is reached.
 */
public final class CappedWorlds {
    private static final int WARM = 3;
    private static final int JUDGED = 2;
    private static final double PART = 0.7;
    private static final double START = 0.5;

    private CappedWorlds() {}

    /**
     * One channel over seeds.
     *
     * @param world its name
     * @param channel its name
     * @param shown impressions per person and period without a cap
     * @param over the most of an audience's impressions in a period over the cap, of all seeds
     * @param used impressions over what the cap allows, mean
     * @param value for each unit of money, over that of who stops at the cap
     */
    public record Result(String world, String channel, double shown, double over, double used, Interval value) {}

    /** Plays the worlds by the hour that come with Weir. */
    public static ImmutableList<Result> all(int seeds, boolean quick, Progress progress) {
        var results = ImmutableList.<Result>builder();
        List<String> names = quick ? List.of("steady", "halo") : Worlds.NAMES;
        for (int k = 0; k < names.size(); k++) {
            String name = names.get(k);
            progress.at("frequency caps: " + name, k / (double) names.size());
            World world = name.equals(Worlds.RANDOM) ? Worlds.drawn(1) : Worlds.named(name);
            for (int c = 0; c < world.channels().size() && world.ticksPerDay() > 1; c++) {
                if (world.channels().get(c) instanceof ReachChannel) {
                    results.add(result(world, name, c, seeds));
                }
            }
        }
        return results.build();
    }

    private static Result result(World world, String name, int channel, int seeds) {
        Played[] free = play(world, channel, seeds, CappedWorlds::paced);
        double shown = IntStream.range(0, seeds)
                .mapToDouble(k -> free[k].mean())
                .average()
                .orElse(0);
        double cap = PART * shown;
        double[] people = world.audiences().stream().mapToDouble(a -> a.size()).toArray();
        Played[] ours = play(world, channel, seeds, () -> new FrequencyCap(paced(), cap, people));
        Played[] naive = play(world, channel, seeds, () -> new Stopping(paced(), cap, people));
        double[] value = IntStream.range(0, seeds)
                .mapToDouble(k -> ours[k].value / ours[k].spend / (naive[k].value / naive[k].spend))
                .toArray();
        return new Result(
                name,
                world.channels().get(channel).name(),
                shown,
                IntStream.range(0, seeds)
                        .mapToDouble(k -> ours[k].most() / cap)
                        .max()
                        .orElse(0),
                IntStream.range(0, seeds)
                        .mapToDouble(k -> ours[k].mean() / cap)
                        .average()
                        .orElse(0),
                Interval.ofMiddle(value));
    }

    private static BiddingAgent paced() {
        return new PacedBidder(START);
    }

    private static Played[] play(World world, int channel, int seeds, Supplier<BiddingAgent> maker) {
        return IntStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> play(world, channel, seed, maker.get()))
                .toArray(Played[]::new);
    }

    private static Played play(World world, int channel, long seed, BiddingAgent agent) {
        var run = new ChannelRun(
                SimulatedMarket.expected(world, WARM + JUDGED), channel, ChannelRun.usualTarget(world, channel), seed);
        double value = 0;
        double spend = 0;
        var frequencies = new ArrayList<Double>();
        for (int p = 0; p < WARM + JUDGED; p++) {
            double[] impressions = new double[world.audiences().size()];
            ChannelRun.Period period = run.play(agent, false, (tick, seen, bids, won) -> {
                for (int line = 0; line < impressions.length; line++) {
                    impressions[line] += seen.won(line);
                }
            });
            if (p >= WARM) {
                value += period.value();
                spend += period.spend();
                for (int line = 0; line < impressions.length; line++) {
                    frequencies.add(
                            impressions[line] / world.audiences().get(line).size());
                }
            }
        }
        return new Played(value, spend, frequencies);
    }

    private record Played(double value, double spend, List<Double> frequencies) {
        double mean() {
            return frequencies.stream().mapToDouble(x -> x).average().orElse(0);
        }

        double most() {
            return frequencies.stream().mapToDouble(x -> x).max().orElse(0);
        }
    }

    /** Bids as if there were no cap, and no more once it is reached. */
    private static final class Stopping implements BiddingAgent {
        private final BiddingAgent base;
        private final double cap;
        private final double[] people;
        private double[] shown;
        private boolean running;

        Stopping(BiddingAgent base, double cap, double[] people) {
            this.base = base;
            this.cap = cap;
            this.people = people;
            this.shown = new double[people.length];
        }

        @Override
        public void begin(double target) {
            base.begin(target);
            shown = new double[people.length];
            running = false;
        }

        @Override
        public void retarget(double target) {
            base.retarget(target);
        }

        @Override
        public void bid(Observation seen, Bids bids) {
            base.bid(seen, bids);
            for (int line = 0; line < people.length; line++) {
                shown[line] += running ? seen.won(line) : 0;
                if (shown[line] >= cap * people[line]) {
                    bids.set(line, 0);
                }
            }
            running = true;
        }

        @Override
        public BiddingAgent copy() {
            var copy = new Stopping(base.copy(), cap, people);
            copy.shown = shown.clone();
            copy.running = running;
            return copy;
        }
    }
}
