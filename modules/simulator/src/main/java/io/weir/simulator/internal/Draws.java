package io.weir.simulator.internal;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Counter-based random numbers: the n-th draw at a place is a hash of the seed, the place and n, whatever was drawn
 * elsewhere, so that a change of policy changes no draw. The hash is that of SplitMix64 (Steele, Lea and Flood 2014,
 * <em>Fast splittable pseudorandom number generators</em>).
 */
final class Draws implements UniformRandomProvider {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final double UNIT = 0x1.0p-53;

    private long seed;
    private long state;

    void reset(long newSeed) {
        seed = mix(newSeed * GAMMA + 1);
        state = seed;
    }

    /** Goes to the beginning of a place. */
    void at(Site site, long time, long index) {
        at(base(site, time), index);
    }

    /** Where the places of a site and time begin; with {@link #at(long, long)} as good as {@link #at(Site, long, long)}. */
    long base(Site site, long time) {
        return mix(seed + site.ordinal() * GAMMA + time * 0xd1342543de82ef95L);
    }

    /** Goes to the beginning of a place, whose site and time are known. */
    void at(long base, long index) {
        state = mix(base ^ index * GAMMA);
    }

    @Override
    public long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Where a draw is made. */
    enum Site {
        NATURE,
        QUERIES,
        AUCTIONS,
        SHARES,
        BUYERS,
        MAIL,
        REACH,
        ORDERS,
        DELAYS,
        START,
        SPEND
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
