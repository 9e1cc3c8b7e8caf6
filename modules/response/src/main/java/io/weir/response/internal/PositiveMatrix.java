package io.weir.response.internal;

import java.util.Arrays;

/**
 * A symmetric positive definite matrix, factored and inverted in place, over and over: rows are contiguous and every inner
 * loop adds a multiple of one row to another, which the virtual machine turns into vector instructions. For some dozens of
 * rows this is several times as fast as a general library, and it stands in the sampler's innermost loop. Not
 * thread-safe; allocates nothing after construction.
 */
final class PositiveMatrix {
    private final int n;
    /** The matrix, row by row; only the upper triangle is read, and it is overwritten by the factor. */
    final double[][] rows;
    /** Inverse of the lower factor, row by row; zero above the diagonal. */
    private final double[][] lower;
    /** The inverse, row by row; the lower triangle is filled. */
    final double[][] inverse;

    private final double[] half;

    PositiveMatrix(int n) {
        this.n = n;
        rows = new double[n][n];
        lower = new double[n][n];
        inverse = new double[n][n];
        half = new double[n];
    }

    /**
     * Factors {@link #rows} into {@code L L'} and computes {@code L^-1}.
     *
     * @return log of the determinant; NaN if the matrix is not positive definite
     */
    double factor() {
        double logDeterminant = 0;
        for (int p = 0; p < n; p++) {
            double[] pivot = rows[p];
            if (!(pivot[p] > 0)) {
                return Double.NaN;
            }
            logDeterminant += Math.log(pivot[p]);
            double scale = 1 / Math.sqrt(pivot[p]);
            for (int j = p; j < n; j++) {
                pivot[j] *= scale;
            }
            for (int i = p + 1; i < n; i++) {
                addMultiple(rows[i], pivot, -pivot[i], i, n);
            }
        }
        // L is the transpose of what rows now holds: L[i][j] = rows[j][i].
        for (int i = 0; i < n; i++) {
            double[] own = lower[i];
            Arrays.fill(own, 0, i, 0);
            for (int j = 0; j < i; j++) {
                addMultiple(own, lower[j], -rows[j][i], 0, j + 1);
            }
            double scale = 1 / rows[i][i];
            for (int j = 0; j < i; j++) {
                own[j] *= scale;
            }
            own[i] = scale;
        }
        return logDeterminant;
    }

    /** Fills {@link #inverse} from the factor. */
    void invert() {
        for (int i = 0; i < n; i++) {
            Arrays.fill(inverse[i], 0, i + 1, 0);
        }
        for (int r = 0; r < n; r++) {
            double[] row = lower[r];
            for (int i = 0; i <= r; i++) {
                addMultiple(inverse[i], row, row[i], 0, i + 1);
            }
        }
    }

    /** {@code out} becomes the solution of {@code A x = b}, by the factor. */
    void solve(double[] b, double[] out) {
        for (int i = 0; i < n; i++) {
            double[] row = lower[i];
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += row[j] * b[j];
            }
            half[i] = sum;
        }
        Arrays.fill(out, 0);
        for (int i = 0; i < n; i++) {
            addMultiple(out, lower[i], half[i], 0, i + 1);
        }
    }

    /** {@code out} becomes {@code L'^-1 z}: with z standard normal, its covariance is the inverse. */
    void correlate(double[] z, double[] out) {
        Arrays.fill(out, 0);
        for (int i = 0; i < n; i++) {
            addMultiple(out, lower[i], z[i], 0, i + 1);
        }
    }

    private static void addMultiple(double[] to, double[] from, double factor, int first, int end) {
        for (int j = first; j < end; j++) {
            to[j] += factor * from[j];
        }
    }
}
