package io.weir.planning.internal.planner;

import io.weir.core.Objective;
import java.util.Arrays;

/** An objective less a price for every unit of spend. */
record PricedObjective(Objective base, double price) implements Objective {
    @Override
    public int cells() {
        return base.cells();
    }

    @Override
    public int columns() {
        return base.columns();
    }

    @Override
    public double value(double[] spend) {
        return base.value(spend) - price * Arrays.stream(spend).sum();
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        double value = base.valueAndGradient(spend, gradient);
        return charged(value, spend, gradient);
    }

    private double charged(double value, double[] spend, double[] gradient) {
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] -= price;
        }
        return value - price * Arrays.stream(spend).sum();
    }

    @Override
    public Tracker track(double[] spend) {
        var tracker = base.track(spend);
        double[] now = spend.clone();
        return new Tracker() {
            @Override
            public void set(int cell, double amount) {
                now[cell] = amount;
                tracker.set(cell, amount);
            }

            @Override
            public double value() {
                return tracker.value() - price * Arrays.stream(now).sum();
            }
        };
    }

    @Override
    public Objective sketch() {
        return new PricedObjective(base.sketch(), price);
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        Concave majorant = base.concaveMajorant(lower, upper);
        return (spend, gradient) -> charged(majorant.valueAndGradient(spend, gradient), spend, gradient);
    }
}
