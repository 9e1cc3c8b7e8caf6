package io.weir.simulator;

import static io.weir.core.Checks.requireInRange;

/**
 * How likely a click is to become an order by what the visitor is after: multiples of the channel's conversion rate.
 *
 * @param satiated of somebody who has just bought, 0 to 10
 * @param idle of somebody without a need
 * @param needing of somebody in need
 * @param searching of somebody who is searching
 */
public record Readiness(double satiated, double idle, double needing, double searching) {
    /** The usual: who searches is readier than who merely has a need, and few others buy. */
    public static final Readiness USUAL = new Readiness(0, 0.2, 1, 1.5);

    /** @throws IllegalArgumentException if a component is out of range */
    public Readiness {
        requireInRange("satiated", satiated, 0, 10);
        requireInRange("idle", idle, 0, 10);
        requireInRange("needing", needing, 0, 10);
        requireInRange("searching", searching, 0, 10);
    }

    /** @param activity 0 satiated, 1 idle, 2 needing, 3 searching */
    public double at(int activity) {
        return switch (activity) {
            case 0 -> satiated;
            case 1 -> idle;
            case 2 -> needing;
            default -> searching;
        };
    }
}
