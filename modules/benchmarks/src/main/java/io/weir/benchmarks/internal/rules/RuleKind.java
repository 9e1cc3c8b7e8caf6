package io.weir.benchmarks.internal.rules;

import java.util.Locale;

/** What a rules file can say; multiples stand apart, as they decide which amounts there are. */
public enum RuleKind {
    MIN,
    MAX,
    FIXED,
    MIN_SHARE,
    MAX_SHARE,
    MAX_CHANGE,
    OFF,
    COMMIT,
    HORIZON_TOTAL,
    RESERVE,
    BUDGET_PER_PERIOD,
    ON_MIN,
    AT_MOST_ACTIVE,
    MAX_CHANGED,
    TEST_BUDGET,
    MIN_RETURN,
    UNSPENT;

    /** The word in a rules file: {@code max-share}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
