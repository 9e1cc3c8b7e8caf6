package io.weir.simulator.internal;

import io.weir.simulator.internal.Draws.Site;

/** What is expected, given what came before: no chance but in auctions, whose terms are the same every time. */
final class Expected implements Chance {
    private final Draws draws = new Draws();

    @Override
    public void reset(long seed) {
        draws.reset(seed);
    }

    @Override
    public void at(Site site, long time, long index) {
        draws.at(site, time, index);
    }

    @Override
    public double binomial(double n, double p) {
        return n > 0 ? n * Math.min(1, Math.max(0, p)) : 0;
    }

    @Override
    public double poisson(double mean) {
        return Math.max(0, mean);
    }

    @Override
    public double sum(double n, double mean, double spread) {
        return n * mean;
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public Draws draws() {
        return draws;
    }
}
