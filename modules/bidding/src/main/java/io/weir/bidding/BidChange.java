package io.weir.bidding;

import static io.weir.core.Checks.requireInRange;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;

/**
 * A paced bidder whose bid somebody else may change before it goes out: what is seen of it and of its market, as numbers of the
 * order of 1, and a change of all its bids by one bounded factor. Without a change it is the paced bidder. What a changed bid
 * brings is learned by the paced bidder as that of the changed bid, so that a change never misleads its forecast.
 *
 * <p>Not safe for use by several threads.
 */
public final class BidChange {
    /**
     * What is seen, in order. Shares and logarithms, cut to a range; "usual" is a mean that forgets within about a period.
     * <ul>
     *   <li>{@code time-left} share of the period's ticks, [0, 1]
     *   <li>{@code target-left} share of the target, [-1, 1]
     *   <li>{@code ahead} target left less time left, [-1, 1]
     *   <li>{@code forecast} what the paced bidder takes the period to spend, over the target, [0, 1]; 1 if it does not know
     *   <li>{@code bid-over-usual} logarithm of what is to be bid over the usual bid, [-2, 2]
     *   <li>{@code bid-change} logarithm of what is to be bid over the last bid, [-2, 2]
     *   <li>{@code last-bid-over-usual} the same as {@code bid-over-usual} of the last bid, [-2, 2]
     *   <li>{@code won} share of opportunities won in the last tick, [0, 1]
     *   <li>{@code won-over-usual} that less its usual, [-1, 1]
     *   <li>{@code price-over-bid} logarithm of the last tick's mean price to be beaten over the mean bid, [-2, 2]
     *   <li>{@code price-over-usual} logarithm of that price over the usual one, [-2, 2]
     *   <li>{@code opportunities-over-usual} logarithm, [-2, 2]
     *   <li>{@code value-over-usual} logarithm of the mean value per opportunity over the usual one, [-2, 2]
     *   <li>{@code return-over-usual} logarithm of value per currency in the last tick over the usual one, [-2, 2]
     *   <li>{@code spend-over-share} what the last tick spent over a tick's even share of the target, a quarter of it, [0, 2]
     *   <li>{@code hour-sine}, {@code hour-cosine} of the hour that begins; {@code weekday-sine}, {@code weekday-cosine}
     *   <li>{@code daily} 1 where a tick is a day, else 0
     * </ul>
     */
    public static final ImmutableList<String> INPUTS = ImmutableList.of(
            "time-left",
            "target-left",
            "ahead",
            "forecast",
            "bid-over-usual",
            "bid-change",
            "last-bid-over-usual",
            "won",
            "won-over-usual",
            "price-over-bid",
            "price-over-usual",
            "opportunities-over-usual",
            "value-over-usual",
            "return-over-usual",
            "spend-over-share",
            "hour-sine",
            "hour-cosine",
            "weekday-sine",
            "weekday-cosine",
            "daily");

    /** What is decided: {@code bid}, by which part of the greatest change, [-1, 1]; 0 leaves the bid as it is. */
    public static final ImmutableList<String> OUTPUTS = ImmutableList.of("bid");

    /** The greatest change of a bid where a tick is a day: its logarithm. */
    public static final double REACH_OF_A_DAY = 0.2;
    /** The same where a tick is an hour: bids that are decided so often are near the best one already. */
    public static final double REACH_OF_AN_HOUR = 0.05;

    private static final double FAR = 2;
    private static final double SHARE = 0.25;
    private static final double TURN = 2 * Math.PI;
    private static final double HOURS = 24;
    private static final double DAYS = 7;

    private final PacedBidder base;
    private final double[] seen;
    private final Usual bid;
    private final Usual won;
    private final Usual price;
    private final Usual opportunities;
    private final Usual value;
    private final Usual returns;
    private double target;
    private double lastBid = Double.NaN;
    private double reach;

    /** @param base whose bids are changed; used and changed */
    public BidChange(PacedBidder base) {
        this(
                base,
                new double[INPUTS.size()],
                new Usual(),
                new Usual(),
                new Usual(),
                new Usual(),
                new Usual(),
                new Usual());
    }

    private BidChange(
            PacedBidder base,
            double[] seen,
            Usual bid,
            Usual won,
            Usual price,
            Usual opportunities,
            Usual value,
            Usual returns) {
        this.base = base;
        this.seen = seen;
        this.bid = bid;
        this.won = won;
        this.price = price;
        this.opportunities = opportunities;
        this.value = value;
        this.returns = returns;
    }

    /** As {@link BiddingAgent#begin}. */
    public void begin(double spendTarget) {
        base.begin(spendTarget);
        target = spendTarget;
    }

    /** As {@link BiddingAgent#retarget}. */
    public void retarget(double spendTarget) {
        base.retarget(spendTarget);
        target = requireInRange("target", spendTarget, 0, Double.MAX_VALUE);
    }

    /** As {@link BiddingAgent#bid}: the paced bidder decides, and what is seen before a change is looked at. */
    public void bid(Observation now, Bids bids) {
        base.bid(now, bids);
        reach = now.ticksPerDay() > 1 ? REACH_OF_AN_HOUR : REACH_OF_A_DAY;
        look(now);
    }

    /**
     * What is seen of the tick that was just bid for.
     *
     * @param into {@code [input]}, filled in the order of {@link #INPUTS}
     */
    public void observe(double[] into) {
        System.arraycopy(seen, 0, into, 0, seen.length);
    }

    /**
     * Changes what was just bid; once a tick.
     *
     * @param action which part of the greatest change, [-1, 1]; beyond is cut
     * @param bids as the paced bidder filled them
     */
    public void change(double action, Bids bids) {
        double factor = Math.exp(reach * cut(action, 1));
        for (int line = 0; line < bids.lines(); line++) {
            bids.set(line, factor * bids.bid(line));
        }
        base.changed(factor);
        lastBid = Math.log(base.alpha());
    }

    private void look(Observation now) {
        int period = now.ticksPerPeriod();
        double opportunity = 0;
        double wins = 0;
        double worth = 0;
        double beaten = 0;
        double spend = 0;
        double gained = 0;
        for (int line = 0; line < now.lines(); line++) {
            double there = now.opportunities(line);
            opportunity += there;
            wins += now.won(line);
            worth += there * now.value(line);
            beaten += there * now.price(line);
            spend += now.spend(line);
            double rate = now.conversionRate(line);
            gained += rate > 0 ? now.expected(line) / rate * now.value(line) : 0;
        }
        double share = opportunity > 0 ? wins / opportunity : 0;
        double logBid = Math.log(base.alpha());
        double timeLeft = now.ticksLeft() / (double) period;
        double targetLeft = target > 0 ? 1 - now.spent() / target : 0;
        double forecast = base.spendAtBid() / target;
        int k = 0;
        seen[k++] = timeLeft;
        seen[k++] = cut(targetLeft, 1);
        seen[k++] = cut(targetLeft - timeLeft, 1);
        seen[k++] = forecast >= 0 && forecast < 1 ? forecast : 1;
        seen[k++] = cut(bid.over(logBid), FAR);
        seen[k++] = cut(logBid - lastBid, FAR);
        seen[k++] = cut(bid.over(lastBid), FAR);
        seen[k++] = share;
        seen[k++] = cut(won.over(share), 1);
        seen[k++] = cut(Math.log(beaten / (worth * base.alpha())), FAR);
        seen[k++] = cut(price.after(Math.log(beaten / opportunity), period), FAR);
        seen[k++] = cut(opportunities.after(Math.log(opportunity), period), FAR);
        seen[k++] = cut(value.after(Math.log(worth / opportunity), period), FAR);
        seen[k++] = cut(returns.after(Math.log(gained / spend), period), FAR);
        seen[k++] = cut(SHARE * spend / (target / period), FAR);
        double hour = TURN * now.hour() / HOURS;
        double day = TURN * now.weekday() / DAYS;
        seen[k++] = Math.sin(hour);
        seen[k++] = Math.cos(hour);
        seen[k++] = Math.sin(day);
        seen[k++] = Math.cos(day);
        seen[k] = now.ticksPerDay() > 1 ? 0 : 1;
        bid.after(logBid, period);
        won.after(share, period);
    }

    /** Cut to {@code [-most, most]}; 0 for what is not known. */
    private static double cut(double x, double most) {
        return x >= -most ? Math.min(x, most) : x < -most ? -most : 0;
    }

    /** What the paced bidder tells of itself. */
    PacedBidder base() {
        return base;
    }

    /** The same in the same state. */
    public BidChange copy() {
        var copy = new BidChange(
                base.copy(),
                seen.clone(),
                bid.copy(),
                won.copy(),
                price.copy(),
                opportunities.copy(),
                value.copy(),
                returns.copy());
        copy.target = target;
        copy.lastBid = lastBid;
        copy.reach = reach;
        return copy;
    }

    /** A mean that forgets within about a period. */
    private static final class Usual {
        private double mean;
        private int count;

        /** What is above the mean; NaN for what is not known. */
        double over(double x) {
            return count > 0 ? x - mean : 0 * x;
        }

        /** What is above the mean of before; the mean then knows it, unless it is no number. */
        double after(double x, int period) {
            double above = over(x);
            if (Math.abs(x) <= Double.MAX_VALUE) {
                count = Math.min(count + 1, period);
                mean += (x - mean) / count;
            }
            return above;
        }

        Usual copy() {
            var copy = new Usual();
            copy.mean = mean;
            copy.count = count;
            return copy;
        }
    }
}
