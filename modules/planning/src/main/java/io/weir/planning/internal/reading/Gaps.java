package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableMap;

/** What becomes of periods and values that are missing. */
enum Gaps {
    /** They are faults. */
    ERROR,
    /** They count as zero. */
    ZERO,
    /** They lie on the line between their neighbours. */
    INTERPOLATE;

    /** By the words used in files. */
    static final ImmutableMap<String, Gaps> WORDS =
            ImmutableMap.of("error", ERROR, "zero", ZERO, "interpolate", INTERPOLATE);
}
