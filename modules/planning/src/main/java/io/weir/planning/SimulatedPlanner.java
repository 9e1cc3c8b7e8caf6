package io.weir.planning;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.util.Arrays;

/**
 * Weir's planner at work for a business that is simulated: calibrated on the history that the business has seen, and following it. Not
 * safe for use by several threads.
 */
public final class SimulatedPlanner {
    private final World world;
    private final long seed;
    private final Replanner replanner;

    /** Periods that are known. */
    private int known;

    private SimulatedPlanner(World world, long seed, Replanner replanner, int known) {
        this.world = world;
        this.seed = seed;
        this.replanner = replanner;
        this.known = known;
    }

    /**
     * Calibrates on what has been seen so far.
     *
     * @throws io.weir.core.BadInputException if there is no room for the workspace's files
     */
    public static SimulatedPlanner start(World world, long seed, SimulatedHistory seen, Progress progress) {
        return new SimulatedPlanner(
                world,
                seed,
                Simulation.inWorkspace(
                        world, seed, seen, workspace -> Replanner.start(workspace, new Options(seed, progress))),
                seen.spend().length);
    }

    /** One that knows the same and goes on by itself, beside another run of the same market. */
    public SimulatedPlanner copy() {
        return new SimulatedPlanner(world, seed, replanner.copy(), known);
    }

    /**
     * Takes in what has been seen since, if anything has.
     *
     * @param seen the same history, with more periods or as it was
     * @return this
     */
    public SimulatedPlanner learn(SimulatedHistory seen) {
        if (seen.spend().length > known) {
            Simulation.inWorkspace(world, seed, seen, workspace -> {
                replanner.learn(workspace);
                return workspace;
            });
            known = seen.spend().length;
        }
        return this;
    }

    /**
     * The best plan for the periods to come, as far as is known.
     *
     * @param budget currency, all of which is to be spent, {@code >= 0}
     * @param periods {@code >= 1}
     * @return currency per channel, {@code [period][channel]}
     */
    public double[][] plan(double budget, int periods) {
        return Arrays.stream(replanner.plan(budget, periods, seed))
                .map(ImmutableDoubleArray::toArray)
                .toArray(double[][]::new);
    }

    /**
     * What a little more of each channel in each of the periods to come would earn per unit of money, draw by draw. A unit of the KPI is
     * valued as bidders value it, so that both can be compared.
     *
     * @param targets of each of them, currency per channel
     * @param periods {@code >= 1}
     * @return KPI value per currency, {@code [channel][draw]}
     */
    public double[][] marginalReturns(double[] targets, int periods) {
        var plan = new ImmutableDoubleArray[periods];
        Arrays.fill(plan, ImmutableDoubleArray.copyOf(targets));
        double[][] returns = replanner.marginalReturns(plan);
        double value = world.kpiValue();
        for (double[] channel : returns) {
            Arrays.setAll(channel, draw -> channel[draw] * value);
        }
        return returns;
    }
}
