package io.weir.benchmarks.internal.hierarchy;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.hierarchy.LearnedTargets;
import io.weir.hierarchy.PlannedVariation;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.Trial;
import io.weir.planning.SimulatedPlanner;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.Arrays;

/**
 * What varying targets on purpose costs, and what the model knows better for it: a drawn world by days, in which the learned agent sets
 * targets for a year after two, with more variation and with less, on the same draws.
 *
 * @param brought KPI beyond nothing spent, {@code [cost]}, of each of {@link #COSTS}
 * @param offBefore how far the model's marginal returns at the usual spend are off before the year: root mean square of the logarithm,
 *     channels weighing as they spend
 * @param off the same after it, {@code [cost]}
 */
public record VariedRun(double[] brought, double offBefore, double[] off) {
    /** Expected, share of what spend brings. */
    public static final ImmutableList<Double> COSTS = ImmutableList.of(0.0, 0.002, 0.01);

    private static final int BEFORE = 104;
    private static final int PERIODS = 52;
    private static final int AUCTIONS = 168;
    /** Change of a channel by which the truth is tried: as small as chance allows. */
    private static final double TRIED = 0.2;

    private static final double TRIED_SMALL = 0.5;
    private static final double SMALL = 0.05;
    /** Returns count as this share of the mean return at least. */
    private static final double LEAST = 0.05;

    /** Plays a world of a number. */
    public static VariedRun of(long number) {
        World world = Worlds.drawn(number).byDays(AUCTIONS);
        var trial = new Trial(
                SimulatedMarket.sampled(world, BEFORE + PERIODS + Trial.AFTER),
                BEFORE,
                number,
                PERIODS,
                Progress.SILENT);
        double without = trial.without().kpi();
        double[] truth = truth(world, number);
        var planner = SimulatedPlanner.start(world.over(BEFORE), number, trial.history(), Progress.SILENT);
        double[] usual = trial.usual().toArray();
        double[] brought = new double[COSTS.size()];
        double[] off = new double[COSTS.size()];
        for (int k = 0; k < brought.length; k++) {
            SimulatedPlanner own = planner.copy();
            var setter = new PlannedVariation(ClosedLoops.learned(LearnedTargets.shipped(), trial, own), COSTS.get(k));
            brought[k] = trial.tried(setter).kpi() - without;
            off[k] = off(own.learn(trial.seen()), usual, truth);
        }
        return new VariedRun(brought, off(planner, usual, truth), off);
    }

    private static double off(SimulatedPlanner planner, double[] usual, double[] truth) {
        double[][] model = planner.marginalReturns(usual, ReturnModel.HORIZON);
        double all = Arrays.stream(usual).sum();
        double mean = 0;
        for (int c = 0; c < usual.length; c++) {
            mean += usual[c] / all * truth[c];
        }
        double squares = 0;
        for (int c = 0; c < usual.length; c++) {
            double told = Arrays.stream(model[c]).average().orElse(0);
            double error = Math.log(Math.max(LEAST * mean, told) / Math.max(LEAST * mean, truth[c]));
            squares += usual[c] / all * error * error;
        }
        return Math.sqrt(squares);
    }

    /** KPI value per currency of a little more of each channel in a quarter, all effects included, by playing the same draws again. */
    private static double[] truth(World world, long number) {
        int lasts = BEFORE + ReturnModel.HORIZON + Trial.AFTER;
        var trial =
                new Trial(SimulatedMarket.expected(world, lasts), BEFORE, number, ReturnModel.HORIZON, Progress.SILENT);
        double[] usual = trial.usual().toArray();
        double all = Arrays.stream(usual).sum();
        double[] truth = new double[usual.length];
        for (int c = 0; c < truth.length; c++) {
            double step = usual[c] < SMALL * all ? TRIED_SMALL : TRIED;
            double more = brought(trial, usual, c, 1 + step);
            double less = brought(trial, usual, c, 1 - step);
            truth[c] = world.kpiValue() * (more - less) / (2 * step * usual[c] * ReturnModel.HORIZON);
        }
        return truth;
    }

    private static double brought(Trial trial, double[] usual, int channel, double factor) {
        double[] changed = usual.clone();
        changed[channel] *= factor;
        double[][] plan = new double[ReturnModel.HORIZON][];
        Arrays.fill(plan, changed);
        return trial.tried(plan).kpi();
    }
}
