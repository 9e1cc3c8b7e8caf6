package io.weir.policy;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Keeps what makes no sense away from a bidder: on a tick of which it is told a number that is none, that is negative or without
 * end, nothing is bid, and the bidder does not hear of it. For bidders that are fed by others than a market of ours.
 */
public final class GuardedBidder implements BiddingAgent {
    private final BiddingAgent agent;
    private long unsound;

    /** @param agent that is guarded; used and changed */
    public GuardedBidder(BiddingAgent agent) {
        this.agent = agent;
    }

    @Override
    public void begin(double target) {
        agent.begin(target);
    }

    @Override
    public void retarget(double target) {
        agent.retarget(target);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        if (isSound(seen)) {
            agent.bid(seen, bids);
        } else {
            unsound++;
            bids.clear();
        }
    }

    private static boolean isSound(Observation seen) {
        boolean sound = isAmount(seen.spent());
        for (int line = 0; line < seen.lines(); line++) {
            sound &= isAmount(seen.value(line))
                    && isAmount(seen.conversionRate(line))
                    && isAmount(seen.price(line))
                    && isAmount(seen.opportunities(line))
                    && isAmount(seen.won(line))
                    && isAmount(seen.clicks(line))
                    && isAmount(seen.spend(line))
                    && isAmount(seen.conversions(line))
                    && isAmount(seen.expected(line));
        }
        return sound;
    }

    private static boolean isAmount(double number) {
        return number >= 0 && number < Double.POSITIVE_INFINITY;
    }

    /** Ticks on which nothing was bid for what was told of them. */
    public long unsound() {
        return unsound;
    }

    @Override
    public BiddingAgent copy() {
        var copy = new GuardedBidder(agent.copy());
        copy.unsound = unsound;
        return copy;
    }

    @Override
    public double shadowPrice() {
        return agent.shadowPrice();
    }

    @Override
    public double forecastSpend() {
        return agent.forecastSpend();
    }
}
