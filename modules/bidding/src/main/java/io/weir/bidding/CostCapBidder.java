package io.weir.bidding;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.bidding.CostCap.Result;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Buys as many results as a target buys at no more than a result may cost on average over the period; what cannot be bought at that
 * stays unspent. Every line is bid {@code alpha} times what is expected of it: under a budget and a cost per result the best bid in a
 * second-price auction is {@code v (1 + q C) / (lambda + q)}, with {@code lambda} the price of the budget and {@code q} that of the
 * cost, so that one number per tick is to be found.
 *
 * <p>Before every tick the rest of the period is taken to go, after a while in which the market stays as it is, as each of the
 * periods before went ({@link MarketMemory}). For each of these the best {@code alpha} is the greatest one that keeps both, and what is
 * bid is their harmonic mean: the price of money now is the mean of what it may turn out to be. The mean of what would be spent, in its
 * place, is ruled by rare periods in which there is much to be had, and too little is bid in all others.
 *
 * <p>A result bought by the last of a bid costs the bid itself, so bids are above the cap where most results cost less. So that
 * the cost comes back from no tick that turns out larger than others, no more is bid above it than what has been saved so far
 * makes good in the largest market that is remembered.
 *
 * <p>Source of the bid: Yang, Li, Wang, Wu, Li, Xu and Gai (2019), <em>Bid optimization by multivariable control in display
 * advertising</em>. Of a price that is the mean over what may come: the dual price of a multi-stage stochastic program, a
 * martingale; see Shapiro, Dentcheva and Ruszczynski, <em>Lectures on stochastic programming</em>.
 */
public final class CostCapBidder implements BiddingAgent {
    /** The bid moves by no more than this factor from tick to tick. */
    private static final double MOST_STEP = 2;
    /** How the bid rises while nothing is won. */
    private static final double RISE = 1.3;
    /** Least and most that is bid, over the most that a result may cost. */
    private static final double LEAST = 1e-3;

    private static final double MOST = 3;
    /** By which part the cost is to stay below what it may be: what chance does to it in the last tick. */
    private static final double CERTAIN = 0.002;
    /** Share of a limit that is as good as all of it. */
    private static final double ALL = 0.99;
    /** While nothing is known a tick may spend so many times its even share of what is left. */
    private static final double BURST = 8;
    /** How near the bid is to the best one, a factor. */
    private static final double PRECISE = 1.001;

    private final CostCap cap;
    private final double start;
    private @Nullable MarketMemory memory;
    private double alpha;
    private double target;
    private double spentBefore;
    private double limitBefore;
    private double bought;
    private boolean fresh;
    private double forecastSpend = Double.NaN;

    /**
     * @param cap what is to be bought, and what it may cost
     * @param start what is bid at first per expected result, currency per conversion or per currency of value, {@code > 0}
     * @throws IllegalArgumentException if it is not positive
     */
    public CostCapBidder(CostCap cap, double start) {
        this.cap = cap;
        this.start = requirePositive("start", start);
        this.alpha = start;
    }

    @Override
    public void begin(double target) {
        retarget(target);
        spentBefore = 0;
        bought = 0;
        fresh = true;
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        MarketMemory now = memory;
        if (now == null || now.ticks() != seen.ticksPerPeriod()) {
            now = new MarketMemory(seen.ticksPerPeriod());
            memory = now;
            fresh = true;
        }
        int tick = seen.ticksPerPeriod() - seen.ticksLeft();
        boolean first = fresh;
        boolean whole = true;
        if (first) {
            if (tick == 0 && now.periods() > 0) {
                learn(now, seen, now.ticks() - 1);
            }
            now.begin();
            fresh = false;
        } else if (tick > 0) {
            bought += learn(now, seen, tick - 1);
            whole = limitBefore == 0 || seen.spent() - spentBefore < ALL * limitBefore;
        }
        double left = Math.max(0, target - seen.spent());
        double best = best(now, tick, seen.spent(), left);
        boolean known = !Double.isNaN(best);
        if (!whole) {
            alpha = Math.max(lowest(), Math.min(known ? best : alpha, alpha / MOST_STEP));
        } else if (known && left > 0) {
            alpha = first ? best : Math.max(alpha / MOST_STEP, Math.min(alpha * MOST_STEP, best));
        } else if (!known && !first) {
            alpha = Math.min(highest(), alpha * RISE);
        }
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, alpha * each(seen, line));
        }
        spentBefore = seen.spent();
        limitBefore = known ? left : Math.min(left, BURST * left / seen.ticksLeft());
        bids.limit(limitBefore);
    }

    private double each(Observation seen, int line) {
        return cap.result() == Result.VALUE ? seen.value(line) : seen.conversionRate(line);
    }

    /** Learns from the last tick; results that it brought. */
    private double learn(MarketMemory now, Observation seen, int tick) {
        TickResults last = TickResults.of(seen, cap.result());
        if (limitBefore > 0) {
            // where money did not suffice, there was at least as much to be had as was won
            now.learn(tick, alpha, last.opportunities(), last.won(), last.spend(), last.results());
        }
        return last.results();
    }

    /** The bid that is best for what may come; NaN if nothing is known. Notes what would be spent. */
    private double best(MarketMemory now, int tick, double spent, double left) {
        double most = cap.most() * (1 - CERTAIN);
        double saved = most * bought - spent;
        double price = 0;
        double spend = 0;
        int known = 0;
        for (int back = 0; back < now.periods(); back++) {
            if (now.recall(tick, back)) {
                double one = within(now, left, most, saved);
                price += 1 / one;
                spend += Math.min(left, now.spend(one));
                known++;
            }
        }
        if (known == 0) {
            forecastSpend = Double.NaN;
            return Double.NaN;
        }
        forecastSpend = spent + spend / known;
        double bid = known / price;
        return bid <= most ? bid : greatest(most, bid, one -> now.worstExcess(tick, one, most) - saved);
    }

    /** The greatest bid that keeps target and cost in the period that is recalled. */
    private double within(MarketMemory now, double left, double most, double saved) {
        double affordable = greatest(lowest(), highest(), one -> now.spend(one) - left);
        // up to the cap more bid for makes up for what has cost too much, beyond it uses up what was saved
        return affordable <= most ? affordable : greatest(most, affordable, one -> now.excess(one, most) - saved);
    }

    private double lowest() {
        return LEAST * cap.most();
    }

    private double highest() {
        return MOST * cap.most();
    }

    /** The greatest bid between two at which a function that crosses zero from below is not yet above it; at least the lower one. */
    private static double greatest(double low, double high, DoubleUnaryOperator over) {
        if (over.applyAsDouble(high) <= 0) {
            return high;
        }
        return Bisection.greatest(low, high, PRECISE, over);
    }

    @Override
    public CostCapBidder copy() {
        var copy = new CostCapBidder(cap, start);
        copy.memory = memory == null ? null : memory.copy();
        copy.alpha = alpha;
        copy.target = target;
        copy.spentBefore = spentBefore;
        copy.limitBefore = limitBefore;
        copy.bought = bought;
        copy.fresh = fresh;
        copy.forecastSpend = forecastSpend;
        return copy;
    }

    @Override
    public double shadowPrice() {
        return 1 / alpha;
    }

    @Override
    public double forecastSpend() {
        return forecastSpend;
    }
}
