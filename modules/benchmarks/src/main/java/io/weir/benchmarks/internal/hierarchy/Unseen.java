package io.weir.benchmarks.internal.hierarchy;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.hierarchy.LearnedTargets;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.Trial;
import io.weir.planning.Calibration;
import io.weir.planning.FittedWorld;
import io.weir.planning.Options;
import io.weir.planning.SimulatedPlanner;
import io.weir.planning.Simulation;
import io.weir.planning.Worlds;
import io.weir.policy.Network;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import io.weir.training.TargetTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.LongFunction;

/**
 * A business that the shipped policy has never seen: a world that is drawn, by days. Three policies set its targets on the same draws: the
 * shipped one; that one trained further on worlds that were fitted to draws of the posterior of the business's history, which is all that
 * a business has; and that one trained further in as many markets of the true world.
 *
 * @param shipped KPI beyond nothing spent, {@code [seed]}
 * @param tuned the same
 * @param trained the same
 */
public record Unseen(double[] shipped, double[] tuned, double[] trained) {
    private static final int BEFORE = 104;
    private static final int PERIODS = 20;
    /** Markets that a policy is trained further in, and fitted worlds that they are of. */
    private static final int MARKETS = 10;

    private static final int DRAWS = 5;
    private static final int SEEDS = 3;
    /** A true world is trusted, but for the noise of ten markets. */
    private static final double TRUE_PULL = 0.05;

    /** Of markets that are trained in, away from those that are judged in. */
    private static final long TRAINING_SEED = 100_000;

    /** Plays a world of a number. */
    public static Unseen of(long number) {
        World world = TargetTraining.byDays(Worlds.drawn(number));
        Network shipped = LearnedTargets.shipped();
        ImmutableList<World> fitted = fitted(world, number);
        Network tuned =
                learned(shipped, market -> fitted.get((int) (market % fitted.size())), TargetTraining.PULL, number);
        Network trained = learned(shipped, market -> world, TRUE_PULL, number);
        var all = new ArrayList<double[]>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            all.add(brought(world, seed, ImmutableList.of(shipped, tuned, trained)));
        }
        return new Unseen(of(all, 0), of(all, 1), of(all, 2));
    }

    private static double[] of(ArrayList<double[]> all, int which) {
        return all.stream().mapToDouble(one -> one[which]).toArray();
    }

    /** Worlds of what a history of the world leaves open. */
    private static ImmutableList<World> fitted(World world, long seed) {
        var trial = trial(world, seed);
        return Simulation.inWorkspace(world.over(BEFORE), seed, trial.history(), workspace -> {
            Calibration calibration = workspace.calibrate(new Options(seed, Progress.SILENT));
            // what a business knows without a model: what its orders are worth
            var settings = new FittedWorld.Settings(
                    OptionalDouble.of(world.audiences().get(0).orderValue()), OptionalDouble.empty(), false, DRAWS);
            return FittedWorld.of(workspace, calibration, settings, new Options(seed, Progress.SILENT)).drawn().stream()
                    .map(TargetTraining::byDays)
                    .collect(ImmutableList.toImmutableList());
        });
    }

    private static Trial trial(World world, long seed) {
        return new Trial(
                SimulatedMarket.sampled(world, BEFORE + PERIODS + Trial.AFTER), BEFORE, seed, PERIODS, Progress.SILENT);
    }

    private static Network learned(Network start, LongFunction<World> worlds, double pull, long seed) {
        return new TargetTraining(worlds, Unseen::model, TRAINING_SEED + seed * MARKETS, MARKETS)
                .from(start, pull)
                .learn("benchmark", Progress.SILENT)
                .network();
    }

    private static ReturnModel model(World world, long seed, Trial trial) {
        SimulatedPlanner planner = SimulatedPlanner.start(
                world.over(trial.history().spend().length), seed, trial.history(), Progress.SILENT);
        return targets -> planner.marginalReturns(targets, ReturnModel.HORIZON);
    }

    /** What each policy brings in one market. */
    private static double[] brought(World world, long seed, ImmutableList<Network> policies) {
        var trial = trial(world, seed);
        double without = trial.without().kpi();
        var planner = SimulatedPlanner.start(world.over(BEFORE), seed, trial.history(), Progress.SILENT);
        return policies.stream()
                .mapToDouble(policy -> {
                    var setter = ClosedLoops.learned(policy, trial, planner.copy());
                    return trial.tried(setter).kpi() - without;
                })
                .toArray();
    }

    /** How far one is behind the other, share of the latter, per seed. */
    public static double[] behind(double[] one, double[] other) {
        double[] behind = one.clone();
        Arrays.setAll(behind, k -> 1 - one[k] / other[k]);
        return behind;
    }
}
