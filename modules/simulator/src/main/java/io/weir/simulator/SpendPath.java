package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

/**
 * What a channel spent in the history, period by period: a mean, moved by a wandering level and by campaigns.
 *
 * @param mean currency per period, {@code >= 0}
 * @param wander standard deviation of the logarithm of the level, which has a memory of one half from period to period; 0 to 2
 * @param campaigns chance that a campaign begins in a period, 0 to 1
 * @param lift multiple of the mean in a campaign, {@code >= 0}; below 1 it is a pause
 * @param length periods of a campaign, {@code >= 1}
 */
public record SpendPath(double mean, double wander, double campaigns, double lift, int length) {
    /** @throws IllegalArgumentException if a component is out of range */
    public SpendPath {
        require(mean >= 0 && mean < Double.POSITIVE_INFINITY, "mean (%s) must be at least 0.", mean);
        requireInRange("wander", wander, 0, 2);
        requireInRange("campaigns", campaigns, 0, 1);
        requireInRange("lift", lift, 0, 100);
        require(length >= 1, "length (%s) must be at least 1.", length);
    }
}
