package io.weir.bidding;

import java.util.Arrays;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * What the market was like in the ticks of the latest periods, and what a bid would buy in the rest of this one if that went as one of
 * them did. Not safe for use by several threads.
 *
 * <p>A bid is told as {@code alpha}, currency per expected result. In a tick every opportunity has the same price and the results
 * expected of one are normal with mean {@code worth} and deviation {@code SPREAD * worth}; those are won whose bid is above the
 * price. With {@code level} the bid at which the average opportunity is just won and {@code z = (1 - level / alpha) / SPREAD}, a bid
 * wins the share {@code Phi(z)}, which costs a price each and brings {@code worth * (Phi(z) + SPREAD * phi(z))} in all. So a bit more
 * bid for costs exactly what is bid for what it adds, as in any second-price auction: how far a bid may go until a result costs
 * too much on average follows from that. Where changed bids turn out to change what is won by less than that, it is learned by which
 * power less.
 */
final class MarketMemory {
    /** Spread of values over their mean; of predicted conversion rates about a half. */
    private static final double SPREAD = 0.6;
    /** Ticks that the market is taken to stay as it is. */
    private static final int STAYS = 4;
    /** Ticks and periods that are remembered at most, and periods at least. */
    private static final int TICKS = 400;

    private static final int MOST_PERIODS = 8;
    private static final int LEAST_PERIODS = 2;

    private static final double MOST_SHARE = 0.98;
    /** Of a tick that won nothing it is known that it would not have won this many. */
    private static final double NONE = 0.5;
    /** Least level over the bid. */
    private static final double LEAST_LEVEL = 0.05;

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

    private final int ticks;
    private final int periods;
    /** {@code [period in a ring * ticks + tick]}; opportunities are NaN where nothing was seen. */
    private final double[] opportunities;

    private final double[] level;
    /** Logarithm of what was won of the worth of all, 0 where nothing was; another bid's results are told from it. */
    private final double[] logWon;
    /** Levels as they are taken to be: those of ticks that won nothing are like others that were at least as dear. */
    private final double[] likely;

    /** NaN where nothing was won. */
    private final double[] worth;
    /** What one costs, over {@code level * worth}; NaN where nothing was won. */
    private final double[] markup;

    private final Steepness steepness;
    /** By which power of the model's growth results grow with the bid. */
    private double power = 1;

    private double meanWorth = Double.NaN;
    private double meanMarkup = Double.NaN;
    private double meanTraffic = Double.NaN;

    private int begun;
    /** The tick that was seen last, of this period. */
    private int latest = -1;

    // the rest of a period as one before it went: set by recall
    private final double[] restLevel;
    private final double[] restWorth;
    private final double[] restPrice;
    private final double[] restWon;
    private int rest;

    /** @param ticks of a period */
    MarketMemory(int ticks) {
        this(ticks, new Steepness());
    }

    private MarketMemory(int ticks, Steepness steepness) {
        this.ticks = ticks;
        this.steepness = steepness;
        this.periods = Math.max(LEAST_PERIODS, Math.min(MOST_PERIODS, TICKS / ticks));
        this.opportunities = new double[periods * ticks];
        this.level = new double[periods * ticks];
        this.logWon = new double[periods * ticks];
        this.likely = new double[periods * ticks];
        this.worth = new double[periods * ticks];
        this.markup = new double[periods * ticks];
        this.restLevel = new double[ticks];
        this.restWorth = new double[ticks];
        this.restPrice = new double[ticks];
        this.restWon = new double[ticks];
        Arrays.fill(opportunities, Double.NaN);
    }

    /** Ticks of a period. */
    int ticks() {
        return ticks;
    }

    /** A period begins; the oldest one is forgotten. */
    void begin() {
        begun++;
        latest = -1;
        Arrays.fill(opportunities, at(0), at(0) + ticks, Double.NaN);
    }

    /** Where this period's tick is. */
    private int at(int tick) {
        return Math.floorMod(begun - 1, periods) * ticks + tick;
    }

    /**
     * A tick is over.
     *
     * @param tick of the period
     * @param alpha that was bid
     * @param offered opportunities that there were
     * @param won those that were won
     * @param spend currency
     * @param results expected of what was bought
     */
    void learn(int tick, double alpha, double offered, double won, double spend, double results) {
        if (!(offered > 0)) {
            return;
        }
        boolean any = won > 0 && results > 0 && spend > 0;
        double share = Math.min(MOST_SHARE, Math.max(NONE, any ? won : NONE) / Math.max(1, offered));
        int k = at(tick);
        opportunities[k] = offered;
        level[k] = alpha * Math.max(LEAST_LEVEL, 1 - SPREAD * quantile(share));
        double z = (1 - level[k] / alpha) / SPREAD;
        double of = below(z) + SPREAD * density(z);
        logWon[k] = any ? Math.log(of) : 0;
        worth[k] = any ? results / (offered * of) : Double.NaN;
        markup[k] = any ? spend / (offered * below(z) * level[k] * worth[k]) : Double.NaN;
        if (any && latest >= 0 && latest == tick - 1) {
            compare(k - 1, alpha, results / offered);
        }
        latest = tick;
        summarise();
    }

    /** Holds what a changed bid bought of an opportunity against what it would have bought in the tick before. */
    private void compare(int before, double alpha, double results) {
        if (known(before)) {
            double z = (1 - level[before] / alpha) / SPREAD;
            double growth = Math.log(below(z) + SPREAD * density(z)) - logWon[before];
            double seen = Math.log(results / worth[before]) - logWon[before];
            steepness.learn(seen, growth);
            power = steepness.value();
        }
    }

    private void summarise() {
        double results = 0;
        double cost = 0;
        double offered = 0;
        int won = 0;
        int seen = 0;
        for (int k = 0; k < level.length; k++) {
            if (!Double.isNaN(opportunities[k])) {
                offered += opportunities[k];
                seen++;
            }
            if (known(k)) {
                results += worth[k];
                cost += markup[k];
                won++;
            }
            likely[k] = known(k) ? level[k] : usualAbove(level[k]);
        }
        meanTraffic = offered / seen;
        meanWorth = results / won;
        meanMarkup = cost / won;
    }

    /** How many periods {@link #recall} can be asked for. */
    int periods() {
        return Math.min(begun, periods);
    }

    /**
     * Takes it that the market stays as it was in the last tick for a little while, and is then what it was in an earlier period; where
     * that is this very period, what it has been so far comes again.
     *
     * @param tick that comes
     * @param back how many periods before this one, {@code < periods()}
     * @return whether anything is known
     */
    boolean recall(int tick, int back) {
        int other = Math.floorMod(begun - 1 - back, periods) * ticks;
        rest = 0;
        for (int t = tick; t < ticks; t++) {
            boolean near = latest >= 0 && t - tick < STAYS;
            int k = near ? at(latest) : other + (back == 0 ? repeated(tick, t) : t);
            if (!Double.isNaN(opportunities[k]) && !Double.isNaN(meanWorth)) {
                double each = traffic(t) * (known(k) ? worth[k] : meanWorth);
                restLevel[rest] = likely[k];
                restWorth[rest] = each;
                restPrice[rest] = each * likely[k] * (known(k) ? markup[k] : meanMarkup);
                restWon[rest] = known(k) ? logWon[k] : Double.NaN;
                rest++;
            }
        }
        return rest > 0;
    }

    private static int repeated(int tick, int later) {
        return tick == 0 ? later : (later - tick) % tick;
    }

    private boolean known(int k) {
        return !Double.isNaN(opportunities[k]) && !Double.isNaN(worth[k]);
    }

    /** Mean of the opportunities at a tick, or of all ticks if none was seen there. */
    private double traffic(int tick) {
        double sum = 0;
        int seen = 0;
        for (int k = tick; k < opportunities.length; k += ticks) {
            if (!Double.isNaN(opportunities[k])) {
                sum += opportunities[k];
                seen++;
            }
        }
        return seen > 0 ? sum / seen : meanTraffic;
    }

    /** Geometric mean of the levels that are known and above one, or that one. */
    private double usualAbove(double least) {
        double sum = 0;
        int seen = 0;
        for (int k = 0; k < level.length; k++) {
            if (known(k) && level[k] > least) {
                sum += Math.log(level[k]);
                seen++;
            }
        }
        return seen > 0 ? Math.exp(sum / seen) : least;
    }

    /** Currency that the rest of the recalled period would cost. */
    double spend(double alpha) {
        double sum = 0;
        for (int k = 0; k < rest; k++) {
            double z = (1 - restLevel[k] / alpha) / SPREAD;
            double won = below(z);
            sum += restPrice[k] * won * flattened(won + SPREAD * density(z), restWon[k]);
        }
        return sum;
    }

    /** What the rest of the recalled period would cost beyond what its results may cost, currency. */
    double excess(double alpha, double cap) {
        double sum = 0;
        for (int k = 0; k < rest; k++) {
            double z = (1 - restLevel[k] / alpha) / SPREAD;
            double won = below(z);
            double of = won + SPREAD * density(z);
            sum += (restPrice[k] * won - cap * restWorth[k] * of) * flattened(of, restWon[k]);
        }
        return sum;
    }

    /** What is bought over what the model says, where results grow by a power of what it says. */
    private double flattened(double of, double logBefore) {
        if (of == 0 || power == 1 || Double.isNaN(logBefore)) {
            return 1;
        }
        return Math.exp((power - 1) * (Math.log(of) - logBefore));
    }

    /** The most that one tick could cost beyond what its results may cost, in any market that is remembered, currency. */
    double worstExcess(int tick, double alpha, double cap) {
        double most = 0;
        for (int k = 0; k < level.length; k++) {
            if (known(k)) {
                double z = (1 - level[k] / alpha) / SPREAD;
                double won = below(z);
                double cost = level[k] * markup[k] * won - cap * (won + SPREAD * density(z));
                most = Math.max(most, worth[k] * cost * flattened(won + SPREAD * density(z), logWon[k]));
            }
        }
        return most * traffic(tick);
    }

    private static double below(double z) {
        return 0.5 * Erfc.value(-z / ROOT_2);
    }

    private static double density(double z) {
        return DENSITY * Math.exp(-z * z / 2);
    }

    private static double quantile(double share) {
        return -ROOT_2 * InverseErfc.value(2 * share);
    }

    MarketMemory copy() {
        var copy = new MarketMemory(ticks, steepness.copy());
        System.arraycopy(opportunities, 0, copy.opportunities, 0, level.length);
        System.arraycopy(level, 0, copy.level, 0, level.length);
        System.arraycopy(logWon, 0, copy.logWon, 0, level.length);
        System.arraycopy(likely, 0, copy.likely, 0, level.length);
        System.arraycopy(worth, 0, copy.worth, 0, level.length);
        System.arraycopy(markup, 0, copy.markup, 0, level.length);
        copy.power = power;
        copy.meanTraffic = meanTraffic;
        copy.meanWorth = meanWorth;
        copy.meanMarkup = meanMarkup;
        copy.begun = begun;
        copy.latest = latest;
        return copy;
    }
}
