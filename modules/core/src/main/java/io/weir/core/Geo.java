package io.weir.core;

import static io.weir.core.Checks.requirePositive;

/**
 * A region with a history of its own.
 *
 * @param name unique; empty for a national history
 * @param population people, or any measure of size; {@code > 0}
 */
public record Geo(String name, double population) {
    /** @throws IllegalArgumentException if the population is not positive */
    public Geo {
        requirePositive("population of " + name, population);
    }

    /** The only geo of a national history. */
    public static Geo national() {
        return new Geo("", 1);
    }
}
