package io.weir.hierarchy.internal;

import io.weir.core.Objective;

/** How near targets are to those that were proposed: what is enforced where nobody tells what targets are worth. */
final class Nearness implements Objective {
    private final double[] wanted;
    private final double scale;

    /** @param wanted currency per cell */
    Nearness(double[] wanted) {
        this.wanted = wanted.clone();
        double sum = 1;
        for (double one : wanted) {
            sum += one;
        }
        this.scale = sum;
    }

    @Override
    public int cells() {
        return wanted.length;
    }

    @Override
    public double value(double[] spend) {
        double value = 0;
        for (int cell = 0; cell < wanted.length; cell++) {
            value += of(cell, spend[cell]);
        }
        return value;
    }

    /** Less what spending nothing is worth, so that a plan of zeros is worth 0. */
    private double of(int cell, double spend) {
        return spend * (2 * wanted[cell] - spend) / scale;
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        for (int cell = 0; cell < wanted.length; cell++) {
            gradient[cell] = 2 * (wanted[cell] - spend[cell]) / scale;
        }
        return value(spend);
    }

    @Override
    public Tracker track(double[] spend) {
        double[] at = spend.clone();
        return new Tracker() {
            private double value = Nearness.this.value(at);

            @Override
            public void set(int cell, double amount) {
                value += of(cell, amount) - of(cell, at[cell]);
                at[cell] = amount;
            }

            @Override
            public double value() {
                return value;
            }
        };
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        return this::valueAndGradient;
    }
}
