package io.weir.enforcer.internal;

/** A program to which clauses add what they need. Amounts are in quanta. */
interface ProgramParts {
    /** A new variable that is 0 or 1. */
    int newSwitch();

    /** The most that cells can spend together. */
    long most(int[] cells);

    /**
     * Adds {@code lower <= coefficients . variables <= upper}.
     *
     * @param variables cells, then switches as {@link #newSwitch} gave them
     * @param lower {@link Row#NO_LOWER} if there is none
     * @param upper {@link Row#NO_UPPER} if there is none
     */
    void add(int[] variables, long[] coefficients, long lower, long upper);
}
