package io.weir.benchmarks.internal.hierarchy;

import io.weir.hierarchy.Teams;
import io.weir.simulator.MailChannel;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.ChannelRun;
import java.util.Arrays;

/**
 * What clairvoyant bids would bring more for the same spend: channel by channel, in the market of expected outcomes, the linear program's
 * bound over what each line could have been bid in each tick, less what the bidder won. Channels that mail have no auctions, and none of
 * this. What is won more is counted as bidders count it, by the click or impression, so effects beyond that are not in it.
 */
final class BetterBids {
    /** Periods until bidders know the market. */
    private static final int WARM = 3;

    private static final int JUDGED = 2;

    private BetterBids() {}

    /**
     * @param plan currency, {@code [period][channel]}
     * @return KPI over all periods of the plan, in the world's unit
     */
    static double of(World world, double[][] plan) {
        var bidders = Teams.paced(SimulatedMarket.expected(world, 1).layout());
        double more = 0;
        for (int c = 0; c < world.channels().size(); c++) {
            if (!(world.channels().get(c) instanceof MailChannel)) {
                int channel = c;
                double target = Arrays.stream(plan)
                        .mapToDouble(row -> row[channel])
                        .average()
                        .orElse(0);
                var run = new ChannelRun(SimulatedMarket.expected(world, WARM + JUDGED), c, target, 1);
                var bidder = bidders.get(c).copy();
                for (int period = 0; period < WARM + JUDGED; period++) {
                    ChannelRun.Period seen = run.play(bidder, period >= WARM, (tick, observed, bids, won) -> {});
                    more += period >= WARM ? (seen.bound() - seen.value()) / JUDGED : 0;
                }
            }
        }
        return more * plan.length / world.kpiValue();
    }
}
