package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.bidding.LearnedBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.core.Progress;
import io.weir.policy.BudgetPacer;
import io.weir.policy.DualPacing;
import io.weir.policy.Network;
import io.weir.policy.PidPacing;
import io.weir.simulator.Amount;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.ChannelGame.Seat;
import io.weir.training.ChannelJudgement.Contender;
import io.weir.training.ChannelJudgement.Trace;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Plays a learned bidder and controllers in the same fresh markets, each at the world's usual target. */
final class ChannelJudge {
    /** Periods that a market runs with the bidder before it is judged. */
    private static final int WARM = 4;
    /** Of markets that are judged in; those of training are drawn from all numbers. */
    private static final long FIRST_SEED = 1_000_000;

    private static final String LEARNED = "learned";
    private static final String PACED = "paced";
    private static final double START = ChannelGame.FIRST_BID;

    private final ImmutableList<Seat> seats;
    private final ImmutableMap<String, Supplier<BiddingAgent>> makers;

    ChannelJudge(ImmutableList<World> worlds, String channel, Network network) {
        seats = ChannelGame.seats(worlds, channel);
        makers = ImmutableMap.<String, Supplier<BiddingAgent>>builder()
                .put(LEARNED, () -> new LearnedBidder(ChannelGame.paced(), network))
                .put(PACED, ChannelGame::paced)
                .put("dual pacing, rate 0.05", () -> new DualPacing(2, 0.05))
                .put("dual pacing, rate 0.15", () -> new DualPacing(2, 0.15))
                .put("dual pacing, rate 0.3", () -> new DualPacing(2, 0.3))
                .put("PID, slow", () -> new PidPacing(START, 0.1, 0.002, 0.02))
                .put("PID, quick", () -> new PidPacing(START, 0.3, 0.01, 0.02))
                .put("budget pacer", () -> new BudgetPacer(START))
                .buildOrThrow();
    }

    ChannelJudgement judge(int seeds, Progress progress) {
        int markets = seeds * seats.size();
        int all = markets * makers.size();
        var done = new AtomicInteger();
        var played = ImmutableMap.<String, ChannelRun.Period[]>builder();
        makers.forEach((name, maker) -> {
            ChannelRun.Period[] periods = IntStream.range(0, markets)
                    .parallel()
                    .mapToObj(market -> {
                        ChannelRun.Period period = play(market, maker.get(), true, (tick, seen, bids, won) -> {});
                        tell(progress, done.incrementAndGet() / (double) all);
                        return period;
                    })
                    .toArray(ChannelRun.Period[]::new);
            played.put(name, periods);
        });
        return judgement(played.buildOrThrow());
    }

    private static void tell(Progress progress, double share) {
        synchronized (progress) {
            progress.at("judging in fresh markets", share);
        }
    }

    private ChannelJudgement judgement(Map<String, ChannelRun.Period[]> played) {
        ChannelRun.Period[] paced = played.getOrDefault(PACED, new ChannelRun.Period[0]);
        var contenders = ImmutableList.<Contender>builder();
        played.forEach((name, periods) -> contenders.add(new Contender(
                name,
                Amount.band(Arrays.stream(periods)
                        .mapToDouble(p -> p.bound() > 0 ? p.value() / p.bound() : 1)
                        .toArray()),
                Amount.band(IntStream.range(0, periods.length)
                        .mapToDouble(k -> paced[k].value() > 0 ? ofFull(periods[k]) / ofFull(paced[k]) - 1 : 0)
                        .toArray()),
                Amount.band(Arrays.stream(periods)
                        .mapToDouble(p -> p.spend() / p.target())
                        .toArray()))));
        return new ChannelJudgement(paced.length, contenders.build(), ImmutableList.of(trace(LEARNED), trace(PACED)));
    }

    private static double ofFull(ChannelRun.Period period) {
        return period.full() > 0 ? period.value() / period.full() : 1;
    }

    private ChannelRun.Period play(int market, BiddingAgent agent, boolean bounded, ChannelRun.Watcher watcher) {
        Seat seat = seats.get(market % seats.size());
        var run = new ChannelRun(
                SimulatedMarket.expected(seat.world(), WARM + 1), seat.channel(), seat.target(), FIRST_SEED + market);
        for (int period = 0; period < WARM; period++) {
            run.play(agent);
        }
        return run.play(agent, bounded, watcher);
    }

    /** The judged period of the first market. */
    private Trace trace(String name) {
        Supplier<BiddingAgent> maker = makers.getOrDefault(name, ChannelGame::paced);
        BiddingAgent agent = maker.get();
        var spent = ImmutableDoubleArray.builder();
        var bid = ImmutableDoubleArray.builder();
        var won = ImmutableDoubleArray.builder();
        var price = ImmutableDoubleArray.builder();
        ChannelRun.Period period = play(0, agent, false, (tick, seen, bids, what) -> {
            spent.add(seen.spent());
            bid.add(mean(seen, bids));
            won.add(won(seen));
            price.add(agent.shadowPrice());
        });
        double[] sums = spent.build().toArray();
        // the market forgets at its end what the period has spent
        sums[sums.length - 1] = period.spend();
        return new Trace(
                name, period.target(), ImmutableDoubleArray.copyOf(sums), bid.build(), won.build(), price.build());
    }

    private static double mean(Observation seen, Bids bids) {
        double sum = 0;
        double count = 0;
        for (int line = 0; line < bids.lines(); line++) {
            sum += seen.opportunities(line) * bids.bid(line);
            count += seen.opportunities(line);
        }
        return count > 0 ? sum / count : 0;
    }

    private static double won(Observation seen) {
        double wins = 0;
        double count = 0;
        for (int line = 0; line < seen.lines(); line++) {
            wins += seen.won(line);
            count += seen.opportunities(line);
        }
        return count > 0 ? wins / count : 0;
    }
}
