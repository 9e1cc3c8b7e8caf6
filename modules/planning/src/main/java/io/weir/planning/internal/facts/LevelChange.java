package io.weir.planning.internal.facts;

import io.weir.core.PeriodLength;
import java.util.Arrays;
import java.util.Optional;

/**
 * A sudden and lasting change of a series' level.
 *
 * @param period first period of the new level
 * @param before median of the periods before
 * @param after median of the periods from there
 */
record LevelChange(int period, double before, double after) {
    /** A change is told from this multiple of the noise. */
    private static final double NOISES = 4;
    /** A change is told from this share of the level. */
    private static final double SHARE = 0.3;

    /** The largest change between two quarters of a year that meet, the season taken out; empty if none is large. */
    static Optional<LevelChange> largest(Season season, double[] series, PeriodLength length) {
        int window = length == PeriodLength.DAY ? 91 : 13;
        double[] calm = Statistics.minus(series, season.season());
        if (calm.length < 2 * window) {
            return Optional.empty();
        }
        int t = steepest(calm, window);
        double before = Statistics.median(Arrays.copyOfRange(calm, t - window, t));
        double after = Statistics.median(Arrays.copyOfRange(calm, t, t + window));
        double size = Math.abs(after - before);
        double level = Math.max(Math.abs(before), Math.abs(after));
        return size > NOISES * noise(calm) && size > SHARE * level
                ? Optional.of(new LevelChange(t, before, after))
                : Optional.empty();
    }

    /** Where the means of the windows before and after differ most. */
    private static int steepest(double[] calm, int window) {
        int best = window;
        double most = -1;
        for (int t = window; t + window <= calm.length; t++) {
            double before = Statistics.mean(Arrays.copyOfRange(calm, t - window, t));
            double after = Statistics.mean(Arrays.copyOfRange(calm, t, t + window));
            if (Math.abs(after - before) > most) {
                most = Math.abs(after - before);
                best = t;
            }
        }
        return best;
    }

    /** Of single periods, from the differences between neighbours, so that a change of level does not count as noise. */
    private static double noise(double[] calm) {
        var steps = new double[calm.length - 1];
        for (int t = 0; t < steps.length; t++) {
            steps[t] = calm[t + 1] - calm[t];
        }
        return Statistics.robustDeviation(steps) / Math.sqrt(2);
    }
}
