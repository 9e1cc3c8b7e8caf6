package io.weir.policy;

import static io.weir.core.Checks.require;

/**
 * Where a network comes from: enough to make it again.
 *
 * @param seed of its training
 * @param configuration what was trained on what, as a hash or a few words; one line
 * @param versions of what trained it: {@code weir 0.1.0, deeplearning4j 1.0.0-M2.1}; one line
 * @param steps of the environment that it learned from, {@code >= 0}
 */
public record NetworkOrigin(long seed, String configuration, String versions, long steps) {
    /** @throws IllegalArgumentException if a text has more than one line or {@code steps} is negative */
    public NetworkOrigin {
        require(oneLine(configuration), "configuration (%s) must be one line.", configuration);
        require(oneLine(versions), "versions (%s) must be one line.", versions);
        require(steps >= 0, "steps (%s) must be >= 0.", steps);
    }

    private static boolean oneLine(String text) {
        return text.chars().noneMatch(Character::isISOControl) && text.equals(text.strip());
    }
}
