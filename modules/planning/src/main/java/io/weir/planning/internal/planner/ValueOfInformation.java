package io.weir.planning.internal.planner;

import java.util.Arrays;
import java.util.List;

/**
 * What a measurement is worth before it is made, by preposterior analysis: for every outcome it may have, the draws are
 * reweighted by the outcome's likelihood; the best plan under these weights is worth so much more, under the same weights,
 * than the plan that is best by what is known now. The mean over outcomes is the expected value of sample information.
 *
 * <p>The best plan is looked for among plans that were found before. The value of the best plan is convex in the weights,
 * and every plan is a tangent to it, so that the result is never too high for want of plans, and never negative.
 *
 * <p>Draws are few: weights that rest on a handful of them would take their accidents for knowledge. A measurement counts as
 * no sharper than a quarter of the spread of what it measures.
 *
 * <p>Source: H. Raiffa and R. Schlaifer (1961), <em>Applied Statistical Decision Theory</em>, chapters 4 and 5.
 */
final class ValueOfInformation {
    /** Least standard error, relative to the standard deviation of the measured quantity over draws. */
    static final double SHARPEST = 0.25;

    private static final int OUTCOMES = 48;
    /** Midpoints of nine equally likely slices of the standard normal distribution. */
    private static final double[] NOISE = {-1.593, -0.967, -0.589, -0.282, 0, 0.282, 0.589, 0.967, 1.593};

    private final double[] measured;
    private final double standardError;

    /**
     * @param measured the quantity that is measured, {@code [draw]}
     * @param standardError of the measurement, {@code > 0}, in the same unit
     */
    ValueOfInformation(double[] measured, double standardError) {
        this.measured = measured;
        this.standardError = Math.max(standardError, SHARPEST * deviation(measured));
    }

    /**
     * The expected value of sample information.
     *
     * @param plans value of each plan, {@code [plan][draw]}
     */
    double of(List<double[]> plans) {
        double[] now = best(plans, even(measured.length));
        double sum = 0;
        for (double outcome : outcomes(OUTCOMES)) {
            double[] weights = weights(outcome);
            sum += value(best(plans, weights), weights) - value(now, weights);
        }
        return sum / OUTCOMES;
    }

    /** Equally likely outcomes of the measurement, rising. */
    double[] outcomes(int count) {
        var all = new double[measured.length * NOISE.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = measured[k / NOISE.length] + standardError * NOISE[k % NOISE.length];
        }
        Arrays.sort(all);
        var out = new double[count];
        for (int m = 0; m < count; m++) {
            out[m] = all[(int) ((m + 0.5) * all.length / count)];
        }
        return out;
    }

    /** How likely each draw is once an outcome was seen; together 1, {@code [draw]}. */
    double[] weights(double outcome) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double m : measured) {
            nearest = Math.min(nearest, Math.abs(outcome - m));
        }
        var weights = new double[measured.length];
        double sum = 0;
        for (int d = 0; d < weights.length; d++) {
            double z = (outcome - measured[d]) / standardError;
            double least = nearest / standardError;
            weights[d] = standardError > 0 ? Math.exp(0.5 * (least * least - z * z)) : 1;
            sum += weights[d];
        }
        for (int d = 0; d < weights.length; d++) {
            weights[d] /= sum;
        }
        return weights;
    }

    /** Share of the measured quantity's uncertainty, as a variance, that the measurement takes away on average; 0 to 1. */
    double share() {
        double variance = deviation(measured) * deviation(measured);
        return variance > 0 ? variance / (variance + standardError * standardError) : 0;
    }

    /** The plan that is worth most. */
    static double[] best(List<double[]> plans, double[] weights) {
        double[] best = plans.get(0);
        double most = value(best, weights);
        for (double[] plan : plans) {
            double value = value(plan, weights);
            if (value > most) {
                most = value;
                best = plan;
            }
        }
        return best;
    }

    /** Every draw as likely as the next. */
    static double[] even(int draws) {
        var weights = new double[draws];
        Arrays.fill(weights, 1.0 / draws);
        return weights;
    }

    private static double value(double[] plan, double[] weights) {
        double sum = 0;
        for (int d = 0; d < weights.length; d++) {
            sum += weights[d] * plan[d];
        }
        return sum;
    }

    static double deviation(double[] x) {
        double mean = Estimates.mean(x);
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }
}
