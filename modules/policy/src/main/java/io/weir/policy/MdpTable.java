package io.weir.policy;

import static io.weir.core.Checks.require;

/**
 * What so many impressions are worth with so much budget, where all have the mean value and prices are drawn from a
 * landscape, in whole units of money: {@code V(t, b) = V(t-1, b) + sum over d <= a of m(d) (v + V(t-1, b-d) - V(t-1, b))}, with
 * {@code a} the highest price that is worth paying.
 *
 * <p>Source: Cai et al. (2017), <em>Real-time bidding by reinforcement learning in display advertising</em>, algorithm 1.
 * As there, nothing is worth anything once the budget is spent, and sums are taken in the order of the formula: where a price is just worth it, the last digit decides.
 */
public final class MdpTable {
    private final double[][] worth;
    private final int highest;

    private MdpTable(double[][] worth, int highest) {
        this.worth = worth;
        this.highest = highest;
    }

    /**
     * @param prices what is known of prices
     * @param value mean of an impression, KPI units, {@code > 0}
     * @param budget most that an episode may spend, whole units, {@code >= 0}
     * @param impressions most that an episode offers, {@code > 0}
     */
    public static MdpTable of(PriceLandscape prices, double value, int budget, int impressions) {
        require(value > 0 && budget >= 0 && impressions > 0, "value, budget and impressions must be positive.");
        double[][] worth = new double[impressions][budget + 1];
        for (int t = 1; t < impressions; t++) {
            double[] next = worth[t - 1];
            for (int b = 1; b <= budget; b++) {
                double sum = next[b];
                for (int price = 0; price <= Math.min(b, prices.highest()); price++) {
                    double change = value + (next[b - price] - next[b]);
                    if (!(change >= 0)) {
                        break;
                    }
                    sum += prices.share(price) * change;
                }
                worth[t][b] = sum;
            }
        }
        return new MdpTable(worth, prices.highest());
    }

    /**
     * The highest price that is worth paying.
     *
     * @param toCome impressions with this one
     * @param left of the budget, whole units
     * @param value of this impression, KPI units
     */
    int worthPaying(int toCome, int left, double value) {
        double[] after = worth[Math.min(toCome, worth.length) - 1];
        int low = 0;
        int high = Math.min(left, highest);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (value + (after[left - middle] - after[left]) >= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
