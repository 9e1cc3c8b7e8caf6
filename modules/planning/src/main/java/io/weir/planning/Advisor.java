package io.weir.planning;

import io.weir.core.Band;

/** A learned agent that says what it would do in place of a plan, and has both tried where nothing is lost. */
public interface Advisor {
    /** What it decides by, in a word: a policy's name or file. */
    String policy();

    /**
     * What it would do.
     *
     * @param plan of the optimiser
     * @return currency per cell of the plan's grid, before the enforcer has seen it
     */
    double[] cells(PlanReport plan);

    /**
     * What its plan brings over the optimiser's, as the enforcer allows them.
     *
     * @param plan of the optimiser
     * @param cells of its own, currency per cell
     * @return KPI over KPI, less 1
     */
    Band gain(PlanReport plan, double[] cells);

    /** Markets in which that is tried. */
    int markets();
}
