package io.weir.bidding;

import static io.weir.core.Checks.require;

/**
 * What a result may cost on average over a period.
 *
 * @param result what is bought
 * @param most most that a unit of it may cost, currency per conversion or per currency of value, finite, {@code > 0}
 */
public record CostCap(Result result, double most) {
    /** @throws IllegalArgumentException if it is not positive or not finite */
    public CostCap {
        require(most > 0 && most < Double.POSITIVE_INFINITY, "most cost (%s) must be > 0 and finite.", most);
    }

    /** What can be bought. */
    public enum Result {
        /** Conversions, as they are expected of what is won. */
        CONVERSIONS,
        /** KPI value, as it is expected of what is won. */
        VALUE
    }

    /** Conversions at a target CPA, currency. */
    public static CostCap targetCpa(double cpa) {
        return new CostCap(Result.CONVERSIONS, cpa);
    }

    /** KPI value that is at least so many times what it costs. */
    public static CostCap minReturn(double ratio) {
        require(ratio > 0, "min return (%s) must be > 0.", ratio);
        return new CostCap(Result.VALUE, 1 / ratio);
    }
}
