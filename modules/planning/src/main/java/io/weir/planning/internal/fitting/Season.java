package io.weir.planning.internal.fitting;

import io.weir.core.PeriodLength;
import io.weir.response.Posterior;
import java.time.LocalDate;
import java.util.Arrays;

/** The year's course of what comes without advertising. */
final class Season {
    /** Of a year. */
    static final int MONTHS = 12;

    private static final int MIDDLE_OF_WEEK = 3;
    private static final double LEAST = 0.05;

    private Season() {}

    /**
     * Multiples of the mean, January to December, of the baseline without its trend; all 1 where the history is shorter than a
     * year.
     *
     * @param year periods of one
     */
    static double[] months(Posterior.Fit fit, PeriodLength length, int year) {
        double[] months = new double[MONTHS];
        Arrays.fill(months, 1);
        double[] baseline = fit.baseline();
        if (baseline.length < year) {
            return months;
        }
        double[] trend = trend(baseline, year);
        double[] sum = new double[MONTHS];
        int[] count = new int[MONTHS];
        for (int t = 0; t < baseline.length; t++) {
            LocalDate day = length.plus(fit.start(), t);
            int month = (length == PeriodLength.WEEK ? day.plusDays(MIDDLE_OF_WEEK) : day).getMonthValue() - 1;
            if (trend[t] > 0) {
                sum[month] += baseline[t] / trend[t];
                count[month]++;
            }
        }
        for (int month = 0; month < MONTHS; month++) {
            months[month] = count[month] > 0 ? Math.max(LEAST, sum[month] / count[month]) : 1;
        }
        return months;
    }

    /** A straight line through whole years: what is left of a last part of a year would tilt it. */
    private static double[] trend(double[] series, int year) {
        int whole = series.length / year * year;
        int from = series.length - whole;
        double centre = (whole - 1) / 2.0;
        double mean = Arrays.stream(series, from, series.length).average().orElse(0);
        double slope = 0;
        if (whole > year) {
            // means of first and last year: a season does not tilt their difference
            double first = Arrays.stream(series, from, from + year).average().orElse(0);
            double last = Arrays.stream(series, series.length - year, series.length)
                    .average()
                    .orElse(0);
            slope = (last - first) / (whole - year);
        }
        double[] trend = new double[series.length];
        for (int t = 0; t < trend.length; t++) {
            trend[t] = mean + slope * (t - from - centre);
        }
        return trend;
    }
}
