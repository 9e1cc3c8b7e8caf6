package io.weir.bidding;

import java.util.Arrays;

/**
 * What is spent per impression at each price of money, as a histogram of spend over the value per currency at which it is
 * bought. Reused; allocates nothing.
 */
final class Demand {
    private static final int PLACES = 4096;
    /** Width of a place, in the logarithm of value per currency. */
    private static final double WIDTH = 0.004;

    private final double middle;
    private final double[] spend = new double[PLACES];

    /** @param usual value per currency; others may be three thousand times that, and as many times less */
    Demand(double usual) {
        this.middle = Math.log(usual);
    }

    /** Where an impression stands. */
    int place(double value, double price) {
        if (!(value > 0)) {
            return 0;
        }
        if (!(price > 0)) {
            return PLACES - 1;
        }
        double place = (Math.log(value / price) - middle) / WIDTH + PLACES / 2.0;
        return (int) Math.max(0, Math.min(PLACES - 1, place));
    }

    void clear() {
        Arrays.fill(spend, 0);
    }

    void add(int place, double price, double weight) {
        spend[place] += weight * price;
    }

    /** The price of money at which so much is spent per impression; the lowest there is where that is more than all. */
    double priceAt(double share) {
        double left = share;
        int place = PLACES - 1;
        while (place > 0 && spend[place] <= left) {
            left -= spend[place];
            place--;
        }
        double part = spend[place] > 0 ? Math.min(1, left / spend[place]) : 1;
        return Math.exp(middle + (place + 1 - part - PLACES / 2.0) * WIDTH);
    }
}
