package io.weir.response.internal;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The normal approximation of a density at its mode: a climb by gradients, then damped Newton steps with a Hessian from
 * differences of the gradient.
 * For smooth densities of up to some hundred dimensions that are near normal about one mode. A Newton step costs twice
 * as many gradients as there are dimensions.
 *
 * <p>Source of the evidence: Tierney and Kadane (1986), <em>Accurate Approximations for Posterior Moments and Marginal
 * Densities</em>.
 *
 * @param mode where the density is highest nearby, {@code [dimension]}
 * @param hessian minus the second derivative of the log density there
 * @param logEvidence log of the integral of the density relative to a standard normal's: for densities that leave out the
 *     constant of their standard normal prior, evidence that can be compared across dimensions
 */
record Laplace(double[] mode, DMatrixRMaj hessian, double logEvidence) {
    private static final double DIFFERENCE = 1e-4;
    private static final double LEAST_DAMPING = 1e-4;
    private static final double MOST_DAMPING = 1e8;
    /** A Newton step that promises less than this much log density ends the climb. */
    private static final double ENOUGH = 1e-3;
    /** The way to the mode's neighbourhood takes some dozens, whatever the dimension. */
    private static final int MOST_GRADIENTS = 300;

    /**
     * @param density what is approximated
     * @param start where the climb begins, {@code [dimension]}
     * @param steps most Newton steps after the climb
     */
    static Laplace of(LogDensity density, double[] start, int steps) {
        int n = density.dimension();
        double[] x = Climb.from(density, start, MOST_GRADIENTS, 10 * ENOUGH);
        var gradient = new double[n];
        double value = density.at(x, gradient);
        double damping = LEAST_DAMPING;
        DMatrixRMaj hessian = hessian(density, x);
        for (int step = 0; step < steps; step++) {
            double[] direction = solved(hessian, gradient, damping);
            double promise = 0;
            for (int i = 0; i < n; i++) {
                promise += direction.length == 0 ? 0 : 0.5 * direction[i] * gradient[i];
            }
            if (direction.length > 0 && promise < ENOUGH) {
                break;
            }
            var trial = x.clone();
            for (int i = 0; i < n && direction.length > 0; i++) {
                trial[i] += direction[i];
            }
            var trialGradient = new double[n];
            double next = direction.length > 0 ? density.at(trial, trialGradient) : Double.NEGATIVE_INFINITY;
            if (next > value) {
                x = trial;
                gradient = trialGradient;
                value = next;
                damping = Math.max(LEAST_DAMPING, damping / 10);
                hessian = hessian(density, x);
            } else {
                damping *= 10;
                if (damping > MOST_DAMPING) {
                    break;
                }
            }
        }
        return new Laplace(x, hessian, value - 0.5 * logDeterminant(hessian));
    }

    private static DMatrixRMaj hessian(LogDensity density, double[] at) {
        int n = at.length;
        var out = new DMatrixRMaj(n, n);
        double[] x = at.clone();
        var above = new double[n];
        var below = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = at[i] + DIFFERENCE;
            density.at(x, above);
            x[i] = at[i] - DIFFERENCE;
            density.at(x, below);
            x[i] = at[i];
            for (int j = 0; j < n; j++) {
                double second = -(above[j] - below[j]) / (2 * DIFFERENCE);
                out.data[i * n + j] += 0.5 * second;
                out.data[j * n + i] += 0.5 * second;
            }
        }
        return out;
    }

    /** The damped Newton step; empty if the damped Hessian is not positive definite. */
    private static double[] solved(DMatrixRMaj hessian, double[] gradient, double damping) {
        int n = gradient.length;
        DMatrixRMaj damped = hessian.copy();
        for (int i = 0; i < n; i++) {
            damped.data[i * n + i] += damping;
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
        if (!solver.setA(damped)) {
            return new double[0];
        }
        var right = new DMatrixRMaj(n, 1, true, gradient.clone());
        var step = new DMatrixRMaj(n, 1);
        solver.solve(right, step);
        return step.data;
    }

    /** Of the Hessian; directions in which the density does not fall count as those of the prior. */
    private static double logDeterminant(DMatrixRMaj hessian) {
        int n = hessian.numRows;
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        for (double ridge = 0; ridge < 1e6; ridge = Math.max(1e-3, 10 * ridge)) {
            DMatrixRMaj raised = hessian.copy();
            for (int i = 0; i < n; i++) {
                raised.data[i * n + i] += ridge;
            }
            if (cholesky.decompose(raised)) {
                double[] triangle = cholesky.getT(null).data;
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += Math.log(triangle[i * n + i]);
                }
                return 2 * sum;
            }
        }
        return Double.POSITIVE_INFINITY;
    }
}
