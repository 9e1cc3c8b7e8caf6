package io.weir.response.internal;

import java.util.SplittableRandom;

/**
 * The part of one geo's KPI that is linear in its coefficients (level, trend, season, controls), marginalised: with
 * {@code r = Z d + e}, {@code d_k ~ N(0, scale_k^2)} and {@code e} first-order autoregressive, the log density of
 * {@code r} and its derivatives. Not thread-safe; allocates nothing after construction.
 *
 * <p>Source: Rasmussen and Williams (2006), <em>Gaussian Processes for Machine Learning</em>, section 2.7; derivatives by
 * Fisher's identity (the mean, over the coefficients' posterior, of the joint density's derivative).
 */
final class LinearBaseline {
    private final int n;
    private final int periods;
    private final int k;
    private final double[][] z;
    /** The observed rows of {@code z}, {@code [period][coefficient]}. */
    private final double[][] rows;
    /** Lagged inner products of the columns, {@code [order][coefficient][coefficient]}. */
    private final double[][][] gram;

    private final PositiveMatrix precision;
    private final double[] rhs;
    private final double[] mean;
    private final double[] filtered;
    private final double[] residual;
    private final double[] filteredResidual;

    /** Set by {@link #evaluate}: derivative with respect to {@code r}. */
    final double[] dResidual;
    /** Set by {@link #evaluate}: derivative with respect to the log of each coefficient's prior scale. */
    final double[] dLogScale;
    /** Set by {@link #evaluate}. */
    double dLogSigma;
    /** Set by {@link #evaluate}. */
    double dRho;

    /**
     * @param z columns, {@code [coefficient][period]}
     * @param observed how many of the periods, from the first, count; the others are only foretold
     */
    LinearBaseline(double[][] z, int observed) {
        this.z = z;
        k = z.length;
        n = observed;
        periods = z[0].length;
        gram = new double[3][k][k];
        for (int order = 0; order < 3; order++) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    gram[order][i][j] = lagged(z[i], z[j], order);
                }
            }
        }
        rows = new double[n][k];
        for (int t = 0; t < n; t++) {
            for (int i = 0; i < k; i++) {
                rows[t][i] = z[i][t];
            }
        }
        precision = new PositiveMatrix(k);
        rhs = new double[k];
        mean = new double[k];
        filtered = new double[n];
        residual = new double[n];
        filteredResidual = new double[n];
        dResidual = new double[periods];
        dLogScale = new double[k];
    }

    int coefficients() {
        return k;
    }

    /** The three sums whose combination {@code s0 - rho s1 + rho^2 s2} is the autoregressive inner product. */
    private double lagged(double[] u, double[] v, int order) {
        double sum = 0;
        switch (order) {
            case 0 -> {
                for (int t = 0; t < n; t++) {
                    sum += u[t] * v[t];
                }
            }
            case 1 -> {
                for (int t = 1; t < n; t++) {
                    sum += u[t] * v[t - 1] + u[t - 1] * v[t];
                }
            }
            default -> {
                for (int t = 1; t < n - 1; t++) {
                    sum += u[t] * v[t];
                }
            }
        }
        return sum;
    }

    private void filter(double[] r, double rho, double[] out) {
        double middle = 1 + rho * rho;
        for (int t = 0; t < n; t++) {
            double neighbours = (t > 0 ? r[t - 1] : 0) + (t < n - 1 ? r[t + 1] : 0);
            out[t] = (t == 0 || t == n - 1 ? 1 : middle) * r[t] - rho * neighbours;
        }
    }

    /**
     * @param r KPI less contributions, {@code [period]}
     * @param scale prior standard deviation per coefficient
     * @param sigma standard deviation of an innovation of the noise
     * @param rho its autocorrelation at lag one
     * @return log density up to a constant; negative infinity if it cannot be computed
     */
    double evaluate(double[] r, double[] scale, double sigma, double rho) {
        double v = 1 / (sigma * sigma);
        double logScales = 0;
        for (int i = 0; i < k; i++) {
            double[] p = precision.rows[i];
            double[] g0 = gram[0][i];
            double[] g1 = gram[1][i];
            double[] g2 = gram[2][i];
            for (int j = 0; j < k; j++) {
                p[j] = v * (g0[j] - rho * g1[j] + rho * rho * g2[j]);
            }
            p[i] += 1 / (scale[i] * scale[i]);
            logScales += Math.log(scale[i]);
        }
        filter(r, rho, filtered);
        double quadratic = 0;
        java.util.Arrays.fill(rhs, 0);
        for (int t = 0; t < n; t++) {
            double f = filtered[t];
            quadratic += r[t] * f;
            double weighted = v * f;
            double[] row = rows[t];
            for (int i = 0; i < k; i++) {
                rhs[i] += weighted * row[i];
            }
        }
        double logDeterminant = precision.factor();
        if (!(logDeterminant < Double.POSITIVE_INFINITY)) {
            return Double.NEGATIVE_INFINITY;
        }
        precision.solve(rhs, mean);
        precision.invert();
        double fitted = 0;
        System.arraycopy(r, 0, residual, 0, n);
        for (int i = 0; i < k; i++) {
            double d = mean[i];
            fitted += rhs[i] * d;
            double[] column = z[i];
            for (int t = 0; t < n; t++) {
                residual[t] -= column[t] * d;
            }
        }
        double ar = 1 - rho * rho;
        double logDensity = -n * Math.log(sigma)
                + 0.5 * Math.log(ar)
                - logScales
                - 0.5 * logDeterminant
                - 0.5 * (v * quadratic - fitted);
        derivatives(scale, v, rho, ar);
        return logDensity;
    }

    private void derivatives(double[] scale, double v, double rho, double ar) {
        filter(residual, rho, filteredResidual);
        double eVe = 0;
        for (int t = 0; t < n; t++) {
            dResidual[t] = -v * filteredResidual[t];
            eVe += residual[t] * filteredResidual[t];
        }
        double trace = 0;
        double traceRho = 0;
        for (int i = 0; i < k; i++) {
            double[] inv = precision.inverse[i];
            double[] g0 = gram[0][i];
            double[] g1 = gram[1][i];
            double[] g2 = gram[2][i];
            // Both are symmetric: the lower triangle counts twice, the diagonal once.
            for (int j = 0; j <= i; j++) {
                double twice = j < i ? 2 * inv[j] : inv[j];
                trace += twice * (g0[j] - rho * g1[j] + rho * rho * g2[j]);
                traceRho += twice * (2 * rho * g2[j] - g1[j]);
            }
        }
        dLogSigma = -n + v * (eVe + trace);
        double residualRho = -lagged(residual, residual, 1) + 2 * rho * lagged(residual, residual, 2);
        dRho = -rho / ar - 0.5 * v * (residualRho + traceRho);
        for (int i = 0; i < k; i++) {
            double d = mean[i];
            dLogScale[i] = (d * d + precision.inverse[i][i]) / (scale[i] * scale[i]) - 1;
        }
    }

    /** Mean of the coefficients given the last {@link #evaluate}d residual; the array is reused. */
    double[] coefficientMean() {
        return mean;
    }

    /** One draw of the coefficients given the last {@link #evaluate}d residual. */
    double[] coefficientDraw(SplittableRandom random) {
        var normal = new double[k];
        for (int i = 0; i < k; i++) {
            normal[i] = random.nextGaussian();
        }
        var draw = new double[k];
        precision.correlate(normal, draw);
        for (int i = 0; i < k; i++) {
            draw[i] += mean[i];
        }
        return draw;
    }

    /** What coefficients say, {@code [period]}, foretold periods included. */
    double[] fitted(double[] coefficients) {
        var fitted = new double[periods];
        for (int i = 0; i < k; i++) {
            for (int t = 0; t < periods; t++) {
                fitted[t] += z[i][t] * coefficients[i];
            }
        }
        return fitted;
    }
}
