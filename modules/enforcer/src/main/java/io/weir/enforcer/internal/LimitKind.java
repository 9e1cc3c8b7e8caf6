package io.weir.enforcer.internal;

/** Which kind of rule a limit comes from. */
enum LimitKind {
    BOUNDS,
    FIXED,
    SHARE,
    MAX_CHANGE,
    STEP,
    OFF,
    COMMIT,
    RESERVE,
    TOTAL
}
