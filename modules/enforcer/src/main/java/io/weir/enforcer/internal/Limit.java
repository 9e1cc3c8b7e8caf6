package io.weir.enforcer.internal;

import io.weir.core.LinearConstraint;
import io.weir.core.Rule;

/**
 * One linear limit that a rule sets, {@code lower <= sum_k coefficients[k] * spend[cells[k]] <= upper}, in currency.
 *
 * @param head of the rule
 * @param kind of the rule
 * @param side on which it holds
 * @param what the limit in words without its period, {@code search max 5,000.00 EUR}
 * @param when {@code  in week 2024-01-01}, or empty where it holds over the horizon
 * @param cells the cells it reads, ascending
 * @param coefficients one per cell, not zero
 * @param held the cells it holds when it is reached; the others are what those are compared with
 * @param lower may be negative infinity
 * @param upper may be positive infinity
 */
record Limit(
        Rule.Head head,
        LimitKind kind,
        Side side,
        String what,
        String when,
        int[] cells,
        double[] coefficients,
        int[] held,
        double lower,
        double upper) {
    boolean hard() {
        return head.soft().isEmpty();
    }

    boolean onOneCell() {
        return cells.length == 1;
    }

    LinearConstraint toConstraint() {
        return new LinearConstraint(head.id(), what + when, cells, coefficients, lower, upper, head.soft());
    }
}
