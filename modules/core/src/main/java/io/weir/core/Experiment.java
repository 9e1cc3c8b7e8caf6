package io.weir.core;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requirePositive;

import java.time.LocalDate;

/**
 * A lift test: what {@code spend} on a channel between two days earned more than no spend would have.
 *
 * @param channel name of the channel
 * @param start first day, inclusive
 * @param end last day, inclusive
 * @param spend currency, {@code > 0}
 * @param lift incremental KPI, in the KPI's unit
 * @param standardError of the lift, in the KPI's unit, {@code > 0}
 */
public record Experiment(
        String channel, LocalDate start, LocalDate end, double spend, double lift, double standardError) {
    /** @throws IllegalArgumentException if an amount is out of range or the end is before the start */
    public Experiment {
        requirePositive("spend", spend);
        requirePositive("standard-error", standardError);
        require(Double.isFinite(lift), "lift (%s) must be finite.", lift);
        require(!end.isBefore(start), "end (%s) is before start (%s).", end, start);
    }
}
