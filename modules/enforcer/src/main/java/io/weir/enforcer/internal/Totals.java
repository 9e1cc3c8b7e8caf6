package io.weir.enforcer.internal;

import io.weir.core.Rule;
import io.weir.core.RuleSet;
import java.util.function.Predicate;

/**
 * The total over the horizon after hard reserves, currency.
 *
 * @param min what is to be spent
 * @param max what may be spent; negative if more is reserved than there is
 */
record Totals(double min, double max) {
    /** The id of the total among the parties of a conflict. */
    static final String BUDGET = "budget";

    static Totals of(RuleSet rules, Predicate<String> included) {
        double reserved = 0;
        for (Rule rule : rules.rules()) {
            if (rule instanceof Rule.Reserve reserve
                    && reserve.head().soft().isEmpty()
                    && included.test(reserve.head().id())) {
                reserved += reserve.amount();
            }
        }
        return new Totals(
                Math.max(0, rules.budget().min() - reserved), rules.budget().max() - reserved);
    }

    static Totals of(RuleSet rules) {
        return of(rules, id -> true);
    }
}
