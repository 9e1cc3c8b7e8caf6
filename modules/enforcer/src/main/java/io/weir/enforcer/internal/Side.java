package io.weir.enforcer.internal;

/** On which side a limit holds. */
enum Side {
    LOWER,
    UPPER,
    BOTH
}
