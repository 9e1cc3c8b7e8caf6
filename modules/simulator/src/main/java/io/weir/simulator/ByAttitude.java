package io.weir.simulator;

import static io.weir.core.Checks.require;

/**
 * A number for each attitude of people to the brand.
 *
 * @param unaware of those who do not know it
 * @param aware of those who know it
 * @param favourable of those who prefer it
 */
public record ByAttitude(double unaware, double aware, double favourable) {
    /** @throws IllegalArgumentException if a number is negative or NaN */
    public ByAttitude {
        require(
                unaware >= 0 && aware >= 0 && favourable >= 0,
                "the numbers (%s, %s, %s) must be at least 0.",
                unaware,
                aware,
                favourable);
    }

    /** The same number for all. */
    public static ByAttitude all(double number) {
        return new ByAttitude(number, number, number);
    }

    /** @param attitude 0 unaware, 1 aware, 2 favourable */
    public double at(int attitude) {
        return switch (attitude) {
            case 0 -> unaware;
            case 1 -> aware;
            default -> favourable;
        };
    }

    /** The largest of the three. */
    public double largest() {
        return Math.max(unaware, Math.max(aware, favourable));
    }
}
