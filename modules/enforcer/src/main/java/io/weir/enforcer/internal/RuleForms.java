package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;

/**
 * All rules of a set in the forms that the programs and the search understand. A rule that is neither linear nor a
 * multiple (a switch, a count) adds a form here, its part in {@link LinearProgram} and a method in
 * {@link PlanConstraints}.
 *
 * @param limits linear limits, by rule and period
 * @param multiples steps, by rule and period
 */
record RuleForms(ImmutableList<Limit> limits, ImmutableList<Multiple> multiples) {}
