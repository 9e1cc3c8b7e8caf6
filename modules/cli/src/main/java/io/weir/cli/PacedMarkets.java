package io.weir.cli;

import io.weir.core.Progress;
import io.weir.hierarchy.Trial;
import io.weir.planning.MarketPlayer;
import io.weir.simulator.World;

/** Has plans spent by Weir's own bidders, each market with a history and a seed of its own. */
final class PacedMarkets implements MarketPlayer {
    /** Enough for an interval, few enough to be waited for. */
    static final int MARKETS = 8;

    private final long seed;

    /** @param seed of the first market; the others follow it */
    PacedMarkets(long seed) {
        this.seed = seed;
    }

    @Override
    public int markets() {
        return MARKETS;
    }

    @Override
    public double[] brought(World world, double[][] targets) {
        double[] brought = new double[MARKETS];
        for (int m = 0; m < MARKETS; m++) {
            var trial = new Trial(world, seed + m, targets.length, Progress.SILENT);
            brought[m] = trial.tried(targets).kpi() - trial.without().kpi();
        }
        return brought;
    }
}
