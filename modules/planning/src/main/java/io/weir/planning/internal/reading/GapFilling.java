package io.weir.planning.internal.reading;

import java.util.Arrays;

/** Puts values where a series has none (NaN). */
final class GapFilling {
    private GapFilling() {}

    static int missing(double[] series) {
        return (int) Arrays.stream(series).filter(Double::isNaN).count();
    }

    static void withZero(double[] series) {
        for (int t = 0; t < series.length; t++) {
            if (Double.isNaN(series[t])) {
                series[t] = 0;
            }
        }
    }

    /** On the line between the neighbours; before the first and after the last value, that value. Zero if there is none. */
    static void onLine(double[] series) {
        int before = -1;
        for (int t = 0; t < series.length; t++) {
            if (!Double.isNaN(series[t])) {
                between(series, before, t);
                before = t;
            }
        }
        between(series, before, series.length);
    }

    private static void between(double[] series, int before, int after) {
        for (int t = before + 1; t < after; t++) {
            if (before < 0) {
                series[t] = after < series.length ? series[after] : 0;
            } else if (after == series.length) {
                series[t] = series[before];
            } else {
                series[t] = series[before] + (series[after] - series[before]) * (t - before) / (after - before);
            }
        }
    }
}
