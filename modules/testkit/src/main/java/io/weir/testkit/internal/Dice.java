package io.weir.testkit.internal;

import java.util.SplittableRandom;

/** Chance that falls the same on every machine: only exact operations and {@link StrictMath} on a seeded generator. */
final class Dice {
    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Independent dice, for a part of the world whose number of throws is its own. */
    Dice split() {
        return new Dice(random.split());
    }

    /** Uniform in (0, 1). */
    double uniform() {
        return ((random.nextLong() >>> 12) + 0.5) * 0x1.0p-52;
    }

    boolean happens(double chance) {
        return uniform() < chance;
    }

    /** Uniform among the whole numbers from {@code low} to {@code high}, both inclusive. */
    int between(int low, int high) {
        return low + (int) (uniform() * (high - low + 1));
    }

    /** Normal with mean 0 and deviation 1; Box and Muller (1958), A Note on the Generation of Random Normal Deviates. */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Poisson: the events in one unit of time whose gaps are exponential. Costs {@code mean} throws. */
    int poisson(double mean) {
        int count = 0;
        for (double time = -StrictMath.log(uniform()); time <= mean; time -= StrictMath.log(uniform())) {
            count++;
        }
        return count;
    }

    /** Binomial: how many of {@code trials} happen. Costs {@code trials} throws. */
    int binomial(int trials, double chance) {
        int count = 0;
        for (int k = 0; k < trials; k++) {
            if (happens(chance)) {
                count++;
            }
        }
        return count;
    }
}
