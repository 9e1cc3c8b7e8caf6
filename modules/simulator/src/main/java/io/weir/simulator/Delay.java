package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

/**
 * How late conversions are reported: whole days with a geometric law, cut off and put at the last day.
 *
 * @param mean days, 0 to 60; 0: all on the day itself
 * @param longest days, 0 to 90
 */
public record Delay(double mean, int longest) {
    /** @throws IllegalArgumentException if a component is out of range */
    public Delay {
        requireInRange("mean", mean, 0, 60);
        require(longest >= 0 && longest <= 90, "longest (%s) must be in [0, 90].", longest);
    }

    /** Share that is reported after exactly so many days: index 0 to {@code longest}; they add up to 1. */
    public double[] shares() {
        double[] shares = new double[longest + 1];
        double stays = mean / (1 + mean);
        double left = 1;
        for (int day = 0; day < longest; day++) {
            shares[day] = left * (1 - stays);
            left -= shares[day];
        }
        shares[longest] = left;
        return shares;
    }
}
