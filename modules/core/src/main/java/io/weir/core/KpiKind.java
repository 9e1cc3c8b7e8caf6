package io.weir.core;

/** What the history counts. */
public enum KpiKind {
    /** Money earned, in the currency of the spend. */
    REVENUE,
    /** Orders, sign-ups, leads: counts. */
    CONVERSIONS,
    /** Opens, visits and the like: counts. */
    ENGAGEMENT
}
