package io.weir.bidding;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requirePositive;

import java.util.Arrays;

/**
 * How likely a bid is to win, learned from wins and losses alone, as in a first-price auction that tells nobody the price that
 * had to be beaten. What is old counts less, so that the curve follows a market that drifts.
 *
 * <p>Shares of wins at each bid, made to rise by pooling neighbours (the pool-adjacent-violators algorithm), which gives the
 * most likely curve: Ayer, Brunk, Ewing, Reid and Silverman (1955), <em>An empirical distribution function for sampling with
 * incomplete information</em>. It has steps, so it is smoothed by a triangular kernel in the logarithm of the bid: Groeneboom,
 * Jongbloed and Witte (2010), <em>Maximum smoothed likelihood estimation and smoothed maximum likelihood estimation in the
 * current status model</em>. Where nothing was seen, what the past tells of prices stands in.
 */
public final class WinCurve {
    private static final int PLACES = 160;
    /** Width of a place, in the logarithm of the bid. */
    private static final double WIDTH = 0.05;

    /** Places on each side that the kernel looks at. */
    private static final int REACH = 4;

    /** So many auctions count what was believed before them at each bid. */
    private static final double BELIEF = 0.3;

    /** How far prices are believed to be from the usual one before anything was seen, standard deviations of the logarithm. */
    private static final double SPREAD = 1;

    private final double middle;
    private final double keep;
    private final double[] won = new double[PLACES];
    private final double[] bids = new double[PLACES];
    private final double[] chance = new double[PLACES];
    private final double[] steps = new double[PLACES];
    private final double[] weight = new double[PLACES];
    private final double[] pooled = new double[PLACES];
    private final int[] members = new int[PLACES];

    /**
     * @param usual price, currency, {@code > 0}; what bids are sought around, up to fifty times more and less
     * @param memory auctions until what was seen counts a third, {@code > 1}
     * @throws IllegalArgumentException if one is out of its range
     */
    public WinCurve(double usual, double memory) {
        requirePositive("usual", usual);
        require(memory > 1, "memory (%s) must be > 1.", memory);
        middle = Math.log(usual);
        keep = 1 - 1 / memory;
        fit();
    }

    /** A bid won or lost; {@link #fit} makes the curve heed it. */
    public void learn(double bid, boolean wins) {
        if (!(bid > 0)) {
            return;
        }
        for (int place = 0; place < PLACES; place++) {
            won[place] *= keep;
            bids[place] *= keep;
        }
        int place = place(bid);
        bids[place]++;
        won[place] += wins ? 1 : 0;
    }

    /** Fits the curve to what was learned. */
    public void fit() {
        int blocks = 0;
        for (int place = 0; place < PLACES; place++) {
            weight[blocks] = bids[place] + BELIEF;
            pooled[blocks] = (won[place] + BELIEF * believed(place)) / weight[blocks];
            members[blocks] = 1;
            while (blocks > 0 && pooled[blocks - 1] >= pooled[blocks]) {
                double both = weight[blocks - 1] + weight[blocks];
                pooled[blocks - 1] = (pooled[blocks - 1] * weight[blocks - 1] + pooled[blocks] * weight[blocks]) / both;
                weight[blocks - 1] = both;
                members[blocks - 1] += members[blocks];
                blocks--;
            }
            blocks++;
        }
        int place = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(steps, place, place + members[block], pooled[block]);
            place += members[block];
        }
        smooth();
    }

    private void smooth() {
        for (int place = 0; place < PLACES; place++) {
            double all = 0;
            double sum = 0;
            for (int other = Math.max(0, place - REACH); other <= Math.min(PLACES - 1, place + REACH); other++) {
                double kernel = 1 - Math.abs(other - place) / (REACH + 1.0);
                all += kernel;
                sum += kernel * steps[other];
            }
            chance[place] = sum / all;
        }
    }

    /** Probability that a bid wins. */
    public double chance(double bid) {
        return bid > 0 ? chance[place(bid)] : 0;
    }

    /**
     * The bid that earns most: {@code (value - cost * bid) * chance(bid)}.
     *
     * @param value of winning, currency, {@code >= 0}
     * @param cost of a unit of money, {@code >= 1}: more than 1 where the budget is short
     * @return 0 where nothing earns
     */
    public double bestBid(double value, double cost) {
        double best = 0;
        double most = 0;
        for (int place = 0; place < PLACES; place++) {
            double bid = bid(place);
            double earned = (value - cost * bid) * chance[place];
            if (earned > most) {
                most = earned;
                best = bid;
            }
        }
        return best;
    }

    private double believed(int place) {
        return 1 / (1 + Math.exp(-1.7 * (place - PLACES / 2.0) * WIDTH / SPREAD));
    }

    private double bid(int place) {
        return Math.exp(middle + (place + 0.5 - PLACES / 2.0) * WIDTH);
    }

    private int place(double bid) {
        double place = Math.floor((Math.log(bid) - middle) / WIDTH + PLACES / 2.0);
        return (int) Math.max(0, Math.min(PLACES - 1, place));
    }
}
