package io.weir.enforcer.internal;

import io.weir.core.Rule;

/**
 * The sum over cells must be a multiple of an amount.
 *
 * @param head of the rule
 * @param what in words without its period, {@code social step 500.00 EUR}
 * @param when {@code  in week 2024-01-01}
 * @param cells ascending
 * @param amount currency, {@code > 0}
 */
record Multiple(Rule.Head head, String what, String when, int[] cells, double amount) {}
