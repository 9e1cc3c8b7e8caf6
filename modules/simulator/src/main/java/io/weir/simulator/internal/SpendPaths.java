package io.weir.simulator.internal;

import io.weir.simulator.SpendPath;
import io.weir.simulator.World;
import io.weir.simulator.internal.Draws.Site;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** What the channels of a world meant to spend in its history. */
public final class SpendPaths {
    private static final double MEMORY = 0.5;
    private static final double CENTS = 100;

    private SpendPaths() {}

    /**
     * @param periods how many
     * @return currency, {@code [period][channel]}, in whole cents
     */
    public static double[][] of(World world, int periods, long seed) {
        var draws = new Draws();
        draws.reset(seed);
        double[][] targets = new double[periods][world.channels().size()];
        for (int channel = 0; channel < world.channels().size(); channel++) {
            draws.at(Site.SPEND, channel, 0);
            fill(targets, channel, world.channels().get(channel).spend(), draws);
        }
        return targets;
    }

    private static void fill(double[][] targets, int channel, SpendPath path, Draws draws) {
        var normal = ZigguratSampler.NormalizedGaussian.of(draws);
        double innovation = path.wander() * Math.sqrt(1 - MEMORY * MEMORY);
        double level = path.wander() * normal.sample();
        int campaign = 0;
        for (double[] row : targets) {
            level = MEMORY * level + innovation * normal.sample();
            boolean begins = draws.nextDouble() < path.campaigns();
            if (campaign == 0 && begins) {
                campaign = path.length();
            }
            double lift = campaign > 0 ? path.lift() : 1;
            campaign = Math.max(0, campaign - 1);
            // the mean of a log-normal law is above its median
            double spend = path.mean() * lift * StrictMath.exp(level - 0.5 * path.wander() * path.wander());
            row[channel] = StrictMath.rint(spend * CENTS) / CENTS;
        }
    }
}
