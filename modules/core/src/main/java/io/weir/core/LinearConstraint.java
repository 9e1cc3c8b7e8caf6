package io.weir.core;

import static io.weir.core.Checks.require;

import java.util.OptionalDouble;

/**
 * {@code lower <= sum_k coefficients[k] * spend[cells[k]] <= upper}, in currency.
 *
 * @param rule id of the rule it comes from; {@code budget} for the total
 * @param what the limit in words, for example {@code search max 5,000.00 EUR in week 2024-01-01}
 * @param cells the cells it reads, ascending
 * @param coefficients one per cell, not zero
 * @param lower may be negative infinity
 * @param upper may be positive infinity
 * @param penalty objective units for each unit by which it is broken; empty if it is hard
 */
public record LinearConstraint(
        String rule,
        String what,
        int[] cells,
        double[] coefficients,
        double lower,
        double upper,
        OptionalDouble penalty) {
    /** @throws IllegalArgumentException if the arrays differ in length or {@code lower > upper} */
    public LinearConstraint {
        require(cells.length == coefficients.length, "cells and coefficients of %s differ in length.", rule);
        require(lower <= upper, "%s: lower (%s) is above upper (%s).", what, lower, upper);
        cells = cells.clone();
        coefficients = coefficients.clone();
    }

    /** The sum for a plan, currency. */
    public double at(double[] spend) {
        double sum = 0;
        for (int k = 0; k < cells.length; k++) {
            sum += coefficients[k] * spend[cells[k]];
        }
        return sum;
    }

    /** By how much a plan breaks it, currency; 0 if it holds. */
    public double violation(double[] spend) {
        double sum = at(spend);
        return Math.max(0, Math.max(lower - sum, sum - upper));
    }
}
