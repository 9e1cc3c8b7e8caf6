package io.weir.planning.internal.planner;

import io.weir.core.Objective;

/** Cells that earn {@code weight * sqrt(spend)} each, so that optima are known. */
record Roots(double[] weight) implements Objective {
    @Override
    public int cells() {
        return weight.length;
    }

    @Override
    public double value(double[] spend) {
        double sum = 0;
        for (int cell = 0; cell < spend.length; cell++) {
            sum += weight[cell] * Math.sqrt(spend[cell]);
        }
        return sum;
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        for (int cell = 0; cell < spend.length; cell++) {
            gradient[cell] = weight[cell] / (2 * Math.sqrt(Math.max(1e-9, spend[cell])));
        }
        return value(spend);
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        return this::valueAndGradient;
    }
}
