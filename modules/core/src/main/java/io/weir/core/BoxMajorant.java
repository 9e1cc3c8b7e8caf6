package io.weir.core;

import io.weir.core.Objective.Concave;
import io.weir.core.Objective.Majorant;

/**
 * A concave function that holds in a box and cannot be narrowed.
 *
 * @param function the function
 * @param lower least spend per cell; not copied
 * @param upper most spend per cell; not copied
 */
record BoxMajorant(Concave function, double[] lower, double[] upper) implements Majorant {
    @Override
    public double valueAndGradient(double[] spend, double[] gradient) {
        return function.valueAndGradient(spend, gradient);
    }

    @Override
    public boolean holds(double[] spend) {
        return true;
    }

    @Override
    public Majorant narrowed(double[] at, double fall) {
        return this;
    }

    @Override
    public Majorant within(double[] otherLower, double[] otherUpper) {
        return this;
    }
}
