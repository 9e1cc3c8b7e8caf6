package io.weir.benchmarks.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A statistic of a sample with its 95 % bootstrap interval.
 *
 * @param value of the statistic
 * @param low 2.5 % quantile over resamples
 * @param high 97.5 % quantile
 */
public record Interval(double value, double low, double high) {
    private static final int RESAMPLES = 2000;

    /** The mean. */
    public static Interval ofMean(double[] sample) {
        return of(sample, x -> Arrays.stream(x).average().orElse(0));
    }

    /**
     * The mean of the middle half. Source: Agarwal, Schwarzer, Castro, Courville and Bellemare (2021), <em>Deep
     * Reinforcement Learning at the Edge of the Statistical Precipice</em>.
     */
    public static Interval ofMiddle(double[] sample) {
        return of(sample, Interval::middle);
    }

    /** Any statistic. */
    public static Interval of(double[] sample, ToDoubleFunction<double[]> statistic) {
        var random = new SplittableRandom(1);
        var values = new double[RESAMPLES];
        var resample = new double[sample.length];
        for (int r = 0; r < RESAMPLES; r++) {
            for (int k = 0; k < resample.length; k++) {
                resample[k] = sample[random.nextInt(sample.length)];
            }
            values[r] = statistic.applyAsDouble(resample);
        }
        Arrays.sort(values);
        return new Interval(
                statistic.applyAsDouble(sample), values[(int) (0.025 * RESAMPLES)], values[(int) (0.975 * RESAMPLES)]);
    }

    private static double middle(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / 4;
        return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(0);
    }
}
