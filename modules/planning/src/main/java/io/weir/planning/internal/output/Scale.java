package io.weir.planning.internal.output;

import io.weir.planning.PlanReport.Estimate;
import java.util.Locale;

/** How a number, or an estimate with its interval, is scaled: divided, with so many decimals, and a suffix. */
record Scale(double divisor, int decimals, String suffix) {
    private static final int DIGITS = 3;

    /** Three digits, or whole numbers from a thousand on. */
    static Scale full(double magnitude) {
        return new Scale(1, decimalsOf(Math.abs(magnitude)), "");
    }

    static Scale full(Estimate estimate) {
        return full(magnitude(estimate));
    }

    /** Two decimals, which line up in a column; three digits where two decimals would hide them. */
    static Scale rate(double magnitude) {
        return Math.abs(magnitude) < 0.0995 ? full(magnitude) : new Scale(1, 2, "");
    }

    static Scale compact(Estimate estimate) {
        return compact(magnitude(estimate));
    }

    /** Three digits with k, M or B. */
    static Scale compact(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 999_500_000) {
            return scaled(magnitude, 1e9, "B");
        }
        if (magnitude >= 999_500) {
            return scaled(magnitude, 1e6, "M");
        }
        if (magnitude >= 999.5) {
            return scaled(magnitude, 1e3, "k");
        }
        return full(magnitude);
    }

    private static Scale scaled(double magnitude, double divisor, String suffix) {
        return new Scale(divisor, decimalsOf(magnitude / divisor), suffix);
    }

    /** The mean decides; where it is nearly nothing beside its interval, the interval does. */
    static double magnitude(Estimate estimate) {
        double widest = Math.max(finite(estimate.low()), finite(estimate.high()));
        double mean = finite(estimate.mean());
        return mean > widest / 20 ? mean : widest;
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? Math.abs(value) : 0;
    }

    private static int decimalsOf(double magnitude) {
        if (!(magnitude > 0) || Double.isInfinite(magnitude)) {
            return 0;
        }
        int before = (int) Math.floor(Math.log10(magnitude * (1 + 0.5 * Math.pow(10, -DIGITS)))) + 1;
        return Math.max(0, Math.min(8, DIGITS - before));
    }

    /** The finite number in this scale, with a hyphen for minus; plain 0 where nothing of it is left. */
    String text(double value) {
        String number = fixed(value / divisor, decimals);
        return isNothing(number) ? "0" : number + suffix;
    }

    /** Fixed decimals with separators of thousands; never {@code -0}. */
    static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.startsWith("-") && isNothing(text) ? text.substring(1) : text;
    }

    static boolean isNothing(String number) {
        return number.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
