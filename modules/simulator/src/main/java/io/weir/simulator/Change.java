package io.weir.simulator;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;

import java.time.LocalDate;
import java.util.Optional;

/**
 * The world changes: at once and for a while (a shock), or slowly and for good (a drift).
 *
 * @param lever what is multiplied
 * @param channel of which channel; empty for all
 * @param from first day
 * @param to last day of a shock; of a drift the day on which {@code factor} is reached
 * @param factor 0 to 100; a drift needs more than 0
 * @param drift whether it comes slowly, in even proportions, and stays
 */
public record Change(
        Lever lever, Optional<String> channel, LocalDate from, LocalDate to, double factor, boolean drift) {
    /** @throws IllegalArgumentException if the dates run backwards or the factor is out of range */
    public Change {
        require(!to.isBefore(from), "to (%s) must not be before from (%s).", to, from);
        requireInRange("factor", factor, 0, 100);
        require(!drift || factor > 0, "factor (%s) of a drift must be above 0.", factor);
    }

    /** The multiple on a day. */
    public double on(LocalDate day) {
        if (day.isBefore(from)) {
            return 1;
        }
        if (!drift) {
            return day.isAfter(to) ? 1 : factor;
        }
        if (!day.isBefore(to)) {
            return factor;
        }
        double days = to.toEpochDay() - from.toEpochDay();
        return StrictMath.pow(factor, (day.toEpochDay() - from.toEpochDay()) / days);
    }
}
