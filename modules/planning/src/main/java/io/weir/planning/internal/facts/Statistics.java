package io.weir.planning.internal.facts;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Robust and plain statistics of short series. */
final class Statistics {
    /** Median absolute deviation to standard deviation, for normal noise. */
    private static final double MAD_TO_SIGMA = 1.4826;

    private Statistics() {}

    static double mean(double[] x) {
        return Arrays.stream(x).average().orElse(0);
    }

    /** Median; 0 for no values. */
    static double median(double[] x) {
        if (x.length == 0) {
            return 0;
        }
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int middle = x.length / 2;
        return x.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double deviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }

    /** Standard deviation from the median absolute deviation; where more than half are equal, the plain one. */
    static double robustDeviation(double[] x) {
        double median = median(x);
        double mad = median(Arrays.stream(x).map(v -> Math.abs(v - median)).toArray());
        return mad > 0 ? MAD_TO_SIGMA * mad : deviation(x);
    }

    /** Pearson correlation; 0 if a series does not vary. */
    static double correlation(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
    }

    /** Median over a centred window of {@code 2 * half + 1} periods, shorter at the ends. */
    static double[] rollingMedian(double[] x, int half) {
        return IntStream.range(0, x.length)
                .mapToDouble(
                        t -> median(Arrays.copyOfRange(x, Math.max(0, t - half), Math.min(x.length, t + half + 1))))
                .toArray();
    }

    /** Mean over a centred window of {@code 2 * half + 1} periods, shorter at the ends. */
    static double[] rollingMean(double[] x, int half) {
        return IntStream.range(0, x.length)
                .mapToDouble(t -> mean(Arrays.copyOfRange(x, Math.max(0, t - half), Math.min(x.length, t + half + 1))))
                .toArray();
    }

    static double[] minus(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t] - y[t]).toArray();
    }

    static double[] plus(double[] x, double[] y) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t] + y[t]).toArray();
    }
}
