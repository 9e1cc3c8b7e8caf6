package io.weir.enforcer.internal;

/** Which kind of rule a limit comes from. */
enum LimitKind {
    BOUNDS,
    FIXED,
    SHARE,
    MAX_CHANGE,
    STEP,
    OFF,
    ON_MIN,
    AT_MOST_ACTIVE,
    MAX_CHANGED,
    TEST_BUDGET,
    COMMIT,
    RESERVE,
    TOTAL
}
