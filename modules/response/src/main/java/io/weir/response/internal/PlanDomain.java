package io.weir.response.internal;

import java.util.Arrays;

/**
 * Plans whose cells, and whose columns' common adstocks, are within limits. The common adstock of a column is a geometric
 * one of its spend with a retention that all draws share: {@code z_t = retention * z_(t-1) + (1 - retention) * spend_t},
 * currency, over the horizon. Every draw's own adstock is a linear function of it, and nearly it. Immutable.
 */
final class PlanDomain {
    private static final int SWEEPS = 3;

    final AdstockFamilies families;
    final double[] lower;
    final double[] upper;
    final double most;
    /** Least and most common adstock, {@code [family][period]}. */
    final double[][] low;

    final double[][] high;
    private final int columns;
    private final int horizon;

    private PlanDomain(
            int columns,
            AdstockFamilies families,
            double[] lower,
            double[] upper,
            double most,
            double[][] low,
            double[][] high,
            int horizon) {
        this.families = families;
        this.lower = lower;
        this.upper = upper;
        this.most = most;
        this.low = low;
        this.high = high;
        this.columns = columns;
        this.horizon = horizon;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            for (int q = 0; q < families.count(); q++) {
                tighten(q);
            }
        }
    }

    /**
     * @param families of adstocks
     * @param lower least spend per cell
     * @param upper most spend per cell
     * @param most total
     */
    static PlanDomain of(HorizonModel model, AdstockFamilies families, double[] lower, double[] upper, double most) {
        return of(model.columns, model.horizon, families, lower, upper, most);
    }

    private static PlanDomain of(
            int columns, int horizon, AdstockFamilies families, double[] lower, double[] upper, double most) {
        var low = new double[families.count()][horizon];
        var high = new double[families.count()][horizon];
        for (double[] row : high) {
            Arrays.fill(row, Double.POSITIVE_INFINITY);
        }
        return new PlanDomain(columns, families, lower.clone(), upper.clone(), most, low, high, horizon);
    }

    /** The plans of this domain whose cells are within other limits too. */
    PlanDomain within(double[] otherLower, double[] otherUpper) {
        double[] newLower = lower.clone();
        double[] newUpper = upper.clone();
        for (int cell = 0; cell < lower.length; cell++) {
            newLower[cell] = Math.max(lower[cell], otherLower[cell]);
            newUpper[cell] = Math.max(newLower[cell], Math.min(upper[cell], otherUpper[cell]));
        }
        return new PlanDomain(columns, families, newLower, newUpper, most, copy(low), copy(high), horizon);
    }

    /** The same plans, by other families. */
    PlanDomain by(AdstockFamilies others) {
        return of(columns, horizon, others, lower, upper, most);
    }

    private static double[][] copy(double[][] values) {
        return Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /** Lets limits of cells and adstocks tighten each other. */
    private void tighten(int q) {
        int k = families.column[q];
        double r = families.retention[q];
        double[] zLow = low[q];
        double[] zHigh = high[q];
        byTotal(q);
        for (int t = 0; t < horizon; t++) {
            double before = t > 0 ? zLow[t - 1] : 0;
            double beforeHigh = t > 0 ? zHigh[t - 1] : 0;
            zLow[t] = Math.max(zLow[t], r * before + (1 - r) * spendLow(k, t));
            zHigh[t] = Math.min(zHigh[t], r * beforeHigh + (1 - r) * spendHigh(k, t));
        }
        for (int t = horizon - 1; t >= 0; t--) {
            int cell = t * columns + k;
            double before = t > 0 ? zLow[t - 1] : 0;
            double beforeHigh = t > 0 ? zHigh[t - 1] : 0;
            upper[cell] = Math.max(lower[cell], Math.min(upper[cell], (zHigh[t] - r * before) / (1 - r)));
            lower[cell] = Math.min(upper[cell], Math.max(lower[cell], (zLow[t] - r * beforeHigh) / (1 - r)));
            if (t > 0 && r > 0) {
                zHigh[t - 1] = Math.min(zHigh[t - 1], (zHigh[t] - (1 - r) * spendLow(k, t)) / r);
                zLow[t - 1] = Math.max(zLow[t - 1], (zLow[t] - (1 - r) * spendHigh(k, t)) / r);
            }
        }
        for (int t = 0; t < horizon; t++) {
            zHigh[t] = Math.max(zHigh[t], zLow[t]);
        }
    }

    private double spendLow(int k, int t) {
        return lower[t * columns + k];
    }

    private double spendHigh(int k, int t) {
        return upper[t * columns + k];
    }

    /** No adstock is more than the total, less what must be spent elsewhere, makes it when spent as late as can be. */
    private void byTotal(int q) {
        int k = families.column[q];
        double r = families.retention[q];
        double slack = most - Arrays.stream(lower).sum();
        for (int t = 0; t < horizon; t++) {
            double left = Math.max(0, slack);
            double weight = 1 - r;
            double sum = 0;
            for (int h = t; h >= 0; h--) {
                double extra = Math.min(left, spendHigh(k, h) - spendLow(k, h));
                sum += weight * (spendLow(k, h) + extra);
                left -= extra;
                weight *= r;
            }
            high[q][t] = Math.min(high[q][t], sum);
        }
    }

    /** The common adstocks of a family, {@code [period]}. */
    double[] adstocks(int q, double[] spend) {
        var z = new double[horizon];
        int k = families.column[q];
        double r = families.retention[q];
        double before = 0;
        for (int t = 0; t < horizon; t++) {
            before = r * before + (1 - r) * spend[t * columns + k];
            z[t] = before;
        }
        return z;
    }

    /** Adds to the gradient in the spend what a derivative in a family's common adstocks, {@code [period]}, says. */
    void pullBack(int q, double[] derivative, double[] gradient) {
        int k = families.column[q];
        double r = families.retention[q];
        double sum = 0;
        for (int t = horizon - 1; t >= 0; t--) {
            sum = derivative[t] + r * sum;
            gradient[t * columns + k] += (1 - r) * sum;
        }
    }

    /** Whether a plan is inside, but for rounding. */
    boolean holds(double[] spend) {
        double tolerance = 1e-9 * most;
        for (int cell = 0; cell < spend.length; cell++) {
            if (!(spend[cell] >= lower[cell] - tolerance && spend[cell] <= upper[cell] + tolerance)) {
                return false;
            }
        }
        for (int q = 0; q < families.count(); q++) {
            double[] z = adstocks(q, spend);
            for (int t = 0; t < horizon; t++) {
                if (!(z[t] >= low[q][t] - tolerance && z[t] <= high[q][t] + tolerance)) {
                    return false;
                }
            }
        }
        return true;
    }
}
