package io.weir.planning.internal.planner;

import io.weir.core.Objective;

/**
 * An objective to search with in the neighbourhood of a plan: the value of plans that change cell by cell comes from the
 * cheaper sketch, corrected so that at that plan value and gradient are the full objective's. What is left is the sketch's
 * error in the curvature, of second order in the distance. Whole plans are valued in full.
 *
 * <p>Source of the correction: N. Alexandrov et al. (1998), <em>A trust-region framework for managing the use of approximation
 * models in optimization</em> (first-order consistency).
 */
final class NearbyObjective implements Objective {
    private final Objective full;
    private final Objective sketch;
    private final double[] centre;
    private final double[] slope;
    private final double offset;

    private NearbyObjective(Objective full, Objective sketch, double[] centre) {
        this.full = full;
        this.sketch = sketch;
        this.centre = centre.clone();
        this.slope = new double[centre.length];
        var rough = new double[centre.length];
        double value = full.valueAndGradient(centre, slope);
        this.offset = value - sketch.valueAndGradient(centre, rough);
        for (int cell = 0; cell < slope.length; cell++) {
            slope[cell] -= rough[cell];
        }
    }

    /**
     * @param full what is searched for
     * @param centre currency per cell
     * @return {@code full} itself where it has no sketch
     */
    static Objective of(Objective full, double[] centre) {
        Objective sketch = full.sketch();
        return sketch == full ? full : new NearbyObjective(full, sketch, centre);
    }

    @Override
    public int cells() {
        return full.cells();
    }

    @Override
    public int columns() {
        return full.columns();
    }

    @Override
    public double value(double[] spend) {
        return full.value(spend);
    }

    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        return full.valueAndGradient(spend, gradient);
    }

    @Override
    public Objective expectation() {
        return full.expectation();
    }

    @Override
    public Tracker track(double[] spend) {
        Tracker rough = sketch.track(spend);
        double[] now = spend.clone();
        return new Tracker() {
            @Override
            public void set(int cell, double amount) {
                now[cell] = amount;
                rough.set(cell, amount);
            }

            @Override
            public double value() {
                double corrected = rough.value() + offset;
                for (int cell = 0; cell < now.length; cell++) {
                    corrected += slope[cell] * (now[cell] - centre[cell]);
                }
                return corrected;
            }
        };
    }

    @Override
    public Concave concaveMajorant(double[] lower, double[] upper) {
        return full.concaveMajorant(lower, upper);
    }
}
