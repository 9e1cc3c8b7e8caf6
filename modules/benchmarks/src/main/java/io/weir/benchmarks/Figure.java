package io.weir.benchmarks;

import java.util.Locale;

/**
 * One number that a benchmark ends with.
 *
 * @param name by which it is known
 * @param value measured
 * @param unit of the value
 * @param low lower end of its 95 % interval; the value itself where chance plays no part
 * @param high upper end
 * @param reach what is asked of it, in words: {@code >= 0.97}
 * @param holds whether the value, or its interval where {@code >} is asked, reaches that
 */
public record Figure(String name, double value, String unit, double low, double high, String reach, boolean holds) {
    /** A figure that must be at least {@code least}. */
    public static Figure atLeast(String name, double value, String unit, double low, double high, double least) {
        return new Figure(name, value, unit, low, high, ">= " + text(least), value >= least);
    }

    /** A figure that must be above {@code limit} beyond chance: its interval, too. */
    public static Figure above(String name, double value, String unit, double low, double high, double limit) {
        return new Figure(name, value, unit, low, high, "> " + text(limit), low > limit);
    }

    /** A figure that must be at most {@code most}. */
    public static Figure atMost(String name, double value, String unit, double low, double high, double most) {
        return new Figure(name, value, unit, low, high, "<= " + text(most), value <= most);
    }

    /** A figure that must be within limits. */
    public static Figure within(
            String name, double value, String unit, double low, double high, double least, double most) {
        return new Figure(
                name, value, unit, low, high, text(least) + "-" + text(most), value >= least && value <= most);
    }

    /** One line: name, value, unit, interval, reach, holds or falls short. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%-26s %10s %-8s [%s, %s]  %-12s %s",
                name,
                text(value),
                unit,
                text(low),
                text(high),
                reach,
                holds ? "holds" : "falls short");
    }

    private static String text(double value) {
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
