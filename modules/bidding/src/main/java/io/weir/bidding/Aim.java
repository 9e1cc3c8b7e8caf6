package io.weir.bidding;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

/**
 * What a channel's money is to buy, and what that may cost.
 *
 * @param result what is bought
 * @param mostCost most that a unit of it may cost, currency per conversion or per currency of value, {@code > 0}; infinite where only
 *     the target counts
 * @param margin by which the expected cost is to stay below that at the beginning of a period, share, 0 to 0.5; it shrinks with
 *     the root of what is left of the period
 */
public record Aim(Result result, double mostCost, double margin) {
    private static final double MARGIN = 0.07;

    /** @throws IllegalArgumentException if a component is out of range */
    public Aim {
        require(mostCost > 0, "most cost (%s) must be > 0.", mostCost);
        requireInRange("margin", margin, 0, 0.5);
    }

    /** What can be bought. */
    public enum Result {
        /** Conversions, as they are expected of what is won. */
        CONVERSIONS,
        /** KPI value, as it is expected of what is won. */
        VALUE
    }

    /** Conversions at a target CPA, currency. */
    public static Aim targetCpa(double cpa) {
        return new Aim(Result.CONVERSIONS, cpa, MARGIN);
    }

    /** KPI value that is at least so many times what it costs. */
    public static Aim minReturn(double ratio) {
        require(ratio > 0, "min return (%s) must be > 0.", ratio);
        return new Aim(Result.VALUE, 1 / ratio, MARGIN);
    }

    /** As much KPI value as the target buys. */
    public static Aim value() {
        return new Aim(Result.VALUE, Double.POSITIVE_INFINITY, MARGIN);
    }

    /** Whether a unit may cost only so much. */
    public boolean isLimited() {
        return mostCost < Double.POSITIVE_INFINITY;
    }
}
