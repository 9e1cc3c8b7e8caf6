package io.weir.planning;

import io.weir.enforcer.RuleLimit;

/**
 * The shadow price of one number of a rule: what a plan would earn if the number were loosened a little, the choice of what
 * spends at all, and changes at all, as it is.
 *
 * @param limit the number
 * @param price objective units per unit of {@link RuleLimit#measure()}, in all periods in which the rule holds; {@code >= 0}
 */
public record RulePrice(RuleLimit limit, double price) {
    /** Id of the rule. */
    public String rule() {
        return limit.rule().head().id();
    }
}
