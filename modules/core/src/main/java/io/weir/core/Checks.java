package io.weir.core;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;

/** Checks that read as a sentence. Each is written so that NaN fails it. */
public final class Checks {
    private Checks() {}

    /**
     * @return {@code value}
     * @throws IllegalArgumentException unless {@code low <= value <= high}
     */
    public static double requireInRange(String name, double value, double low, double high) {
        require(value >= low && value <= high, "%s (%s) must be in [%s, %s].", name, value, low, high);
        return value;
    }

    /**
     * @return {@code value}
     * @throws IllegalArgumentException unless {@code value} is finite and {@code > 0}
     */
    public static double requirePositive(String name, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, "%s (%s) must be finite and > 0.", name, value);
        return value;
    }

    /** @throws IllegalArgumentException with the formatted message unless {@code condition} holds */
    @FormatMethod
    public static void require(boolean condition, @FormatString String message, Object... arguments) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, message, arguments));
        }
    }
}
