package io.weir.simulator;

import io.weir.simulator.Counterfactual.Result;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Markets of several seeds that were all played up to the same period, and can be played on from there any number of times. The
 * markets are played at the same time, each by one thread.
 */
public final class Branches {
    private final Counterfactual[] markets;
    private final World world;

    private Branches(World world, Counterfactual[] markets) {
        this.world = world;
        this.markets = markets;
    }

    /**
     * @param history targets before the branching, currency, {@code [period][channel]}
     * @param periods that are played from there, at most
     * @param tail periods after them whose KPI counts too
     * @param seeds how many markets
     * @param seed of the first
     */
    public static Branches of(World world, double[][] history, int periods, int tail, int seeds, long seed) {
        return new Branches(
                world,
                IntStream.range(0, seeds)
                        .parallel()
                        .mapToObj(k -> new Counterfactual(
                                SimulatedMarket.sampled(world, history.length + periods + tail),
                                history,
                                history.length,
                                tail,
                                seed + k))
                        .toArray(Counterfactual[]::new));
    }

    /** What is simulated. */
    public World world() {
        return world;
    }

    /** Plays targets in all markets, {@code [period][channel]}; one result per market. */
    public Result[] of(double[][] targets) {
        return Arrays.stream(markets)
                .parallel()
                .map(market -> market.of(targets))
                .toArray(Result[]::new);
    }

    /** The KPI of each market if every period spends the same, currency per channel. */
    public double[] kpi(double[] levels, int periods) {
        double[][] targets = new double[periods][];
        Arrays.fill(targets, levels);
        return Arrays.stream(of(targets)).mapToDouble(Result::kpi).toArray();
    }
}
