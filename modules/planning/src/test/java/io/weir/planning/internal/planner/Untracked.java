package io.weir.planning.internal.planner;

import io.weir.core.Objective;

/** An objective that is only asked for values and gradients. */
interface Untracked extends Objective {
    @Override
    default Tracker track(double[] spend) {
        throw new UnsupportedOperationException();
    }

    @Override
    default Concave concaveMajorant(double[] lower, double[] upper) {
        throw new UnsupportedOperationException();
    }
}
