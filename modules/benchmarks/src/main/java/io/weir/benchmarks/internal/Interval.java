package io.weir.benchmarks.internal;

import java.util.Arrays;
import java.util.List;
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

    /**
     * The mean of the middle half of all tasks' runs together, for tasks that are what is asked about and no sample of others: runs are
     * resampled within their task, as the source does. It says how sure the figure is for these tasks, nothing of others.
     *
     * @param tasks {@code [run]} of each
     */
    public static Interval ofMiddle(List<double[]> tasks) {
        return of(tasks, Interval::middle);
    }

    /** Any statistic. */
    public static Interval of(double[] sample, ToDoubleFunction<double[]> statistic) {
        return of(List.of(sample), statistic);
    }

    /** Any statistic of tasks; as for {@link #ofMiddle(List)}. */
    public static Interval of(List<double[]> tasks, ToDoubleFunction<double[]> statistic) {
        var random = new SplittableRandom(1);
        double[] all = tasks.stream().flatMapToDouble(Arrays::stream).toArray();
        var values = new double[RESAMPLES];
        var resample = new double[all.length];
        for (int r = 0; r < RESAMPLES; r++) {
            int begin = 0;
            for (double[] task : tasks) {
                for (int k = 0; k < task.length; k++) {
                    resample[begin + k] = task[random.nextInt(task.length)];
                }
                begin += task.length;
            }
            values[r] = statistic.applyAsDouble(resample);
        }
        Arrays.sort(values);
        return new Interval(
                statistic.applyAsDouble(all), values[(int) (0.025 * RESAMPLES)], values[(int) (0.975 * RESAMPLES)]);
    }

    private static double middle(double[] sample) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int cut = sorted.length / 4;
        return Arrays.stream(sorted, cut, sorted.length - cut).average().orElse(0);
    }
}
