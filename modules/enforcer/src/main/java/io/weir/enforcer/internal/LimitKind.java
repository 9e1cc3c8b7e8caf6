package io.weir.enforcer.internal;

/** Which kind of rule a limit comes from. */
public enum LimitKind {
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
