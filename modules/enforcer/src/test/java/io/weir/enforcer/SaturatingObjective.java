package io.weir.enforcer;

import io.weir.core.Objective;

/** A concave objective with a known optimum: {@code sum_k ceiling[k] * (1 - exp(-spend[k] / scale[k]))}. */
public record SaturatingObjective(double[] ceiling, double[] scale) implements Objective {
    @Override
    public int cells() {
        return ceiling.length;
    }

    @Override
    public double value(double[] spend) {
        double sum = 0;
        for (int cell = 0; cell < spend.length; cell++) {
            sum += at(cell, spend[cell]);
        }
        return sum;
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        for (int cell = 0; cell < spend.length; cell++) {
            gradient[cell] = ceiling[cell] / scale[cell] * Math.exp(-spend[cell] / scale[cell]);
        }
        return value(spend);
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        return this::valueAndGradient;
    }

    private double at(int cell, double spend) {
        return ceiling[cell] * -Math.expm1(-spend / scale[cell]);
    }
}
