package io.weir.bidding;

import java.util.Arrays;

/**
 * What a bid would buy in the rest of a period, forecast from what bids bought in the ticks so far, of this period and of those
 * before. Not safe for use by several threads.
 *
 * <p>A bid is told as {@code alpha}, currency per expected result. Of the impressions of a tick it wins the share {@code L((1 -
 * level / alpha) / spread)}, L being the logistic distribution function: values spread about their mean, and those are won whose
 * value at that alpha exceeds the price. The tick's level follows from the share that was won; so every tick seen says what any
 * other bid would have bought in it. The near future is like the last tick, the farther one like all ticks seen.
 */
final class VolumeForecast {
    /** Spread of values over their mean; of predicted conversion rates about a half. */
    private static final double SPREAD = 0.6;
    /** Scale of the logistic distribution that comes nearest to the normal one. */
    private static final double LOGISTIC = 1.702;
    /** How much of the likeness to the last tick is left a tick later. */
    private static final double PERSISTENCE = 0.65;
    /** Weight of a period that is one period older. */
    private static final double MEMORY = 0.97;
    /** Ticks that are remembered, in whole periods, at least two of them. */
    private static final int REMEMBERED = 400;

    /** What was won with one bid is taken to grow no faster than by this power of another. */
    private static final double STEEPEST = 5;
    /** How far, as a logarithm, a bid may be from another to tell much of it: a factor of a half more. */
    private static final double REACH = 0.4;

    private static final double MOST_SHARE = 0.98;
    /** Weight of a period in what is known of traffic. */
    private static final double LEARNING = 0.3;
    /** Ticks after which half of how busy a period is follows from it alone. */
    private static final double PRIOR_TICKS = 5;

    private final int ticks;
    /** Ticks seen, in a ring. */
    private final double[] opportunities;

    private final double[] level;
    /** Logarithms of the share that was won and of the bid it was won with. */
    private final double[] logShare;

    private final double[] bid;
    private final double[] resultsPerShare;
    private final double[] costPerBid;
    private final double[] weight;
    /** Weight of each for the bid that is asked about. */
    private final double[] counts;

    private int seen;
    /** Opportunities at each tick of a period; NaN where none was seen. */
    private final double[] traffic;

    /** Opportunities of this period at ticks for which some were expected, and those. */
    private double came;

    private double wasExpected;
    private double wonInAll;
    private double bought;
    private final Steepness steepness;
    /** The same as of the last look. */
    private double power = 1;

    /** Opportunities of the tick that begins. */
    private double now;

    /** Those of the rest of the period that are like the latest tick's, and those that are like all. */
    private double near;

    private double all;
    private double sum;

    VolumeForecast(int ticks) {
        this(ticks, new Steepness());
    }

    private VolumeForecast(int ticks, Steepness steepness) {
        this.ticks = ticks;
        this.steepness = steepness;
        int most = ticks * Math.max(2, REMEMBERED / ticks);
        this.opportunities = new double[most];
        this.level = new double[most];
        this.logShare = new double[most];
        this.bid = new double[most];
        this.resultsPerShare = new double[most];
        this.costPerBid = new double[most];
        this.weight = new double[most];
        this.counts = new double[most];
        this.traffic = new double[ticks];
        Arrays.fill(traffic, Double.NaN);
    }

    /** A period begins: those before count for less. */
    void begin() {
        for (int k = 0; k < weight.length; k++) {
            weight[k] *= MEMORY;
        }
        came = 0;
        wasExpected = 0;
    }

    /** Ticks of a period. */
    int ticks() {
        return ticks;
    }

    /**
     * A tick is over.
     *
     * @param tick of the period
     * @param alpha that was bid
     * @param offered opportunities that there were
     * @param shown those that were won
     * @param spend currency
     * @param results expected of what was bought
     */
    void learn(int tick, double alpha, double offered, double shown, double spend, double results) {
        if (!Double.isNaN(traffic[tick])) {
            came += offered;
            wasExpected += traffic[tick];
        }
        traffic[tick] = Double.isNaN(traffic[tick]) ? offered : traffic[tick] + LEARNING * (offered - traffic[tick]);
        wonInAll += shown;
        bought += results;
        if (!(offered > 0) || !(wonInAll > 0) || !(bought > 0)) {
            return;
        }
        int last = (seen - 1) % opportunities.length;
        boolean any = shown > 0 && results > 0 && spend > 0;
        // of a tick that won nothing it is known that it would not have won much
        double won = Math.min(MOST_SHARE, (any ? shown : 0.5) / offered);
        double each = any ? results / shown : bought / wonInAll;
        if (any && seen > 0 && tick > 0) {
            compare(last, alpha, won);
        }
        int k = seen++ % opportunities.length;
        opportunities[k] = offered;
        level[k] = alpha * Math.max(0.05, 1 - SPREAD / LOGISTIC * Math.log(won / (1 - won)));
        logShare[k] = Math.log(won);
        bid[k] = Math.log(alpha);
        resultsPerShare[k] = each;
        costPerBid[k] = any ? spend / (alpha * results) : 1;
        weight[k] = 1;
    }

    /** Holds what a changed bid won against what the tick before would have had it win. */
    private void compare(int before, double alpha, double won) {
        if (logShare[before] < Math.log(MOST_SHARE) && won < MOST_SHARE) {
            double forecast = growth(before, alpha);
            steepness.learn(Math.log(won) - logShare[before], forecast);
        }
    }

    /**
     * Makes ready to be asked about the rest of a period; false if nothing can be said.
     *
     * @param about the bid about which is going to be asked: ticks with bids far from it say little of it
     */
    boolean look(int tick, double about) {
        if (seen == 0) {
            return false;
        }
        double mean = Arrays.stream(traffic)
                .filter(one -> !Double.isNaN(one))
                .average()
                .orElse(0);
        near = 0;
        all = 0;
        double unsure = PRIOR_TICKS * mean;
        double busy = (came + unsure) / (wasExpected + unsure);
        double likeness = tick == 0 ? 0 : 1;
        for (int t = tick; t < ticks; t++) {
            double here = Double.isNaN(traffic[t]) ? mean : busy * traffic[t];
            if (t == tick) {
                now = here;
            }
            near += likeness * here;
            all += (1 - likeness) * here;
            likeness *= PERSISTENCE;
        }
        sum = 0;
        power = steepness.value();
        double here = Math.log(about);
        for (int k = 0; k < known(); k++) {
            double away = (bid[k] - here) / REACH;
            counts[k] = weight[k] * opportunities[k] * Math.exp(-away * away / 2);
            sum += counts[k];
        }
        return true;
    }

    private int known() {
        return Math.min(seen, opportunities.length);
    }

    /** Results that the rest would bring. */
    double results(double alpha) {
        return of(alpha, false);
    }

    /** Those of them that the tick that begins would bring, if it is like the latest; NaN before any was seen. */
    double resultsNow(double alpha) {
        return seen == 0 ? Double.NaN : now * at((seen - 1) % opportunities.length, alpha, false);
    }

    /** Currency that the rest would cost. */
    double spend(double alpha) {
        return alpha * of(alpha, true);
    }

    private double of(double alpha, boolean cost) {
        double usual = 0;
        for (int k = 0; k < known(); k++) {
            usual += counts[k] * at(k, alpha, cost);
        }
        int last = (seen - 1) % opportunities.length;
        double latest = at(last, alpha, cost);
        return (sum > 0 ? usual / sum : latest) * all + latest * near;
    }

    /** Per opportunity of a tick. */
    private double at(int k, double alpha, boolean cost) {
        double won = Math.exp(logShare[k] + power * growth(k, alpha));
        return won * resultsPerShare[k] * (cost ? costPerBid[k] : 1);
    }

    /** Logarithm of the share that another bid would have won over the share that was won, as the model has it. */
    private double growth(int k, double alpha) {
        // not log1p: it takes three times as long, and a share that is nearly all needs no more digits
        double growth = -Math.log(1 + Math.exp(-LOGISTIC / SPREAD * (1 - level[k] / alpha))) - logShare[k];
        double most = STEEPEST * (Math.log(alpha) - bid[k]);
        return most > 0 ? Math.min(growth, most) : Math.max(growth, most);
    }

    VolumeForecast copy() {
        var copy = new VolumeForecast(ticks, steepness.copy());
        System.arraycopy(opportunities, 0, copy.opportunities, 0, opportunities.length);
        System.arraycopy(level, 0, copy.level, 0, level.length);
        System.arraycopy(logShare, 0, copy.logShare, 0, level.length);
        System.arraycopy(bid, 0, copy.bid, 0, level.length);
        System.arraycopy(resultsPerShare, 0, copy.resultsPerShare, 0, level.length);
        System.arraycopy(costPerBid, 0, copy.costPerBid, 0, level.length);
        System.arraycopy(weight, 0, copy.weight, 0, level.length);
        System.arraycopy(traffic, 0, copy.traffic, 0, ticks);
        copy.seen = seen;
        copy.came = came;
        copy.wasExpected = wasExpected;
        copy.wonInAll = wonInAll;
        copy.bought = bought;
        return copy;
    }
}
