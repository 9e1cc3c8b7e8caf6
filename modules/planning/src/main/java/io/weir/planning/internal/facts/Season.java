package io.weir.planning.internal.facts;

import io.weir.core.PeriodLength;
import java.util.stream.DoubleStream;

/**
 * What a series does every year and every week, and its slow trend, from medians only. A season of one year's values is
 * estimated from the other years, so that a single extraordinary period does not become its own season.
 *
 * @param trend level, one value per period
 * @param season yearly and, for days, weekly deviation from it, one value per period; zero where it was not seen twice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Season(double[] trend, double[] season) {
    static Season of(double[] series, PeriodLength length) {
        int year = year(length);
        double[] trend = Statistics.rollingMedian(series, Math.min(year / 2, Math.max(2, series.length / 4)));
        double[] rest = Statistics.minus(series, trend);
        double[] weekly = weekly(rest, length);
        double[] yearly = repeated(Statistics.minus(rest, weekly), year, 1);
        return new Season(trend, Statistics.plus(weekly, yearly));
    }

    /** What days of the week do; zero for weeks. */
    static double[] weekly(double[] series, PeriodLength length) {
        if (length == PeriodLength.WEEK) {
            return new double[series.length];
        }
        return repeated(Statistics.minus(series, Statistics.rollingMedian(series, 14)), 7, 0);
    }

    /** Periods in a year: 52 weeks, or 364 days so that weekdays meet. */
    static int year(PeriodLength length) {
        return length == PeriodLength.DAY ? 364 : 52;
    }

    /** Trend and season together: what was to be expected anyway. */
    double[] expected() {
        return Statistics.plus(trend, season);
    }

    /** The median of the values a whole number of cycles away, give or take {@code spread} periods. */
    private static double[] repeated(double[] rest, int cycle, int spread) {
        var season = new double[rest.length];
        for (int t = 0; t < rest.length; t++) {
            var others = DoubleStream.builder();
            for (int s = t % cycle; s < rest.length; s += cycle) {
                for (int near = Math.max(0, s - spread);
                        s != t && near <= Math.min(rest.length - 1, s + spread);
                        near++) {
                    others.add(rest[near]);
                }
            }
            season[t] = Statistics.median(others.build().toArray());
        }
        return season;
    }
}
