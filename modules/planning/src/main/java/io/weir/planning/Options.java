package io.weir.planning;

import io.weir.core.Progress;

/**
 * How a use case is run.
 *
 * @param seed of all randomness; the same inputs and seed give the same plan
 * @param progress told how far long work is
 */
public record Options(long seed, Progress progress) {
    /** Seed 1, telling nobody. */
    public static Options defaults() {
        return new Options(1, Progress.SILENT);
    }
}
