package io.weir.policy;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * The best bid under a budget and a target CPA, {@code bid = conversion rate * (1 + q * cpa) / (lambda + q)}, with both dual prices
 * learned by multiplicative steps: {@code lambda}, conversions per currency of the budget, rises after a tick that spent more than
 * its share of what was left; {@code q}, that of the CPA, rises while what was bought costs more per expected conversion than the
 * target.
 *
 * <p>Source of the bid: Yang, Li, Wang, Wu, Li, Xu and Gai (2019), <em>Bid optimization by multivariable control in display
 * advertising</em>; of the steps: Balseiro, Lu and Mirrokni (2023), <em>The best of many worlds: dual mirror descent for online
 * allocation problems</em>.
 */
public final class BudgetCpaPacing implements BiddingAgent {
    /** A tick that spends many times its share, or a cost many times the target, is counted as this many. */
    private static final double MOST_SHARES = 3;

    private final double cpa;
    private final double rate;
    private double lambda;
    private double q;
    private double target;
    private double spentBefore;
    private double bought;

    /**
     * @param cpa most that a conversion may cost, currency, {@code > 0}
     * @param rate of learning per tick, dimensionless, {@code > 0}
     * @throws IllegalArgumentException if one is not positive
     */
    public BudgetCpaPacing(double cpa, double rate) {
        this.cpa = requirePositive("cpa", cpa);
        this.rate = requirePositive("rate", rate);
        this.lambda = 1 / cpa;
        this.q = 1 / cpa;
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
        spentBefore = 0;
        bought = 0;
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
            lambda = step(lambda, (seen.spent() - spentBefore) / due);
            for (int line = 0; line < seen.lines(); line++) {
                bought += seen.expected(line);
            }
            if (bought > 0) {
                q = step(q, seen.spent() / (cpa * bought));
            }
        }
        spentBefore = seen.spent();
        double alpha = (1 + q * cpa) / (lambda + q);
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, alpha * seen.conversionRate(line));
        }
        bids.limit(left);
    }

    private double step(double price, double ratio) {
        double moved = price * Math.exp(rate * (Math.min(MOST_SHARES, ratio) - 1));
        return Multiplier.within(moved * cpa) / cpa;
    }

    @Override
    public BiddingAgent copy() {
        var copy = new BudgetCpaPacing(cpa, rate);
        copy.lambda = lambda;
        copy.q = q;
        copy.target = target;
        copy.spentBefore = spentBefore;
        copy.bought = bought;
        return copy;
    }
}
