package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;

/**
 * All rules of a set in the forms that the programs and the search understand.
 *
 * @param limits linear limits, by rule and period
 * @param multiples steps, by rule and period
 * @param clauses what is neither, by rule and period
 * @param floors returns that must be brought, by rule
 */
record RuleForms(
        ImmutableList<Limit> limits,
        ImmutableList<Multiple> multiples,
        ImmutableList<Clause> clauses,
        ImmutableList<ReturnFloor> floors) {}
