package io.weir.policy;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Pacing by the dual price of money: {@code bid = value / price}, where the price rises after a tick that spent more than its
 * share of what was left and falls after one that spent less, {@code price *= exp(rate * (spend / share - 1))}.
 *
 * <p>This is dual mirror descent with the entropy as mirror map, for a seller's target that is spent whole: Balseiro, Lu and
 * Mirrokni (2023), <em>The best of many worlds: dual mirror descent for online allocation problems</em>; the additive step
 * is that of Balseiro and Gur (2019), <em>Learning in repeated auctions with budgets</em>. The multiplicative one does not
 * change with the unit of the currency.
 */
public final class DualPacing implements BiddingAgent {
    /** A tick that spends many times its share is counted as this many. */
    private static final double MOST_SHARES = 3;
    /**
     * A tick that spends all that was left is the last of its period that teaches, so it teaches more: as the number bought and
     * the price of each grow with the bid, money grows like its square.
     */
    private static final double MOST_AT_ONCE = 100;

    private final double rate;
    private final double most;
    private double price;
    private double target;
    private double spentBefore;

    /**
     * @param price KPI value per currency at the start, {@code > 0}
     * @param rate of learning per tick, dimensionless, {@code > 0}; 0.05 where a tick is an hour
     * @throws IllegalArgumentException if one is not positive
     */
    public DualPacing(double price, double rate) {
        this(price, rate, Multiplier.HIGHEST);
    }

    /**
     * @param price KPI value per currency at the start, {@code > 0}
     * @param rate of learning per tick, dimensionless, {@code > 0}; 0.05 where a tick is an hour
     * @param most greatest multiple of the value that is bid, {@code > 0}; with 1 no click is bought at a loss, and a target may
     *     stay unspent
     * @throws IllegalArgumentException if one is not positive
     */
    public DualPacing(double price, double rate, double most) {
        this.price = requirePositive("price", price);
        this.rate = requirePositive("rate", rate);
        this.most = requirePositive("most", most);
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
            double due = (target - spentBefore) / (seen.ticksLeft() + 1.0);
            double shares = (seen.spent() - spentBefore) / due;
            double factor = Math.exp(rate * (Math.min(MOST_SHARES, shares) - 1));
            if (!Multiplier.teaches(target, seen.spent())) {
                factor = Math.max(factor, Math.sqrt(Math.min(MOST_AT_ONCE, shares)));
            }
            price = Math.max(1 / most, Multiplier.within(price * factor));
        }
        spentBefore = seen.spent();
        Multiplier.bid(1 / price, seen, bids);
        bids.limit(left);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new DualPacing(price, rate, most);
        copy.target = target;
        copy.spentBefore = spentBefore;
        return copy;
    }

    @Override
    public double shadowPrice() {
        return price;
    }
}
