package io.weir.policy;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Raises its bids by a fifth after a tick whose spend, kept up, would leave more than three tenths of the remaining target
 * unspent, and lowers them by three tenths after one that would overspend it by more than a tenth: {@code bid = multiplier *
 * value}.
 *
 * <p>Source: the stock pacing bidder of AuctionNet (Su, Huo, Zhang and others, 2024, <em>AuctionNet: a novel benchmark for
 * decision-making in large-scale games</em>), whose code calls it PID.
 */
public final class BudgetPacer implements BiddingAgent {
    private static final double UNDER = 0.7;
    private static final double OVER = 1.1;
    private static final double RAISE = 1.2;
    private static final double LOWER = 0.7;

    private double multiplier;
    private double target;
    private double spentBefore;

    /**
     * @param multiplier of the value at the start, dimensionless, {@code > 0}
     * @throws IllegalArgumentException if it is not positive
     */
    public BudgetPacer(double multiplier) {
        this.multiplier = requirePositive("multiplier", multiplier);
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
        spentBefore = 0;
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        double left = Math.max(0, target - seen.spent());
        if (seen.ticksLeft() < seen.ticksPerPeriod() && Multiplier.teaches(target, spentBefore)) {
            double spent = seen.spent() - spentBefore;
            double projected = left > 0 ? spent * seen.ticksLeft() / left : Double.POSITIVE_INFINITY;
            if (projected < UNDER) {
                multiplier *= RAISE;
            } else if (projected > OVER) {
                multiplier *= LOWER;
            }
            multiplier = Multiplier.within(multiplier);
        }
        spentBefore = seen.spent();
        Multiplier.bid(multiplier, seen, bids);
        bids.limit(left);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new BudgetPacer(multiplier);
        copy.target = target;
        copy.spentBefore = spentBefore;
        return copy;
    }

    @Override
    public double shadowPrice() {
        return 1 / multiplier;
    }
}
