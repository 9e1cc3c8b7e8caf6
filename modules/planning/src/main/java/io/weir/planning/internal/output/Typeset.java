package io.weir.planning.internal.output;

import io.weir.core.Band;
import java.util.Locale;

/** Numbers as pages set them: with a true minus. */
final class Typeset {
    private Typeset() {}

    /** One number. */
    static String number(String format, double value) {
        return text(String.format(Locale.ROOT, format, value));
    }

    /** The ends of an interval. */
    static String interval(String format, Band band, double times) {
        return number(format, times * band.low()) + " to " + number(format, times * band.high());
    }

    /** Text with true minuses for hyphens. */
    static String text(String plain) {
        return plain.replace('-', '\u2212');
    }
}
