package io.weir.response.internal;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * What the sampler takes for the covariance of its target: the inverse of the mass matrix. Dense up to some hundred
 * dimensions, diagonal beyond. Immutable and thread-safe.
 *
 * <p>It is learnt from draws and from the gradients at them: the matrix {@code M} with {@code M G M = X}, where {@code X}
 * and {@code G} are the covariances of draws and gradients (the geometric mean of {@code X} and the inverse of
 * {@code G}), minimises the Fisher divergence to a standard normal, and is exact for a normal target from few draws.
 *
 * <p>Source: Seyboldt, Carlson and Carpenter (2026), <em>Preconditioning Hamiltonian Monte Carlo by minimizing Fisher
 * divergence</em>.
 */
public final class Metric {
    private static final int MOST_DENSE = 256;
    /** Covariances are shrunk toward the unit as if so many draws had shown it. */
    private static final double SHRINKAGE = 5;

    private static final double FLOOR = 1e-10;
    /** Coordinates are standard normal a priori: a wider one at a mode is flat there, not wide. */
    private static final double MOST_VARIANCE = 10;

    private final int n;
    /** Standard deviations where diagonal, otherwise the scale of each coordinate. */
    private final double[] scale;
    /** Covariance row by row; empty where diagonal. */
    private final double[] covariance;
    /** Its lower Cholesky factor. */
    private final double[] factor;

    private Metric(double[] scale, double[] covariance, double[] factor) {
        n = scale.length;
        this.scale = scale;
        this.covariance = covariance;
        this.factor = factor;
    }

    /** Every coordinate on a scale of one, none tied to another. */
    static Metric unit(int dimension) {
        var ones = new double[dimension];
        java.util.Arrays.fill(ones, 1);
        return new Metric(ones, new double[0], new double[0]);
    }

    /** The inverse of minus the second derivative of a log density at its mode; the unit where that is not a covariance. */
    static Metric ofHessian(DMatrixRMaj hessian) {
        int n = hessian.numRows;
        if (n > MOST_DENSE) {
            return unit(n);
        }
        DMatrixRMaj covariance = power(hessian, -1);
        for (int i = 0; i < n; i++) {
            if (!(covariance.get(i, i) < MOST_VARIANCE)) {
                return unit(n);
            }
        }
        var ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        return cholesky.decompose(covariance.copy())
                ? new Metric(ones, covariance.data, cholesky.getT(null).data)
                : unit(n);
    }

    /**
     * @param draws {@code [draw][dimension]}, at least two
     * @param gradients of the log density at the draws, the same shape
     */
    static Metric fitted(double[][] draws, double[][] gradients) {
        int n = draws[0].length;
        double[] meanX = mean(draws);
        double[] meanG = mean(gradients);
        var scale = new double[n];
        for (int i = 0; i < n; i++) {
            double x = variance(draws, i, meanX[i]);
            double g = variance(gradients, i, meanG[i]);
            double ratio = Math.sqrt(x / g);
            scale[i] = ratio > FLOOR && ratio < 1 / FLOOR ? Math.sqrt(ratio) : 1;
        }
        if (n > MOST_DENSE) {
            return new Metric(scale, new double[0], new double[0]);
        }
        DMatrixRMaj x = covariance(draws, meanX, scale, false);
        DMatrixRMaj g = covariance(gradients, meanG, scale, true);
        DMatrixRMaj mean = geometricMean(x, g);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                mean.data[i * n + j] *= scale[i] * scale[j];
            }
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        if (!cholesky.decompose(mean.copy())) {
            return new Metric(scale, new double[0], new double[0]);
        }
        return new Metric(scale, mean.data, cholesky.getT(null).data);
    }

    private static double[] mean(double[][] rows) {
        var mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / rows.length;
            }
        }
        return mean;
    }

    private static double variance(double[][] rows, int i, double mean) {
        double sum = 0;
        for (double[] row : rows) {
            sum += (row[i] - mean) * (row[i] - mean);
        }
        return sum / (rows.length - 1);
    }

    /** In units of the scale, or of its inverse for gradients. */
    private static DMatrixRMaj covariance(double[][] rows, double[] mean, double[] scale, boolean inverse) {
        int n = mean.length;
        var centred = new DMatrixRMaj(rows.length, n);
        for (int d = 0; d < rows.length; d++) {
            for (int i = 0; i < n; i++) {
                double v = rows[d][i] - mean[i];
                centred.data[d * n + i] = inverse ? v * scale[i] : v / scale[i];
            }
        }
        var out = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multInner(centred, out);
        double count = rows.length + SHRINKAGE;
        for (int i = 0; i < n * n; i++) {
            out.data[i] /= count;
        }
        for (int i = 0; i < n; i++) {
            out.data[i * n + i] += SHRINKAGE / count;
        }
        return out;
    }

    /** {@code x^(1/2) (x^(1/2) g x^(1/2))^(-1/2) x^(1/2)}. */
    private static DMatrixRMaj geometricMean(DMatrixRMaj x, DMatrixRMaj g) {
        DMatrixRMaj root = power(x, 0.5);
        DMatrixRMaj middle = power(sandwich(root, g), -0.5);
        return sandwich(root, middle);
    }

    private static DMatrixRMaj sandwich(DMatrixRMaj outer, DMatrixRMaj inner) {
        int n = outer.numRows;
        var left = new DMatrixRMaj(n, n);
        var out = new DMatrixRMaj(n, n);
        CommonOps_DDRM.mult(outer, inner, left);
        CommonOps_DDRM.mult(left, outer, out);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double mean = 0.5 * (out.data[i * n + j] + out.data[j * n + i]);
                out.data[i * n + j] = mean;
                out.data[j * n + i] = mean;
            }
        }
        return out;
    }

    private static DMatrixRMaj power(DMatrixRMaj symmetric, double exponent) {
        int n = symmetric.numRows;
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(symmetric.copy())) {
            throw new IllegalStateException("a covariance has no eigenvalues.");
        }
        var out = new DMatrixRMaj(n, n);
        for (int k = 0; k < n; k++) {
            double p = Math.pow(Math.max(FLOOR, eigen.getEigenvalue(k).getReal()), exponent);
            double[] v = eigen.getEigenVector(k).data;
            for (int i = 0; i < n; i++) {
                double vp = v[i] * p;
                for (int j = 0; j < n; j++) {
                    out.data[i * n + j] += vp * v[j];
                }
            }
        }
        return out;
    }

    /** {@code out = M v}, the covariance times a vector. */
    void times(double[] v, double[] out) {
        if (covariance.length == 0) {
            for (int i = 0; i < n; i++) {
                out[i] = scale[i] * scale[i] * v[i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            int row = i * n;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            int j = 0;
            for (; j + 3 < n; j += 4) {
                a += covariance[row + j] * v[j];
                b += covariance[row + j + 1] * v[j + 1];
                c += covariance[row + j + 2] * v[j + 2];
                d += covariance[row + j + 3] * v[j + 3];
            }
            for (; j < n; j++) {
                a += covariance[row + j] * v[j];
            }
            out[i] = a + b + c + d;
        }
    }

    /** Draws a momentum {@code p ~ N(0, M^-1)} and the velocity {@code M p} that goes with it. */
    void draw(SplittableRandom random, double[] momentum, double[] velocity) {
        for (int i = 0; i < n; i++) {
            momentum[i] = random.nextGaussian();
        }
        if (covariance.length == 0) {
            for (int i = 0; i < n; i++) {
                velocity[i] = scale[i] * momentum[i];
                momentum[i] /= scale[i];
            }
            return;
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += factor[i * n + j] * momentum[j];
            }
            velocity[i] = sum;
        }
        // p solves L^T p = z.
        for (int i = n - 1; i >= 0; i--) {
            double sum = momentum[i];
            for (int j = i + 1; j < n; j++) {
                sum -= factor[j * n + i] * momentum[j];
            }
            momentum[i] = sum / factor[i * n + i];
        }
    }
}
