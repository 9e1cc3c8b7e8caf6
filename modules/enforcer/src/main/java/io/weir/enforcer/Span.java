package io.weir.enforcer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a limit is for: one period, named by its first day, or the whole horizon. Immutable.
 *
 * @param start first day of the period; empty for the horizon
 */
public record Span(Optional<LocalDate> start) implements Comparable<Span> {
    /** The whole horizon. */
    public static final Span HORIZON = new Span(Optional.empty());

    private static final String HORIZON_TEXT = "horizon";

    /** The period that starts on a day. */
    public static Span period(LocalDate start) {
        return new Span(Optional.of(start));
    }

    /**
     * @param text {@code horizon} or an ISO date
     * @throws IllegalArgumentException if it is neither
     */
    public static Span parse(String text) {
        if (text.equals(HORIZON_TEXT)) {
            return HORIZON;
        }
        try {
            return period(LocalDate.parse(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "period (" + text + ") must be its first day as YYYY-MM-DD, or horizon.", e);
        }
    }

    /** Whether it is the horizon. */
    public boolean isHorizon() {
        return start.isEmpty();
    }

    /** Periods in the order of time, the horizon last. */
    @Override
    public int compareTo(Span other) {
        return start.orElse(LocalDate.MAX).compareTo(other.start.orElse(LocalDate.MAX));
    }

    /** {@code horizon} or the ISO date. */
    @Override
    public String toString() {
        return start.map(LocalDate::toString).orElse(HORIZON_TEXT);
    }
}
