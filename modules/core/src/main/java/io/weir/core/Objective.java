package io.weir.core;

/**
 * The expected value of a plan over the posterior: incremental value in the horizon plus carry-out, with carry-in.
 * Spend arrays have one entry per cell of a {@link PlanGrid}, in currency per period. Implementations are safe for use
 * by several threads, except for the {@link Tracker}s they hand out.
 */
public interface Objective {
    /** Number of cells of a plan. */
    int cells();

    /** Number of cells of one period; {@link #cells()} is a multiple of it. */
    default int columns() {
        return cells();
    }

    /** The value of a plan, in units of the objective; 0 for a plan of zeros. */
    double value(double[] spend);

    /**
     * The value of a plan and, in {@code gradient}, what one more unit of currency in each cell would add.
     *
     * @param gradient receives one entry per cell
     */
    double valueAndGradient(double[] spend, double[] gradient);

    /** A tracker that starts at {@code spend}; it values the whole plan each time unless there is a quicker way. */
    default Tracker track(double[] spend) {
        double[] now = spend.clone();
        return new Tracker() {
            @Override
            public void set(int cell, double amount) {
                now[cell] = amount;
            }

            @Override
            public double value() {
                return Objective.this.value(now);
            }
        };
    }

    /** A cheaper objective with nearly the same values, to search with; this one if there is none. */
    default Objective sketch() {
        return this;
    }

    /** The expected value itself, where this is another measure of plans: what a channel returns is reckoned by it. */
    default Objective expectation() {
        return this;
    }

    /**
     * A concave function that is nowhere below this objective while every cell is within {@code [lower, upper]}. Its
     * maximum bounds this objective's maximum from above.
     */
    Concave concaveMajorant(double[] lower, double[] upper);

    /**
     * A concave majorant that can be narrowed to ever fewer plans, and gets nearer to the objective as it is.
     *
     * @param near a plan that is likely to be among the best
     * @param lower least spend per cell
     * @param upper most spend per cell
     * @param most total of all cells
     */
    default Majorant majorant(double[] near, double[] lower, double[] upper, double most) {
        return new BoxMajorant(concaveMajorant(lower, upper), lower, upper);
    }

    /** A concave function of a plan. */
    @FunctionalInterface
    interface Concave {
        /**
         * The value of a plan and, in {@code gradient}, a supergradient.
         *
         * @param gradient receives one entry per cell
         */
        double valueAndGradient(double[] spend, double[] gradient);
    }

    /** The value of a plan that changes one cell at a time. */
    interface Tracker {
        /** Sets one cell, in currency per period. */
        void set(int cell, double spend);

        /** The value of the plan as it stands. */
        double value();
    }

    /** A concave function that is nowhere below an objective for the plans of its domain. */
    interface Majorant extends Concave {
        /** Whether a plan is in the domain. */
        boolean holds(double[] spend);

        /** Least spend per cell of all plans of the domain. */
        double[] lower();

        /** Most spend per cell of all plans of the domain. */
        double[] upper();

        /**
         * A majorant over fewer plans: all that may be no more than {@code fall} below this function's tangent at a plan
         * are still in its domain. This majorant itself, if it cannot be narrowed.
         *
         * @param at a plan of the domain
         * @param fall {@code >= 0}, in units of the objective
         */
        Majorant narrowed(double[] at, double fall);

        /**
         * A majorant over those plans of the domain whose cells are within other limits. This majorant itself, if it cannot
         * be narrowed.
         *
         * @param lower least spend per cell
         * @param upper most spend per cell
         */
        Majorant within(double[] lower, double[] upper);
    }
}
