package io.weir.response.internal;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

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
    private final DMatrixRMaj[] gram = new DMatrixRMaj[3];
    private final DMatrixRMaj precision;
    private final DMatrixRMaj inverse;
    private final DMatrixRMaj rhs;
    private final DMatrixRMaj mean;
    private final LinearSolverDense<DMatrixRMaj> solver;
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
        for (int order = 0; order < 3; order++) {
            gram[order] = new DMatrixRMaj(k, k);
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    gram[order].set(i, j, lagged(z[i], z[j], order));
                }
            }
        }
        precision = new DMatrixRMaj(k, k);
        inverse = new DMatrixRMaj(k, k);
        rhs = new DMatrixRMaj(k, 1);
        mean = new DMatrixRMaj(k, 1);
        solver = LinearSolverFactory_DDRM.chol(k);
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
        double[] p = precision.data;
        double[] g0 = gram[0].data;
        double[] g1 = gram[1].data;
        double[] g2 = gram[2].data;
        for (int i = 0; i < k * k; i++) {
            p[i] = v * (g0[i] - rho * g1[i] + rho * rho * g2[i]);
        }
        for (int i = 0; i < k; i++) {
            p[i * k + i] += 1 / (scale[i] * scale[i]);
            logScales += Math.log(scale[i]);
        }
        filter(r, rho, filtered);
        double quadratic = 0;
        for (int t = 0; t < n; t++) {
            quadratic += r[t] * filtered[t];
        }
        for (int i = 0; i < k; i++) {
            double sum = 0;
            double[] column = z[i];
            for (int t = 0; t < n; t++) {
                sum += column[t] * filtered[t];
            }
            rhs.data[i] = v * sum;
        }
        if (!solver.setA(precision)) {
            return Double.NEGATIVE_INFINITY;
        }
        solver.solve(rhs, mean);
        solver.invert(inverse);
        double logDeterminant = logDeterminant();
        double fitted = 0;
        System.arraycopy(r, 0, residual, 0, n);
        for (int i = 0; i < k; i++) {
            double d = mean.data[i];
            fitted += rhs.data[i] * d;
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
        double[] inv = inverse.data;
        for (int i = 0; i < k * k; i++) {
            double g1 = gram[1].data[i];
            double g2 = gram[2].data[i];
            trace += inv[i] * (gram[0].data[i] - rho * g1 + rho * rho * g2);
            traceRho += inv[i] * (-g1 + 2 * rho * g2);
        }
        dLogSigma = -n + v * (eVe + trace);
        double residualRho = -lagged(residual, residual, 1) + 2 * rho * lagged(residual, residual, 2);
        dRho = -rho / ar - 0.5 * v * (residualRho + traceRho);
        for (int i = 0; i < k; i++) {
            double d = mean.data[i];
            dLogScale[i] = (d * d + inv[i * k + i]) / (scale[i] * scale[i]) - 1;
        }
    }

    private double logDeterminant() {
        CholeskyDecomposition_F64<DMatrixRMaj> decomposition = solver.getDecomposition();
        DMatrixRMaj triangle = decomposition.getT(null);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += Math.log(triangle.data[i * k + i]);
        }
        return 2 * sum;
    }

    /** Mean of the coefficients given the last {@link #evaluate}d residual; the array is reused. */
    double[] coefficientMean() {
        return mean.data;
    }

    /** One draw of the coefficients given the last {@link #evaluate}d residual. */
    double[] coefficientDraw(SplittableRandom random) {
        CholeskyDecomposition_F64<DMatrixRMaj> decomposition = solver.getDecomposition();
        DMatrixRMaj triangle = decomposition.getT(null);
        // The precision is L L^T: L^-T times a standard normal has its inverse as covariance.
        var draw = new double[k];
        for (int i = k - 1; i >= 0; i--) {
            double sum = random.nextGaussian();
            for (int j = i + 1; j < k; j++) {
                sum -= triangle.get(j, i) * draw[j];
            }
            draw[i] = sum / triangle.get(i, i);
        }
        for (int i = 0; i < k; i++) {
            draw[i] += mean.data[i];
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
