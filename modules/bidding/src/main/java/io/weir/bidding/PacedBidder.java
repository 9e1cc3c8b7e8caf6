package io.weir.bidding;

import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Spends a target on as much KPI value as it buys: every line is bid {@code alpha} times what it is worth. Under a budget the best bid in
 * a second-price auction has this form, {@code v / lambda} with {@code lambda} the price of the budget, so that one number per tick is
 * to be found: the {@code alpha} with which the rest of the period, as it is forecast, spends the rest of the target. Before every
 * tick the forecast is made anew (model predictive control), so that its error shrinks as the period ends, and a target that is
 * changed meanwhile is followed from the next tick on. {@link CostCapBidder} is for whoever would rather leave money than pay too
 * much.
 *
 * <p>What trying costs is bounded: the bid moves by less than a third from tick to tick, and no tick spends more than a few times its
 * share of what is left.
 *
 * <p>Source of the bid: Balseiro and Gur (2019), <em>Learning in repeated auctions with budgets: regret minimization and
 * equilibrium</em>, where it is approached by steps and not by a forecast.
 */
public final class PacedBidder implements BiddingAgent {
    /** The bid moves by no more than this factor from tick to tick. */
    private static final double MOST_STEP = 1.3;
    /** The same where a tick is a day: as few as tell of a week differ by chance, and bids that follow it cost more than they win. */
    private static final double MOST_DAY_STEP = 1.12;
    /** Least and most that is bid, over the first bid. */
    private static final double RANGE = 1e3;
    /** Share of a limit that is as good as all of it. */
    private static final double ALL = 0.99;
    /** A tick may spend so many times its even share of what is left. */
    private static final double BURST = 8;
    /** The same where a tick is a day. */
    private static final double DAY_BURST = 2.5;
    /** By which share the last tick tries to buy more than is left, so that chance leaves little unspent; its limit cuts the rest. */
    private static final double LANDING = 0.1;
    /** After so many ticks in which the bid rose as fast as it may, what it buys is all that there is. */
    private static final int RISING = 4;
    /** How near the bid is to the best one, a factor. */
    private static final double PRECISE = 1.0005;

    private final double start;
    private @Nullable VolumeForecast forecast;
    private double alpha;
    /** The bid before somebody else changed it. */
    private double decided;
    /** The first bid. */
    private double base;

    private boolean begun;
    private double target;
    private double spentBefore;
    /** Bids that are within reach of this tick. */
    private double low;

    private double high;
    private double bidSum;
    private int bidTicks;
    private double spendAtBid = Double.NaN;
    private double forecastSpend = Double.NaN;
    /** Ticks in a row in which the bid rose as fast as it may. */
    private int rising;

    private double dueBefore;
    private double limitBefore;

    /**
     * @param start what is bid at first per currency of value, {@code > 0}
     * @throws IllegalArgumentException if it is not positive
     */
    public PacedBidder(double start) {
        this.start = requirePositive("start", start);
        this.alpha = start;
        this.decided = start;
        this.base = start;
    }

    @Override
    public void begin(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
        spentBefore = 0;
        if (forecast != null) {
            forecast.begin();
        }
    }

    @Override
    public void retarget(double target) {
        this.target = requireInRange("target", target, 0, Double.MAX_VALUE);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        VolumeForecast now = forecast;
        if (now == null || now.ticks() != seen.ticksPerPeriod()) {
            now = new VolumeForecast(seen.ticksPerPeriod());
            forecast = now;
        }
        int tick = seen.ticksPerPeriod() - seen.ticksLeft();
        double left = Math.max(0, target - seen.spent());
        boolean whole = true;
        if (tick > 0) {
            whole = learn(now, seen, tick - 1);
        }
        boolean known = now.look(tick, tick == 0 ? usual() : alpha);
        double step = seen.ticksPerDay() > 1 ? MOST_STEP : MOST_DAY_STEP;
        if (!whole) {
            // as the number bought and the price of each grow with the bid, money grows like its square
            double shares = (seen.spent() - spentBefore) / dueBefore;
            alpha = Math.max(lowest(), alpha / Math.max(MOST_STEP, Math.sqrt(shares)));
        } else if (known) {
            // a period ends with bids that land on its target: the next one begins with its own
            low = tick == 0 ? lowest() : Math.max(lowest(), decided / step);
            high = tick == 0 ? highest() : Math.min(highest(), decided * step);
            alpha = best(now, seen, left);
        } else if (tick > 0) {
            alpha = Math.min(highest(), decided * MOST_STEP);
        } else if (!begun) {
            alpha = first(seen);
            base = alpha;
        }
        decided = alpha;
        begun = true;
        if (tick == 0) {
            bidSum = 0;
            bidTicks = 0;
        }
        bidSum += Math.log(alpha);
        bidTicks++;
        spentBefore = seen.spent();
        spendAtBid = Math.min(target, seen.spent() + (known ? now.spend(alpha) : Double.NaN));
        boolean rises = whole && known && alpha >= high / PRECISE && high < highest();
        rising = rises ? rising + 1 : 0;
        if (!whole) {
            // a tick took all it might: there is more to be had than it may spend
            forecastSpend = target;
        } else if (rises && rising < RISING) {
            double soon = Math.min(highest(), alpha * Math.pow(step, RISING - rising));
            forecastSpend = Math.min(target, seen.spent() + now.spend(soon));
        } else {
            forecastSpend = spendAtBid;
        }
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, alpha * seen.value(line));
        }
        dueBefore = left / seen.ticksLeft();
        limitBefore = Math.min(left, (seen.ticksPerDay() > 1 ? BURST : DAY_BURST) * dueBefore);
        bids.limit(limitBefore);
    }

    /** What was bid per unit of what is expected. */
    double alpha() {
        return alpha;
    }

    /** What would be spent by the end of the period if the bid stayed as it is, currency; NaN if that is not known. */
    double spendAtBid() {
        return spendAtBid;
    }

    /**
     * Takes it that the tick is bid for with another bid than was decided: what comes of it is learned of that one, and the next bid
     * is in reach of the decided one, so that changes do not add up.
     */
    void changed(double factor) {
        alpha *= factor;
        bidSum += Math.log(factor);
    }

    /** The mean bid of the period before. */
    private double usual() {
        return bidTicks > 0 ? Math.exp(bidSum / bidTicks) : alpha;
    }

    /** Learns from the last tick; whether money sufficed for all that it bid for. */
    private boolean learn(VolumeForecast now, Observation seen, int tick) {
        TickResults last = TickResults.of(seen, CostCap.Result.VALUE);
        double spent = seen.spent() - spentBefore;
        boolean whole = spent < ALL * limitBefore;
        if (whole) {
            now.learn(tick, alpha, last.opportunities(), last.won(), spent, last.results());
        }
        return whole || limitBefore == 0;
    }

    /** What would win about half of what there is, if the market tells prices before the first bid. */
    private double first(Observation seen) {
        double price = 0;
        double worth = 0;
        for (int line = 0; line < seen.lines(); line++) {
            price += seen.opportunities(line) * seen.price(line);
            worth += seen.opportunities(line) * seen.value(line);
        }
        double usual = price / worth;
        return usual > 0 && usual < Double.POSITIVE_INFINITY ? usual : start;
    }

    private double lowest() {
        return Math.min(base, start) / RANGE;
    }

    private double highest() {
        return Math.max(base, start) * RANGE;
    }

    private double best(VolumeForecast now, Observation seen, double left) {
        double wanted = left * (1 + LANDING / seen.ticksLeft());
        return Bisection.greatest(low, high, PRECISE, one -> now.spend(one) - wanted);
    }

    @Override
    public PacedBidder copy() {
        var copy = new PacedBidder(start);
        copy.forecast = forecast == null ? null : forecast.copy();
        copy.alpha = alpha;
        copy.decided = decided;
        copy.base = base;
        copy.begun = begun;
        copy.target = target;
        copy.spentBefore = spentBefore;
        copy.bidSum = bidSum;
        copy.bidTicks = bidTicks;
        copy.spendAtBid = spendAtBid;
        copy.forecastSpend = forecastSpend;
        copy.rising = rising;
        copy.dueBefore = dueBefore;
        copy.limitBefore = limitBefore;
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
