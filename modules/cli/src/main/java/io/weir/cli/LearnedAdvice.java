package io.weir.cli;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BadInputException;
import io.weir.core.Band;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.hierarchy.LearnedTargets;
import io.weir.hierarchy.PeriodRun;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.Trial;
import io.weir.planning.Advisor;
import io.weir.planning.Calibration;
import io.weir.planning.FittedWorld;
import io.weir.planning.FittedWorld.Settings;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.Workspace;
import io.weir.policy.Network;
import io.weir.simulator.Amount;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the learned allocation agent would do in place of a plan. In a market fitted to the workspace it sets targets for some periods
 * before the plan begins, until it has seen what bidders report, and goes on through the horizon; how it splits the money there, on average
 * over markets, is its plan. Then both plans are spent in other markets of that world, on the same draws.
 */
final class LearnedAdvice implements Advisor {
    /** The name of the policy that comes with Weir. */
    static final String SHIPPED = "learned";

    private static final int MARKETS = 8;
    /** Periods in which the agent finds its way before the plan begins. */
    private static final int SETTLING = 8;

    private final String policy;
    private final Network network;
    private final Workspace workspace;
    private final Calibration calibration;
    private final Options options;
    private @Nullable World world;

    /**
     * @param policy {@link #SHIPPED} or a file
     * @throws BadInputException if the policy cannot be used, or the workspace's plan is of a form that the agent does not know
     */
    LearnedAdvice(String policy, Workspace workspace, Calibration calibration, Options options) {
        requirePossible(policy, workspace);
        this.policy = policy;
        this.network = network(policy);
        this.workspace = workspace;
        this.calibration = calibration;
        this.options = options;
    }

    /**
     * Fails early, before long work.
     *
     * @throws BadInputException if the policy cannot be used, or the workspace's plan is of a form that the agent does not know
     */
    static void requirePossible(String policy, Workspace workspace) {
        if (workspace.settings().byGeo()) {
            throw BadInputException.of(
                    "--policy", "cannot be used with plan.by-geo: the agent splits money between channels.", "");
        }
        network(policy);
    }

    /** The policy of a name or a file. */
    static Network network(String policy) {
        return policy.equals(SHIPPED) ? LearnedTargets.shipped() : LearnedTargets.read(Path.of(policy));
    }

    @Override
    public String policy() {
        return policy.equals(SHIPPED) ? "the policy that comes with Weir" : policy;
    }

    @Override
    public int markets() {
        return MARKETS;
    }

    @Override
    public double[] cells(PlanReport plan) {
        world = FittedWorld.of(workspace, calibration, Settings.defaults(), options)
                .world();
        return new Split(plan, world).cells(wished(plan, world));
    }

    /** Mean share of each channel in the money of each period of the plan, {@code [period][channel of the world]}. */
    private double[][] wished(PlanReport plan, World market) {
        int periods = plan.grid().periods();
        int before = Math.max(1, market.periods() - SETTLING);
        ReturnModel model = model(new Split(plan, market));
        double[][] shares = new double[periods][market.channels().size()];
        for (int m = 0; m < MARKETS; m++) {
            Trial trial = trial(market, before, SETTLING + periods, m);
            var agent = new LearnedTargets(network, model, TargetSetter.history(trial.usual()));
            ImmutableList<PeriodRun> run = trial.tried(agent).run().periods();
            for (int p = 0; p < periods; p++) {
                ImmutableDoubleArray targets = run.get(SETTLING + p).enforced();
                double sum = targets.stream().sum();
                for (int c = 0; c < targets.length(); c++) {
                    shares[p][c] += sum > 0 ? targets.get(c) / sum / MARKETS : 0;
                }
            }
            options.progress().at("learned agent asked", (m + 1.0) / MARKETS);
        }
        return shares;
    }

    /** In markets that the agent has not been in. */
    @Override
    public Band gain(PlanReport plan, double[] cells) {
        World market = requireNonNull(world);
        var split = new Split(plan, market);
        double[][] optimisers = split.targets(split.planned());
        double[][] agents = split.targets(cells);
        double[] gains = new double[MARKETS];
        for (int m = 0; m < MARKETS; m++) {
            Trial trial = trial(market, market.periods(), plan.grid().periods(), MARKETS + m);
            double nothing = trial.without().kpi();
            gains[m] = (trial.tried(agents).kpi() - nothing)
                            / (trial.tried(optimisers).kpi() - nothing)
                    - 1;
            options.progress().at("learned agent tried", (m + 1.0) / MARKETS);
        }
        return Amount.band(gains);
    }

    private Trial trial(World market, int before, int periods, int number) {
        return new Trial(
                SimulatedMarket.sampled(market, before + periods + Trial.AFTER),
                before,
                options.seed() + number,
                periods,
                Progress.SILENT);
    }

    /** What the workspace's model says of the channels of the world. */
    private ReturnModel model(Split split) {
        return targets -> {
            double[][] returns = workspace.marginalReturns(calibration, split.spend(targets), ReturnModel.HORIZON);
            return Arrays.stream(split.columns())
                    .mapToObj(column -> returns[column])
                    .toArray(double[][]::new);
        };
    }

    /**
     * A plan's money among the channels of a world: those that never spent are not in it, and keep what the plan gives them.
     *
     * @param plan whose cells are meant
     * @param world its channels
     */
    private record Split(PlanReport plan, World world) {
        /** Position of each of the world's channels in the plan. */
        int[] columns() {
            ImmutableList<String> names = plan.grid().channels();
            return world.channels().stream()
                    .mapToInt(channel -> names.indexOf(channel.name()))
                    .toArray();
        }

        double[] planned() {
            return plan.cells().stream().mapToDouble(Cell::spend).toArray();
        }

        /** Spend per column of the plan. */
        double[] spend(double[] targets) {
            double[] spend = new double[plan.grid().columns().size()];
            int[] columns = columns();
            for (int c = 0; c < columns.length; c++) {
                spend[columns[c]] = targets[c];
            }
            return spend;
        }

        /** The plan's money of each period, split otherwise. */
        double[] cells(double[][] shares) {
            PlanGrid grid = plan.grid();
            int[] columns = columns();
            double[] cells = planned();
            for (int p = 0; p < grid.periods(); p++) {
                double money = 0;
                for (int column : columns) {
                    money += cells[grid.cell(p, column)];
                }
                for (int c = 0; c < columns.length; c++) {
                    cells[grid.cell(p, columns[c])] = money * shares[p][c];
                }
            }
            return cells;
        }

        /** Cells as targets, {@code [period][channel of the world]}. */
        double[][] targets(double[] cells) {
            PlanGrid grid = plan.grid();
            int[] columns = columns();
            double[][] targets = new double[grid.periods()][columns.length];
            for (int p = 0; p < targets.length; p++) {
                for (int c = 0; c < columns.length; c++) {
                    targets[p][c] = cells[grid.cell(p, columns[c])];
                }
            }
            return targets;
        }
    }
}
