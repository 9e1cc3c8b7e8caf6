package io.weir.policy;

import static io.weir.core.Checks.require;

/**
 * What the impressions of past periods would have cost, told apart by the time of the period and by the price of what they were
 * expected to bring. Prices per value are kept in steps of a fiftieth.
 */
public final class PriceLog {
    private static final double LOWEST = 1e-3;
    private static final double STEP = 1.02;
    private static final double LOG_STEP = Math.log(STEP);
    private static final int LEVELS = 1048;

    /** {@code [tick][level]}: cost of the impressions whose price per value is of that level, currency. */
    private final double[][] cost;

    private int periods = 1;

    /** @param ticks of a period, {@code >= 1} */
    public PriceLog(int ticks) {
        require(ticks >= 1, "ticks (%s) must be at least 1.", ticks);
        this.cost = new double[ticks][LEVELS];
    }

    /** Ticks of a period. */
    public int ticks() {
        return cost.length;
    }

    /** Another period is logged: costs are means over periods. */
    public void nextPeriod() {
        periods++;
    }

    /**
     * Notes an impression. Those that are worth nothing or cost nothing say nothing and are left out.
     *
     * @param tick of the period
     * @param value conversions expected of it
     * @param price least price that would have won it, currency
     */
    public void add(int tick, double value, double price) {
        if (value > 0 && price > 0) {
            cost[tick][level(price / value)] += price;
        }
    }

    private static int level(double ratio) {
        double level = Math.log(ratio / LOWEST) / LOG_STEP;
        return (int) Math.max(0, Math.min(LEVELS - 1, Math.ceil(level)));
    }

    /**
     * What is paid from a tick to the end of a period if all impressions are bought that cost at most so much per value.
     *
     * @return {@code [tick][level]}, currency, rising with the level
     */
    double[][] rest() {
        double[][] rest = new double[cost.length][LEVELS];
        for (int tick = cost.length - 1; tick >= 0; tick--) {
            double sum = 0;
            for (int level = 0; level < LEVELS; level++) {
                sum += cost[tick][level] / periods;
                rest[tick][level] = sum + (tick + 1 < cost.length ? rest[tick + 1][level] : 0);
            }
        }
        return rest;
    }

    /** Price per value of a level. */
    static double ratio(int level) {
        return LOWEST * Math.pow(STEP, level);
    }
}
