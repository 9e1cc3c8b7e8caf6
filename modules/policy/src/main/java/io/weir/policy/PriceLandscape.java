package io.weir.policy;

import static io.weir.core.Checks.require;

/**
 * How likely each price is, in whole units from 0 to the highest. Immutable.
 *
 * <p>Counts are smoothed by one for each price (Laplace), so that a price which was never seen is not impossible.
 */
public final class PriceLandscape {
    private final double[] shares;
    private final double[] below;

    private PriceLandscape(double[] shares) {
        this.shares = shares;
        below = new double[shares.length + 1];
        for (int price = 0; price < shares.length; price++) {
            below[price + 1] = below[price] + shares[price];
        }
    }

    /**
     * @param counts how often each price was seen, {@code >= 0}
     * @throws IllegalArgumentException if there are none or one is negative
     */
    public static PriceLandscape smoothed(double[] counts) {
        require(counts.length > 0, "a landscape needs a price.");
        double sum = 0;
        for (double count : counts) {
            require(count >= 0 && Double.isFinite(count), "count (%s) must be >= 0.", count);
            sum += count;
        }
        double[] shares = new double[counts.length];
        for (int price = 0; price < shares.length; price++) {
            shares[price] = (counts[price] + 1) / (sum + counts.length);
        }
        return new PriceLandscape(shares);
    }

    /** Probability of a price. */
    public double share(int price) {
        return price < shares.length ? shares[price] : 0;
    }

    /** The highest price. */
    public int highest() {
        return shares.length - 1;
    }

    /** The mean price. */
    public double mean() {
        double mean = 0;
        for (int price = 0; price < shares.length; price++) {
            mean += price * shares[price];
        }
        return mean;
    }

    /** What is spent per impression by one who bids so much, price units. */
    public double spendAt(double bid) {
        double spend = 0;
        for (int price = 0; price <= Math.min(bid, highest()); price++) {
            spend += price * shares[price];
        }
        return spend;
    }

    /**
     * A price above a bid that lost.
     *
     * @param bid that lost, {@code >= 0}
     * @param uniform which quantile, in [0, 1)
     * @return at least the bid; the bid where no price is higher
     */
    public double above(double bid, double uniform) {
        int least = (int) Math.min(shares.length, Math.floor(bid) + 1);
        double at = below[least] + uniform * (below[shares.length] - below[least]);
        int low = least;
        int high = shares.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (below[middle + 1] > at) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low < shares.length ? low : Math.max(bid, highest());
    }
}
