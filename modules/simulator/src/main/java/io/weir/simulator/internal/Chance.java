package io.weir.simulator.internal;

import io.weir.simulator.internal.Draws.Site;

/** What happens to many people at once: sampled, or as expected. */
interface Chance {
    /** Starts over. */
    void reset(long seed);

    /** Goes to the beginning of a place. */
    void at(Site site, long time, long index);

    /** How many of {@code n} succeed, each with chance {@code p}. */
    double binomial(double n, double p);

    /** How many there are where {@code mean} are expected. */
    double poisson(double mean);

    /** The sum of {@code n} gamma variates with the given mean and coefficient of variation. */
    double sum(double n, double mean, double spread);

    /** Whether counts are whole. */
    boolean isWhole();

    /** The draws behind it, for auctions. */
    Draws draws();
}
