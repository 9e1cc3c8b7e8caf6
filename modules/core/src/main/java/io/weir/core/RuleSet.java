package io.weir.core;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * Everything the enforcer needs to know of a planning problem besides its value.
 *
 * @param grid the cells
 * @param budget the total
 * @param rules the limits
 * @param references per channel name, what it spent before; a channel without history may be absent
 * @param unit the currency and the smallest bookable amount
 */
public record RuleSet(
        PlanGrid grid,
        Budget budget,
        ImmutableList<Rule> rules,
        ImmutableMap<String, SpendReference> references,
        MoneyUnit unit) {}
