package io.weir.response.internal;

import java.util.Arrays;

/**
 * Plans whose cells and total are within limits, and what the common adstocks of {@link AdstockFamilies} can be for them.
 * Immutable.
 */
final class PlanDomain {
    private static final double ROUNDING = 1e-9;

    final AdstockFamilies families;
    /** Least and most spend per cell, currency. */
    final double[] lower;

    final double[] upper;
    /** Most total. */
    final double most;
    /** What may be spent beyond the least of all cells. */
    final double slack;
    /** Least and most common adstock, {@code [family][period]}. */
    final double[][] low;

    final double[][] high;
    /** Most common adstock if all cells spend their most, {@code [family][period]}. */
    final double[][] highest;

    private final int columns;
    private final int horizon;

    private PlanDomain(
            int columns, int horizon, AdstockFamilies families, double[] lower, double[] upper, double most) {
        this.columns = columns;
        this.horizon = horizon;
        this.families = families;
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.most = most;
        slack = Math.max(0, most - Arrays.stream(lower).sum());
        for (int cell = 0; cell < lower.length; cell++) {
            this.upper[cell] = Math.min(upper[cell], lower[cell] + slack);
        }
        low = new double[families.count()][horizon];
        high = new double[families.count()][horizon];
        highest = new double[families.count()][horizon];
        for (int q = 0; q < families.count(); q++) {
            for (int t = 0; t < horizon; t++) {
                reach(q, t);
            }
        }
    }

    /**
     * @param lower least spend per cell, currency
     * @param upper most spend per cell
     * @param most total
     */
    static PlanDomain of(HorizonModel model, AdstockFamilies families, double[] lower, double[] upper, double most) {
        return new PlanDomain(model.columns, model.horizon, families, lower, upper, most);
    }

    /** The plans of this domain whose cells are within other limits too. */
    PlanDomain within(double[] otherLower, double[] otherUpper) {
        double[] newLower = lower.clone();
        double[] newUpper = upper.clone();
        for (int cell = 0; cell < lower.length; cell++) {
            newLower[cell] = Math.max(lower[cell], otherLower[cell]);
            newUpper[cell] = Math.max(newLower[cell], Math.min(upper[cell], otherUpper[cell]));
        }
        return new PlanDomain(columns, horizon, families, newLower, newUpper, most);
    }

    /** The same plans, by other families. */
    PlanDomain by(AdstockFamilies others) {
        return new PlanDomain(columns, horizon, others, lower, upper, most);
    }

    /** No adstock is more than the total, less what must be spent elsewhere, makes it when spent as late as can be. */
    private void reach(int q, int t) {
        int k = families.column[q];
        double left = slack;
        for (int l = 0; l <= t && l < families.window[q]; l++) {
            int cell = (t - l) * columns + k;
            double weight = families.weight(q, l);
            double extra = Math.min(left, upper[cell] - lower[cell]);
            low[q][t] += weight * lower[cell];
            high[q][t] += weight * (lower[cell] + extra);
            highest[q][t] += weight * upper[cell];
            left -= extra;
        }
    }

    /** The common adstocks of a family, {@code [period]}. */
    double[] adstocks(int q, double[] spend) {
        var z = new double[horizon];
        int k = families.column[q];
        double r = families.retention[q];
        int window = families.window[q];
        double ending = (1 - r) * families.faded(q);
        double before = 0;
        for (int t = 0; t < horizon; t++) {
            before = r * before + (1 - r) * spend[t * columns + k];
            if (t >= window) {
                before = Math.max(0, before - ending * spend[(t - window) * columns + k]);
            }
            z[t] = before;
        }
        return z;
    }

    /** Adds to the gradient in the spend what a derivative in a family's common adstocks, {@code [period]}, says. */
    void pullBack(int q, double[] derivative, double[] gradient) {
        int k = families.column[q];
        double r = families.retention[q];
        int window = families.window[q];
        double ending = families.faded(q);
        double sum = 0;
        for (int t = horizon - 1; t >= 0; t--) {
            sum = derivative[t] + r * sum - (t + window < horizon ? ending * derivative[t + window] : 0);
            gradient[t * columns + k] += (1 - r) * sum;
        }
    }

    /** Whether a plan is inside, but for rounding. */
    boolean holds(double[] spend) {
        double tolerance = ROUNDING * most;
        double total = 0;
        for (int cell = 0; cell < spend.length; cell++) {
            total += spend[cell];
            if (!(spend[cell] >= lower[cell] - tolerance && spend[cell] <= upper[cell] + tolerance)) {
                return false;
            }
        }
        return total <= most + tolerance;
    }
}
