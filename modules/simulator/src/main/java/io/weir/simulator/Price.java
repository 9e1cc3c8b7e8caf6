package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

/**
 * A price that differs from one auction to the next: log-normal.
 *
 * @param median currency per click or thousand impressions, {@code >= 0}; 0 is no price at all
 * @param spread standard deviation of its logarithm, 0 to 3
 */
public record Price(double median, double spread) {
    /** @throws IllegalArgumentException if a component is out of range */
    public Price {
        require(median >= 0 && median < Double.POSITIVE_INFINITY, "median (%s) must be at least 0.", median);
        requireInRange("spread", spread, 0, 3);
    }
}
