package io.weir.planning.internal.planner;

import io.weir.core.Objective;

/**
 * How close a plan is to one that must be kept to: what a search for bookable amounts may optimise where the expected value
 * would lead it away from a plan that was chosen with caution. Concave.
 */
final class Closeness implements Objective {
    private final double[] centre;
    private final Objective objective;
    private final double value;
    private final double perSquare;

    /**
     * @param centre currency per cell
     * @param objective what it stands for
     * @param value of the centre, in units of the objective
     */
    Closeness(double[] centre, Objective objective, double value) {
        this.centre = centre.clone();
        this.objective = objective;
        this.value = value;
        double total = 0;
        for (double amount : centre) {
            total += amount;
        }
        // A plan that moves everything would be worth nothing.
        perSquare = total > 0 ? Math.abs(value) * centre.length / (total * total) : 0;
    }

    @Override
    public int cells() {
        return centre.length;
    }

    @Override
    public int columns() {
        return objective.columns();
    }

    @Override
    public Objective expectation() {
        return objective.expectation();
    }

    @Override
    public double value(double[] spend) {
        double sum = value;
        for (int cell = 0; cell < centre.length; cell++) {
            sum -= lost(cell, spend[cell]);
        }
        return sum;
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        for (int cell = 0; cell < centre.length; cell++) {
            gradient[cell] = -2 * perSquare * (spend[cell] - centre[cell]);
        }
        return value(spend);
    }

    private double lost(int cell, double amount) {
        double way = amount - centre[cell];
        return perSquare * way * way;
    }

    @Override
    public Tracker track(double[] spend) {
        double[] now = spend.clone();
        double start = value(spend);
        return new Tracker() {
            private double sum = start;

            @Override
            public void set(int cell, double amount) {
                sum += lost(cell, now[cell]) - lost(cell, amount);
                now[cell] = amount;
            }

            @Override
            public double value() {
                return sum;
            }
        };
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        return this::valueAndGradient;
    }
}
