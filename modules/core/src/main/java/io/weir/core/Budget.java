package io.weir.core;

import static io.weir.core.Checks.require;

/**
 * The total over the horizon, in currency.
 *
 * @param min least total, {@code >= 0}
 * @param max most total; equal to {@code min} where all of it is to be spent
 */
public record Budget(double min, double max) {
    /** @throws IllegalArgumentException unless {@code 0 <= min <= max < infinity} */
    public Budget {
        require(
                min >= 0 && min <= max && max < Double.POSITIVE_INFINITY,
                "budget [%s, %s] must satisfy 0 <= min <= max.",
                min,
                max);
    }

    /** All of {@code total} is to be spent. */
    public static Budget exactly(double total) {
        return new Budget(total, total);
    }

    /** Anything up to {@code max}. */
    public static Budget upTo(double max) {
        return new Budget(0, max);
    }
}
