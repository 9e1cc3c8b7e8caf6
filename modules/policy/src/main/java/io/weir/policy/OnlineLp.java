package io.weir.policy;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * Solves, before every tick, the linear program of what is left of the period, with the impressions of a log in place of those to
 * come: the most conversions that the rest of the target buys are those that cost least per expected conversion, so that the bid
 * is the cost at which the rest is spent, {@code bid = ratio * conversion rate}.
 *
 * <p>Source: the online LP of AuctionNet (Su, Huo, Zhang and others, 2024, <em>AuctionNet: a novel benchmark for decision-making in
 * large-scale games</em>), which caps the ratio at 1.5 times the target CPA.
 */
public final class OnlineLp implements BiddingAgent {
    private final double[][] rest;
    private final double most;
    private double target;

    /**
     * @param log of past periods
     * @param most greatest bid, currency per expected conversion, {@code > 0}
     * @throws IllegalArgumentException if it is not positive
     */
    public OnlineLp(PriceLog log, double most) {
        this(log.rest(), requirePositive("most", most));
    }

    private OnlineLp(double[][] rest, double most) {
        this.rest = rest;
        this.most = most;
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if the period has other ticks than those of the log */
    @Override
    public void bid(Observation seen, Bids bids) {
        require(
                seen.ticksPerPeriod() == rest.length,
                "ticks of a period (%s) must be those of the log (%s).",
                seen.ticksPerPeriod(),
                rest.length);
        double left = Math.max(0, target - seen.spent());
        double[] cost = rest[rest.length - seen.ticksLeft()];
        int low = -1;
        int high = cost.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >> 1;
            if (cost[middle] <= left) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        double ratio = low < 0 ? 0 : Math.min(most, PriceLog.ratio(low));
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, ratio * seen.conversionRate(line));
        }
        bids.limit(left);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new OnlineLp(rest, most);
        copy.target = target;
        return copy;
    }
}
