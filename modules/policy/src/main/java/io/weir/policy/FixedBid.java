package io.weir.policy;

import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Bids the same amount on every line until the target is spent. What an advertiser does who sets a bid by hand and leaves it
 * there.
 */
public final class FixedBid implements BiddingAgent {
    private final double bid;
    private double target;

    /**
     * @param bid currency in the unit of the line, {@code >= 0}
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public FixedBid(double bid) {
        this.bid = requireInRange("bid", bid, 0, Double.MAX_VALUE);
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, bid);
        }
        bids.limit(Math.max(0, target - seen.spent()));
    }

    @Override
    public BiddingAgent copy() {
        var copy = new FixedBid(bid);
        copy.target = target;
        return copy;
    }
}
