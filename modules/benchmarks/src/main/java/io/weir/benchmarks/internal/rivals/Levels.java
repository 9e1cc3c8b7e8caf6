package io.weir.benchmarks.internal.rivals;

import io.weir.core.Objective;

/** An objective seen through plans that spend the same in every period: a cell per column, its total over the horizon. */
final class Levels implements Objective {
    private final Objective base;

    Levels(Objective base) {
        this.base = base;
    }

    private int periods() {
        return base.cells() / base.columns();
    }

    /** The plan that spreads each column's total evenly. */
    double[] spread(double[] totals) {
        var plan = new double[base.cells()];
        for (int cell = 0; cell < plan.length; cell++) {
            plan[cell] = totals[cell % totals.length] / periods();
        }
        return plan;
    }

    @Override
    public int cells() {
        return base.columns();
    }

    @Override
    public double value(double[] totals) {
        return base.value(spread(totals));
    }

    @Override
    public double valueAndGradient(double[] totals, double[] gradient) {
        var full = new double[base.cells()];
        double value = base.valueAndGradient(spread(totals), full);
        java.util.Arrays.fill(gradient, 0);
        for (int cell = 0; cell < full.length; cell++) {
            gradient[cell % gradient.length] += full[cell] / periods();
        }
        return value;
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        throw new IllegalStateException("rivals prove no bound.");
    }
}
