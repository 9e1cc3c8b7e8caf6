package io.weir.policy;

import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Bids in proportion to what a line is expected to bring, {@code bid = multiple * value}, until the target is spent.
 *
 * <p>Source: Perlich, Dalessandro, Hook, Stitelman, Raeder and Provost (2012), <em>Bid optimizing and inventory scoring in
 * targeted online advertising</em>.
 */
public final class LinearBid implements BiddingAgent {
    private final double multiple;
    private double target;

    /**
     * @param multiple of the value, dimensionless, {@code >= 0}; 1 is truthful in a second-price auction without a budget
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public LinearBid(double multiple) {
        this.multiple = requireInRange("multiple", multiple, 0, Double.MAX_VALUE);
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
            bids.set(line, multiple * seen.value(line));
        }
        bids.limit(Math.max(0, target - seen.spent()));
    }

    @Override
    public BiddingAgent copy() {
        var copy = new LinearBid(multiple);
        copy.target = target;
        return copy;
    }
}
