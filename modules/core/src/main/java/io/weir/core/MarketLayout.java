package io.weir.core;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;

/**
 * What a market is made of, as far as agents need to know.
 *
 * @param channels at least one, in the order in which bids are handed in
 * @param audiences names, at least one
 * @param start first day of the first period
 * @param period how long a period is
 * @param periods how many there are, {@code >= 1}
 * @param ticksPerDay 24 where a tick is an hour, 1 where it is a day
 * @param unit what amounts are in
 */
public record MarketLayout(
        ImmutableList<Seat> channels,
        ImmutableList<String> audiences,
        LocalDate start,
        PeriodLength period,
        int periods,
        int ticksPerDay,
        MoneyUnit unit) {
    private static final double DAYS_OF_YEAR = 365.25;

    /** @throws IllegalArgumentException if there is no channel, audience, period or tick */
    public MarketLayout {
        require(!channels.isEmpty(), "channels (%s) must not be empty.", channels);
        require(!audiences.isEmpty(), "audiences (%s) must not be empty.", audiences);
        require(periods >= 1, "periods (%s) must be at least 1.", periods);
        require(ticksPerDay >= 1, "ticks per day (%s) must be at least 1.", ticksPerDay);
    }

    /** Days in a period. */
    public int daysPerPeriod() {
        return period.days();
    }

    /** The day in which a tick falls, counted from the start. */
    public LocalDate dateOf(int tick) {
        return start.plusDays(tick / ticksPerDay);
    }

    /** Share of its year that is over when a day begins, 0 to 1. */
    public static double yearShare(LocalDate day) {
        return (day.getDayOfYear() - 1) / DAYS_OF_YEAR;
    }

    /** Ticks in a period. */
    public int ticksPerPeriod() {
        return daysPerPeriod() * ticksPerDay;
    }

    /**
     * One channel and what can be bid on in it.
     *
     * @param channel the channel
     * @param lines at least one
     */
    public record Seat(Channel channel, ImmutableList<Line> lines) {
        /** @throws IllegalArgumentException if there is no line */
        public Seat {
            require(!lines.isEmpty(), "lines of %s (%s) must not be empty.", channel.name(), lines);
        }
    }
}
