package io.weir.response;

import static io.weir.core.Checks.requireInRange;

import java.util.Arrays;

/** What a plan is worth given its value in every draw: concave and never falling in any of them. */
public sealed interface DrawUtility {
    /**
     * @param values of a plan, {@code [draw]}
     * @param weights receives the derivative with respect to each value, {@code [draw]}
     */
    double apply(double[] values, double[] weights);

    /** The mean over draws. */
    record Mean() implements DrawUtility {
        @Override
        public double apply(double[] values, double[] weights) {
            Arrays.fill(weights, 1.0 / values.length);
            double sum = 0;
            for (double v : values) {
                sum += v;
            }
            return sum / values.length;
        }
    }

    /**
     * A mean over draws of which some have become likelier than others, as after a lift test.
     *
     * @param shares weight of each draw, {@code >= 0}, together 1, {@code [draw]}; not copied
     */
    record Weighted(double[] shares) implements DrawUtility {
        @Override
        public double apply(double[] values, double[] weights) {
            System.arraycopy(shares, 0, weights, 0, shares.length);
            double sum = 0;
            for (int d = 0; d < values.length; d++) {
                sum += shares[d] * values[d];
            }
            return sum;
        }
    }

    /**
     * Conditional value at risk: the mean of the worst share of draws. Source: Rockafellar and Uryasev (2000),
     * <em>Optimization of Conditional Value-at-Risk</em>.
     *
     * @param share of draws, in {@code (0, 1]}
     */
    record Cvar(double share) implements DrawUtility {
        /** @throws IllegalArgumentException if the share is outside (0, 1] */
        public Cvar {
            requireInRange("cvar", share, Double.MIN_NORMAL, 1);
        }

        @Override
        public double apply(double[] values, double[] weights) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double count = Math.max(1, share * values.length);
            double threshold = sorted[(int) Math.ceil(count) - 1];
            int below = 0;
            int at = 0;
            for (double v : values) {
                below += v < threshold ? 1 : 0;
                at += v == threshold ? 1 : 0;
            }
            double sum = 0;
            for (int d = 0; d < values.length; d++) {
                double weight = values[d] < threshold ? 1 : values[d] == threshold ? (count - below) / at : 0;
                weights[d] = weight / count;
                sum += weights[d] * values[d];
            }
            return sum;
        }
    }

    /**
     * Another utility less {@code weight} times the mean shortfall below a reference, draw by draw.
     *
     * @param base what is reduced
     * @param reference the value of another plan, {@code [draw]}; not copied
     * @param weight {@code >= 0}
     */
    record Cautious(DrawUtility base, double[] reference, double weight) implements DrawUtility {
        @Override
        public double apply(double[] values, double[] weights) {
            double utility = base.apply(values, weights);
            for (int d = 0; d < values.length; d++) {
                double shortfall = reference[d] - values[d];
                if (shortfall > 0) {
                    utility -= weight * shortfall / values.length;
                    weights[d] += weight / values.length;
                }
            }
            return utility;
        }
    }
}
