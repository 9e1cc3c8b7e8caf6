package io.weir.simulator;

import io.weir.core.Band;
import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A mean over independently seeded markets.
 *
 * @param value the mean; not a number where there is nothing to tell
 * @param error its standard error
 */
public record Amount(double value, double error) {
    /** Upper end of what 95 % of a symmetric distribution is in. */
    private static final double UPPER = 0.975;

    /** Nothing to tell. */
    public static final Amount NONE = new Amount(Double.NaN, Double.NaN);

    /** Of one number per market. */
    public static Amount of(double[] sample) {
        double mean = Arrays.stream(sample).average().orElse(Double.NaN);
        double squares = Arrays.stream(sample).map(x -> (x - mean) * (x - mean)).sum();
        int n = sample.length;
        return new Amount(mean, n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN);
    }

    /**
     * A mean with its 95 % interval by Student's distribution, of one number per market. Of one market alone nothing tells how sure it
     * is.
     */
    public static Band band(double[] sample) {
        Amount mean = of(sample);
        int n = sample.length;
        double half = n > 1 ? new TDistribution(n - 1).inverseCumulativeProbability(UPPER) * mean.error() : 0;
        return new Band(mean.value(), mean.value() - half, mean.value() + half);
    }

    /**
     * A ratio of means, with the error of its residuals.
     *
     * @param above one number per market
     * @param below the same; their mean is not 0
     */
    public static Amount ratio(double[] above, double[] below) {
        double ratio = Arrays.stream(above).sum() / Arrays.stream(below).sum();
        double[] residuals = new double[above.length];
        for (int k = 0; k < residuals.length; k++) {
            residuals[k] = above[k] - ratio * below[k];
        }
        double mean = Arrays.stream(below).average().orElse(Double.NaN);
        return new Amount(ratio, of(residuals).error() / Math.abs(mean));
    }

    /** Whether there is something to tell. */
    public boolean isTold() {
        return !Double.isNaN(value);
    }
}
