package io.weir.enforcer.internal;

/** A linear program to which clauses add what they need. Amounts are in quanta. */
interface ProgramParts {
    /** A new variable that is 0 or 1. */
    int newSwitch();

    /** The most that cells can spend together. */
    double most(int[] cells);

    /**
     * Adds {@code lower <= coefficients . variables <= upper}.
     *
     * @param variables cells, then switches as {@link #newSwitch} gave them
     */
    void add(int[] variables, double[] coefficients, double lower, double upper);
}
