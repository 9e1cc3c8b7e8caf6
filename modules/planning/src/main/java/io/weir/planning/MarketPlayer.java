package io.weir.planning;

import io.weir.simulator.World;

/** Has plans spent by bidding agents in simulated markets. */
public interface MarketPlayer {
    /** Markets of a world that each plan is spent in, {@code >= 2}. */
    int markets();

    /**
     * What targets bring beyond nothing spent, after the world's history.
     *
     * @param targets currency, {@code [period][channel of the world]}
     * @return KPI, {@code [market]}; all plans of a world meet the same draws
     */
    double[] brought(World world, double[][] targets);
}
