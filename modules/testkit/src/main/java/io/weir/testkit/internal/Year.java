package io.weir.testkit.internal;

import java.time.LocalDate;

/** The seasons. */
final class Year {
    private static final double DAYS = 365.25;

    private Year() {}

    /** 1 on the peak day, -1 half a year from it. */
    static double swing(LocalDate day, int peak) {
        return StrictMath.cos(2 * StrictMath.PI * (day.getDayOfYear() - peak) / DAYS);
    }

    /** Years from one day to another. */
    static double between(LocalDate from, LocalDate to) {
        return (to.toEpochDay() - from.toEpochDay()) / DAYS;
    }
}
