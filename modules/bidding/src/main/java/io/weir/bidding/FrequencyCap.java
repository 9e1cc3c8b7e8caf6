package io.weir.bidding;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Shows no audience more impressions per person and period than a cap, on average over its people. The bid on an audience that would
 * get more is lowered to the greatest one with which the rest of the period, as it is forecast, stays within the cap, so that its
 * impressions are bought where they are cheap all through the period instead of all at its beginning; the money that is not spent
 * on it goes to the other audiences, or stays unspent.
 *
 * <p>An audience that has had its impressions, or so nearly that a tick may win more by chance, is not bid for until the next period,
 * which begins with the bid that was last made for it. No tick gets more money than 0.7 of what the impressions that are left cost at
 * recent prices: the cap is passed only where prices fall by more than that from one tick to the next, or where an audience is shown
 * what was left for another. Not safe for use by several threads.
 */
public final class FrequencyCap implements BiddingAgent {
    /** What is left is paid for at this part of recent prices, as they may fall within a tick. */
    private static final double CAUTION = 0.7;

    /** Weight of the latest tick in how far forecasts of ticks are off. */
    private static final double LEARNING = 0.1;

    /** No more than this part of a cap is given up for what chance may do, however far forecasts were off. */
    private static final double MOST_GIVEN_UP = 0.05;

    /** A bid that was lowered moves by no more than this factor from tick to tick. */
    private static final double MOST_STEP = 1.3;
    /** How near the bid is to the greatest one that stays within the cap, a factor. */
    private static final double PRECISE = 1.001;

    private final BiddingAgent base;
    private final double cap;
    /** People of each line's audience. */
    private final double[] people;

    private final VolumeForecast[] forecasts;
    private final double[] shown;
    /** What was bid in the tick before; 0 where nothing was. */
    private final double[] bidBefore;

    /** The last bid that was one; 0 before the first. */
    private final double[] lastBid;

    private final boolean[] lowered;
    /** Currency spent in this period, per line. */
    private final double[] paid;
    /** What an impression cost in the last tick that won any, or in all of the period if that is less; without end before the first. */
    private final double[] cost;

    /** Impressions that were forecast of the tick that is on, per line; NaN where nothing could be. */
    private final double[] expected;

    /** Mean square of what ticks won beside what was forecast of them, impressions, per line; NaN before the first. */
    private final double[] off;

    private boolean running;

    /**
     * @param base who bids; used and changed
     * @param cap most impressions per person and period, {@code > 0}
     * @param people of the audience of each line, {@code > 0}
     * @throws IllegalArgumentException if a number is out of range
     */
    public FrequencyCap(BiddingAgent base, double cap, double[] people) {
        this(base, cap, people.clone(), new VolumeForecast[people.length]);
    }

    private FrequencyCap(BiddingAgent base, double cap, double[] people, VolumeForecast[] forecasts) {
        this.base = base;
        this.cap = requireInRange("frequency-cap", cap, Double.MIN_NORMAL, Double.MAX_VALUE);
        for (double one : people) {
            requireInRange("people", one, Double.MIN_NORMAL, Double.MAX_VALUE);
        }
        this.people = people;
        this.forecasts = forecasts;
        this.shown = new double[people.length];
        this.bidBefore = new double[people.length];
        this.lastBid = new double[people.length];
        this.lowered = new boolean[people.length];
        this.paid = new double[people.length];
        this.cost = new double[people.length];
        this.expected = new double[people.length];
        this.off = new double[people.length];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        Arrays.fill(off, Double.NaN);
    }

    @Override
    public void begin(double target) {
        base.begin(target);
        Arrays.fill(shown, 0);
        Arrays.fill(paid, 0);
        for (VolumeForecast forecast : forecasts) {
            if (forecast != null) {
                forecast.begin();
            }
        }
        running = false;
    }

    @Override
    public void retarget(double target) {
        base.retarget(target);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        require(
                bids.lines() == people.length,
                "lines (%s) must be as many as audiences whose people are known (%s).",
                bids.lines(),
                people.length);
        base.bid(seen, bids);
        double most = 0;
        int tick = seen.ticksPerPeriod() - seen.ticksLeft();
        for (int line = 0; line < people.length; line++) {
            VolumeForecast forecast = forecast(line, seen.ticksPerPeriod());
            if (running && tick > 0) {
                shown[line] += seen.won(line);
                paid[line] += seen.spend(line);
                if (seen.won(line) > 0) {
                    cost[line] = Math.min(seen.spend(line) / seen.won(line), paid[line] / shown[line]);
                }
                if (bidBefore[line] > 0) {
                    learnError(line, seen.won(line));
                    forecast.learn(
                            tick - 1,
                            bidBefore[line],
                            seen.opportunities(line),
                            seen.won(line),
                            seen.spend(line),
                            seen.won(line));
                }
            }
            double wanted = bids.bid(line);
            double allowed = allowed(forecast, tick, line, wanted);
            bids.set(line, allowed);
            bidBefore[line] = allowed;
            lastBid[line] = allowed > 0 ? allowed : lastBid[line];
            lowered[line] = allowed < wanted;
            expected[line] = allowed > 0 ? forecast.resultsNow(allowed) : Double.NaN;
            most += allowed > 0 ? Math.max(0, cap * people[line] - shown[line]) * cost[line] : 0;
        }
        // a tick that wins more than was forecast runs out of money when it has shown what is left
        bids.limit(Math.min(bids.limit(), CAUTION * most));
        running = true;
    }

    private VolumeForecast forecast(int line, int ticks) {
        if (forecasts[line] == null || forecasts[line].ticks() != ticks) {
            forecasts[line] = new VolumeForecast(ticks);
        }
        return forecasts[line];
    }

    /** A tick is over: its forecast is held against what it won. */
    private void learnError(int line, double won) {
        double error = won - expected[line];
        double square = error * error;
        if (!Double.isNaN(square)) {
            off[line] = Double.isNaN(off[line]) ? square : off[line] + LEARNING * (square - off[line]);
        }
    }

    /** What may be bid on a line of what is wanted. */
    private double allowed(VolumeForecast forecast, int tick, int line, double wanted) {
        double most = cap * people[line];
        double left = most - shown[line];
        boolean byChance = left < MOST_GIVEN_UP * most && left * left < off[line];
        if (!(left > 0) || !(wanted > 0) || byChance) {
            return 0;
        }
        double about = lastBid[line] > 0 ? lastBid[line] : wanted;
        // who bids may have raised a bid that was lowered, as it bought too little
        double highest = lowered[line] ? Math.min(wanted, about * MOST_STEP) : wanted;
        if (!forecast.look(tick, about) || forecast.results(highest) <= left) {
            return highest;
        }
        double above = Math.min(highest, about * MOST_STEP);
        double below = Math.min(above, about / MOST_STEP);
        if (forecast.results(above) <= left) {
            return above;
        }
        return Bisection.greatest(below, above, PRECISE, bid -> forecast.results(bid) - left);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new FrequencyCap(
                base.copy(),
                cap,
                people,
                Stream.of(forecasts).map(one -> one == null ? null : one.copy()).toArray(VolumeForecast[]::new));
        System.arraycopy(shown, 0, copy.shown, 0, shown.length);
        System.arraycopy(bidBefore, 0, copy.bidBefore, 0, bidBefore.length);
        System.arraycopy(lastBid, 0, copy.lastBid, 0, lastBid.length);
        System.arraycopy(paid, 0, copy.paid, 0, paid.length);
        System.arraycopy(cost, 0, copy.cost, 0, cost.length);
        System.arraycopy(expected, 0, copy.expected, 0, expected.length);
        System.arraycopy(off, 0, copy.off, 0, off.length);
        System.arraycopy(lowered, 0, copy.lowered, 0, lowered.length);
        copy.running = running;
        return copy;
    }

    @Override
    public double shadowPrice() {
        return base.shadowPrice();
    }

    @Override
    public double forecastSpend() {
        return base.forecastSpend();
    }
}
