package io.weir.simulator;

import static io.weir.core.Checks.require;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Market;
import java.util.ArrayList;
import java.util.List;

/** Plays a market with one bidder per channel, each given a spend target per period. */
public final class TargetRun {
    private final Market market;
    private final List<BiddingAgent> agents;
    private final Bids[] bids;
    private final int ticksPerPeriod;

    /**
     * @param market that was reset
     * @param agents one per channel; used and changed
     */
    public TargetRun(Market market, List<BiddingAgent> agents) {
        int channels = market.layout().channels().size();
        require(agents.size() == channels, "agents (%s) must be one for each of %s channels.", agents.size(), channels);
        this.market = market;
        this.agents = new ArrayList<>(agents);
        this.bids = new Bids[channels];
        this.ticksPerPeriod = market.layout().ticksPerPeriod();
        for (int channel = 0; channel < channels; channel++) {
            bids[channel] =
                    new Bids(market.layout().channels().get(channel).lines().size());
        }
    }

    /** The channels' own bidders. */
    public static TargetRun ofOwnBidders(SimulatedMarket market) {
        return new TargetRun(
                market,
                market.world().channels().stream().map(c -> c.bidder().copy()).toList());
    }

    /** Looks on, tick by tick. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Called after every tick.
         *
         * @param tick of the period, from 0
         * @param bids that were made in it, one per channel; not to be changed
         */
        void after(int tick, Bids[] bids);
    }

    /**
     * Plays one period.
     *
     * @param targets currency per channel
     */
    public void period(double[] targets) {
        period(targets, (tick, made) -> {});
    }

    /**
     * Plays one period that is watched.
     *
     * @param targets currency per channel
     */
    public void period(double[] targets, Watcher watcher) {
        for (int channel = 0; channel < bids.length; channel++) {
            agents.get(channel).begin(targets[channel]);
        }
        for (int tick = 0; tick < ticksPerPeriod; tick++) {
            for (int channel = 0; channel < bids.length; channel++) {
                agents.get(channel).bid(market.observation(channel), bids[channel]);
            }
            market.step(bids);
            watcher.after(tick, bids);
        }
    }

    /** The agents as they are now. */
    public List<BiddingAgent> agents() {
        return agents.stream().map(BiddingAgent::copy).toList();
    }
}
