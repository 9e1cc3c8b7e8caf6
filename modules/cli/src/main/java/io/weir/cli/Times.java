package io.weir.cli;

import io.weir.core.BadInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Lengths of time as people write them. */
final class Times {
    private Times() {}

    /**
     * @param option that it was given with
     * @param text {@code 90s}, {@code 15m}, {@code 1h}, {@code 2d}, or ISO 8601: {@code PT0.5S}
     * @throws BadInputException if it is neither
     */
    static Duration parse(String option, String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        String iso = upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper;
        try {
            return Duration.parse(iso);
        } catch (DateTimeParseException e) {
            throw BadInputException.of(option, "(" + text + ") must be a time such as 90s, 15m, 1h or 2d.", "");
        }
    }
}
