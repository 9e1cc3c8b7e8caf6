package io.weir.planning.internal.planner;

import io.weir.core.Objective;

/** An objective whose best plan nobody bounds. */
interface Unbounded extends Objective {
    @Override
    default Concave concaveMajorant(double[] lower, double[] upper) {
        throw new UnsupportedOperationException();
    }
}
