package io.weir.bidding;

import static io.weir.core.Checks.requirePositive;

import io.weir.policy.Episode;
import io.weir.policy.ImpressionBidder;
import io.weir.policy.PriceLandscape;
import java.util.SplittableRandom;

/**
 * Bids {@code value / price of money}, where the price of money is that at which the rest of the episode, as it is forecast,
 * spends what is left: the fractional knapsack of the forecast, solved again before each impression.
 *
 * <p>The forecast is made of impressions that were seen: the latest, and, where prices go up and down in a cycle, those that
 * stood where the rest of the episode stands in it, the latest cycles first. A price that was not learned, as the impression
 * was lost, is drawn from the landscape above the bid.
 *
 * <p>Source of the knapsack's price of money: Agrawal, Wang and Ye (2014), <em>A dynamic near-optimal algorithm for online
 * linear programming</em>, re-solved with what is left as in Jasin and Kumar (2012), <em>A re-solving heuristic with bounded
 * revenue loss for network revenue management</em>. The forecast by cycle is ours.
 */
public final class ForecastBidder implements ImpressionBidder {
    /** How many of the latest impressions are forecast to come again. */
    private static final int LATEST = 4_000;

    /** How many of the latest a cycle is looked for in. */
    private static final int LOOKED_AT = 12_000;

    /** Until so many were seen none is looked for. */
    private static final int LEAST_SEEN = 3_000;

    /** After how many impressions it is looked for again. */
    private static final int AGAIN = 200;

    private static final int CYCLES = 6;

    /** How many impressions are remembered at least: {@link #CYCLES} of the longest. */
    private static final int REMEMBERED = CYCLES * LOOKED_AT / Cycle.TIMES;

    /** A cycle counts this part of the one after it. */
    private static final double FADING = 0.8;

    /** Below this correlation there is no cycle; from the next on it is trusted fully. */
    private static final double NO_CYCLE = 0.15;

    private static final double SURE_CYCLE = 0.35;
    /** What a cycle that is trusted fully counts of the forecast; the rest is for the latest impressions, wherever they stood. */
    private static final double MOST_TRUST = 0.8;

    /** Until so many impressions were seen, all are taken for mean ones. */
    private static final int FEW = 50;

    private final PriceLandscape prices;
    private final double mean;
    private final SplittableRandom random;
    private final Episode episode = new Episode();
    private final Demand demand;

    private final boolean cyclic;
    private final double[] paid = new double[2 * REMEMBERED];
    private final double[] signal = new double[2 * REMEMBERED];
    private final int[] place = new int[2 * REMEMBERED];
    private int seen;
    private Cycle.Found cycle = Cycle.Found.NONE;
    private double lastValue;
    private double lastBid;
    private double price;

    /**
     * @param prices what the past has told of them
     * @param mean value of an impression in the past, KPI units, {@code > 0}
     * @param seed of prices that are drawn where none was learned
     * @throws IllegalArgumentException if the mean is not positive
     */
    public ForecastBidder(PriceLandscape prices, double mean, long seed) {
        this(prices, mean, seed, true);
    }

    /** The same without cycles: the online linear program over the latest impressions. */
    public static ForecastBidder ofTheLatest(PriceLandscape prices, double mean, long seed) {
        return new ForecastBidder(prices, mean, seed, false);
    }

    private ForecastBidder(PriceLandscape prices, double mean, long seed, boolean cyclic) {
        this.cyclic = cyclic;
        this.prices = prices;
        this.mean = requirePositive("mean", mean);
        this.random = new SplittableRandom(seed);
        this.demand = new Demand(mean / Math.max(1, prices.mean()));
    }

    @Override
    public void begin(double budget, int impressions) {
        episode.begin(budget, impressions);
    }

    @Override
    public double bid(double value) {
        double share = episode.left() / episode.toCome();
        price = seen < FEW ? priceOfMeanOnes(share) : forecastPrice(share);
        lastValue = value;
        lastBid = episode.affordable(Episode.requireValue(value) / price);
        return lastBid;
    }

    @Override
    public void result(boolean won, double paidPrice) {
        episode.result(won, paidPrice);
        if (seen == paid.length) {
            forget();
        }
        double told = won ? paidPrice : prices.above(lastBid, random.nextDouble());
        paid[seen] = told;
        signal[seen] = Math.min(told, 2 * prices.mean());
        place[seen] = demand.place(lastValue, told);
        seen++;
        if (cyclic && seen >= LEAST_SEEN && seen % AGAIN == 0) {
            cycle = Cycle.of(signal, Math.max(0, seen - LOOKED_AT), seen);
        }
    }

    private void forget() {
        seen = REMEMBERED;
        System.arraycopy(paid, seen, paid, 0, seen);
        System.arraycopy(signal, seen, signal, 0, seen);
        System.arraycopy(place, seen, place, 0, seen);
    }

    /** What one more unit of money would bring in the rest of the episode, KPI units per currency; NaN before the first bid. */
    public double shadowPrice() {
        return price > 0 ? price : Double.NaN;
    }

    /** The price at which mean impressions at the prices of the past spend a share. */
    private double priceOfMeanOnes(double share) {
        int bid = 1;
        while (bid < prices.highest() && prices.spendAt(bid) < share) {
            bid++;
        }
        return mean / bid;
    }

    private double forecastPrice(double share) {
        demand.clear();
        double trust = trust();
        int latest = Math.min(seen, LATEST);
        for (int k = seen - latest; k < seen; k++) {
            demand.add(place[k], paid[k], (1 - trust) / latest);
        }
        int cycles = trust > 0 ? Math.min(CYCLES, seen / cycle.length()) : 0;
        double whole = (1 - Math.pow(FADING, cycles)) / (1 - FADING);
        int toCome = episode.toCome();
        for (int back = 1; back <= cycles; back++) {
            int from = seen - back * cycle.length();
            double weight = trust * Math.pow(FADING, back - 1) / whole / toCome;
            for (int k = 0; k < toCome; k++) {
                // beyond what was seen the last cycle goes on
                int at = from + k < seen ? from + k : seen - cycle.length() + (from + k - seen) % cycle.length();
                demand.add(place[at], paid[at], weight);
            }
        }
        return demand.priceAt(share);
    }

    private double trust() {
        double sure = (cycle.correlation() - NO_CYCLE) / (SURE_CYCLE - NO_CYCLE);
        return MOST_TRUST * Math.max(0, Math.min(1, sure));
    }
}
