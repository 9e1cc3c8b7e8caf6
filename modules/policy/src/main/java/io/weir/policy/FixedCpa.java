package io.weir.policy;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Bids so that a conversion is expected to cost a fixed amount, {@code bid = cpa * conversion rate}, until the target is
 * spent.
 *
 * <p>Source: the constant bidder of AuctionNet (Su, Huo, Zhang and others, 2024, <em>AuctionNet: a novel benchmark for
 * decision-making in large-scale games</em>), which bids the cost per action it is asked for.
 */
public final class FixedCpa implements BiddingAgent {
    private final double cpa;
    private double target;

    /**
     * @param cpa currency per conversion, {@code > 0}
     * @throws IllegalArgumentException if it is not positive
     */
    public FixedCpa(double cpa) {
        this.cpa = requirePositive("cpa", cpa);
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
            bids.set(line, cpa * seen.conversionRate(line));
        }
        bids.limit(Math.max(0, target - seen.spent()));
    }

    @Override
    public BiddingAgent copy() {
        var copy = new FixedCpa(cpa);
        copy.target = target;
        return copy;
    }
}
