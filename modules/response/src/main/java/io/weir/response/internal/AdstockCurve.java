package io.weir.response.internal;

import io.weir.response.AdstockKind;

/**
 * Adstock weights {@code w_0 .. w_(window-1)}, normalised to sum to 1, as a function of standard-normal coordinates, with
 * derivatives. Not thread-safe.
 *
 * <p>Sources of the forms: Jin et al. (2017), <em>Bayesian Methods for Media Mix Modeling with Carryover and Shape
 * Effects</em> (geometric, delayed); the Robyn, Meridian and PyMC-Marketing documentation (Weibull, binomial).
 */
public final class AdstockCurve {
    private final AdstockKind kind;
    private final Prior prior;
    private final double weeksPerPeriod;
    private final double[] value;
    private final double[] weights;
    private final double[][] derivative;
    private final boolean fixed;
    private double weightSum;
    private double weightSumInRetention;
    private double retentionInCoordinate;
    private double dRetention;

    /**
     * Where a family's coordinates are centred: {@code natural = transform(centre + spread * z)}.
     *
     * @param retention logit of the share that remains after a week, centre
     * @param retentionSpread its standard deviation
     */
    public record Prior(double retention, double retentionSpread) {}

    public AdstockCurve(AdstockKind kind, Prior prior, int window, double weeksPerPeriod) {
        this.kind = kind;
        this.prior = prior;
        this.weeksPerPeriod = weeksPerPeriod;
        value = new double[parameters(kind)];
        weights = new double[kind == AdstockKind.NONE ? 1 : window];
        derivative = new double[value.length][weights.length];
        fixed = false;
    }

    private AdstockCurve(AdstockKind kind, double[] natural, int memory) {
        this.kind = kind;
        prior = new Prior(0, 1);
        weeksPerPeriod = 1;
        value = natural.clone();
        weights = weights(kind, natural, memory);
        derivative = new double[0][];
        fixed = true;
    }

    /** Weights that are known and do not move: a curve without coordinates. */
    static AdstockCurve fixed(AdstockKind kind, double[] natural, int memory) {
        return new AdstockCurve(kind, natural, memory);
    }

    /** Number of coordinates of a family. */
    public static int parameters(AdstockKind kind) {
        return switch (kind) {
            case NONE -> 0;
            case GEOMETRIC, BINOMIAL -> 1;
            case DELAYED, WEIBULL_PDF, WEIBULL_CDF -> 2;
        };
    }

    /** Restores the weights of stored natural parameters; derivatives are not computed. */
    public static double[] weights(AdstockKind kind, double[] natural, int window) {
        var weights = new double[kind == AdstockKind.NONE ? 1 : window];
        double sum = 0;
        for (int l = 0; l < weights.length; l++) {
            weights[l] = Math.exp(logWeight(kind, natural, l, window));
            sum += weights[l];
        }
        for (int l = 0; l < weights.length; l++) {
            weights[l] /= sum;
        }
        return weights;
    }

    private static double logWeight(AdstockKind kind, double[] p, int l, int window) {
        return switch (kind) {
            case NONE -> 0;
            case GEOMETRIC -> l == 0 ? 0 : l * Math.log(p[0]);
            case DELAYED -> (l - p[1]) * (l - p[1]) * Math.log(p[0]);
            case WEIBULL_PDF -> (p[0] - 1) * Math.log((l + 1) / p[1]) - Math.pow((l + 1) / p[1], p[0]);
            case WEIBULL_CDF -> {
                double sum = 0;
                for (int j = 1; j <= l; j++) {
                    sum -= Math.pow(j / p[1], p[0]);
                }
                yield sum;
            }
            case BINOMIAL -> (1 / p[0] - 1) * Math.log1p(-l / (double) window);
        };
    }

    /** Recomputes weights and derivatives at {@code z[offset..]}. */
    public void set(double[] z, int offset) {
        if (fixed) {
            return;
        }
        int window = weights.length;
        switch (kind) {
            case NONE -> {}
            case GEOMETRIC -> {
                double weekly = sigmoid(prior.retention + prior.retentionSpread * z[offset]);
                value[0] = Math.pow(weekly, weeksPerPeriod);
                retentionInCoordinate = value[0] * weeksPerPeriod * (1 - weekly) * prior.retentionSpread;
                sums();
                for (int l = 0; l < window; l++) {
                    derivative[0][l] = l * weeksPerPeriod * (1 - weekly) * prior.retentionSpread;
                }
            }
            case BINOMIAL -> {
                value[0] = sigmoid(prior.retention + prior.retentionSpread * z[offset]);
                for (int l = 0; l < window; l++) {
                    derivative[0][l] =
                            -Math.log1p(-l / (double) window) * (1 - value[0]) / value[0] * prior.retentionSpread;
                }
            }
            case DELAYED -> {
                value[0] = sigmoid(prior.retention + prior.retentionSpread * z[offset]);
                double most = (window - 1) / 2.0;
                double share = sigmoid(-1.5 + z[offset + 1]);
                value[1] = most * share;
                for (int l = 0; l < window; l++) {
                    double distance = l - value[1];
                    derivative[0][l] = distance * distance * (1 - value[0]) * prior.retentionSpread;
                    derivative[1][l] = -2 * distance * Math.log(value[0]) * most * share * (1 - share);
                }
            }
            case WEIBULL_PDF, WEIBULL_CDF -> weibull(z, offset);
        }
        normalise();
    }

    /** Sum of {@code q^l} over the window, and its derivative. */
    private void sums() {
        double q = value[0];
        weightSum = 0;
        weightSumInRetention = 0;
        dRetention = 0;
        for (int l = 0; l < weights.length; l++) {
            weightSumInRetention = weightSum + q * weightSumInRetention;
            weightSum = 1 + q * weightSum;
        }
    }

    private void weibull(double[] z, int offset) {
        double shapeSpread = 0.5;
        double scaleSpread = 0.6;
        double k = Math.exp((kind == AdstockKind.WEIBULL_PDF ? 0.6 : 0) + shapeSpread * z[offset]);
        double scale = Math.exp(0.6 - Math.log(weeksPerPeriod) + scaleSpread * z[offset + 1]);
        value[0] = k;
        value[1] = scale;
        double sum = 0;
        double sumLog = 0;
        for (int l = 0; l < weights.length; l++) {
            if (kind == AdstockKind.WEIBULL_PDF) {
                double log = Math.log((l + 1) / scale);
                double power = Math.exp(k * log);
                derivative[0][l] = k * (log - power * log) * shapeSpread;
                derivative[1][l] = (1 - k + k * power) * scaleSpread;
            } else {
                if (l > 0) {
                    double log = Math.log(l / scale);
                    double power = Math.exp(k * log);
                    sum += power;
                    sumLog += power * log;
                }
                derivative[0][l] = -k * sumLog * shapeSpread;
                derivative[1][l] = k * sum * scaleSpread;
            }
        }
    }

    /** Turns log weights and their derivatives into normalised weights and theirs. */
    private void normalise() {
        double sum = 0;
        for (int l = 0; l < weights.length; l++) {
            weights[l] = Math.exp(logWeight(kind, value, l, weights.length));
            sum += weights[l];
        }
        for (int l = 0; l < weights.length; l++) {
            weights[l] /= sum;
        }
        for (double[] d : derivative) {
            double mean = 0;
            for (int l = 0; l < weights.length; l++) {
                mean += weights[l] * d[l];
            }
            for (int l = 0; l < weights.length; l++) {
                d[l] = weights[l] * (d[l] - mean);
            }
        }
    }

    /** Whether the adstock can be had period from period. */
    boolean isRecursive() {
        return kind == AdstockKind.GEOMETRIC && !fixed;
    }

    /** Share that remains after a period, of a recursive one. */
    double retention() {
        return value[0];
    }

    /** Sum of the weights before they are normalised, of a recursive one. */
    double weightSum() {
        return weightSum;
    }

    /** Its derivative in the retention. */
    double weightSumInRetention() {
        return weightSumInRetention;
    }

    /** Adds a derivative in the retention, of a recursive one. */
    void addRetention(double derivative) {
        dRetention += derivative;
    }

    /** The weights; the array is reused. */
    public double[] weights() {
        return weights;
    }

    /** A copy of the natural parameters. */
    public double[] natural() {
        return value.clone();
    }

    /** Adds to {@code gradient[offset..]} the chain rule from derivatives with respect to the weights. */
    public void pullBack(double[] dWeights, double[] gradient, int offset) {
        if (isRecursive()) {
            gradient[offset] += dRetention * retentionInCoordinate;
        }
        for (int k = 0; k < derivative.length; k++) {
            double sum = 0;
            for (int l = 0; l < weights.length; l++) {
                sum += dWeights[l] * derivative[k][l];
            }
            gradient[offset + k] += sum;
        }
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
