package io.weir.core;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The top level's clock. */
public enum PeriodLength {
    /** One calendar day. */
    DAY(1, 365.25),
    /** Seven days, starting on any weekday. */
    WEEK(7, 365.25 / 7);

    private final int days;
    private final double perYear;

    PeriodLength(int days, double perYear) {
        this.days = days;
        this.perYear = perYear;
    }

    /** Length of one period in days. */
    public int days() {
        return days;
    }

    /** Mean number of periods in a year. */
    public double perYear() {
        return perYear;
    }

    /** First day of the period that is {@code count} periods after the one that starts at {@code start}. */
    public LocalDate plus(LocalDate start, long count) {
        return start.plusDays(count * days);
    }

    /** Number of whole periods from {@code start} to {@code end}; negative if {@code end} is before {@code start}. */
    public long between(LocalDate start, LocalDate end) {
        return Math.floorDiv(ChronoUnit.DAYS.between(start, end), (long) days);
    }
}
