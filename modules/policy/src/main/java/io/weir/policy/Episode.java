package io.weir.policy;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requirePositive;

/** What is left of an episode. */
public final class Episode {
    private double budget;
    private double left;
    private int impressions;
    private int offered;

    /**
     * A new one.
     *
     * @param budget currency, {@code >= 0}
     * @param impressions that will be offered, {@code > 0}
     */
    public void begin(double budget, int impressions) {
        require(budget >= 0 && Double.isFinite(budget), "budget (%s) must be finite and >= 0.", budget);
        this.impressions = (int) requirePositive("impressions", impressions);
        this.budget = budget;
        left = budget;
        offered = 0;
    }

    /**
     * The value itself.
     *
     * @param value of an impression, KPI units
     * @throws IllegalArgumentException if it is no number {@code >= 0}
     */
    public static double requireValue(double value) {
        require(value >= 0 && Double.isFinite(value), "value (%s) must be finite and >= 0.", value);
        return value;
    }

    /** What may be bid of what one wants to bid, currency. */
    public double affordable(double wanted) {
        return Math.min(wanted, left);
    }

    /** An impression was won at a price, or lost. */
    public void result(boolean won, double price) {
        offered++;
        if (won) {
            left = Math.max(0, left - price);
        }
    }

    /** Currency that may still be spent. */
    public double left() {
        return left;
    }

    /** Impressions that are still to come, with the next; at least 1, as more may come than were announced. */
    public int toCome() {
        return Math.max(1, impressions - offered);
    }

    /** Currency for each impression if all cost the same. */
    public double share() {
        return budget / impressions;
    }
}
