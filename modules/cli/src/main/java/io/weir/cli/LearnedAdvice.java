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

    private static final int MARKETS = PacedMarkets.MARKETS;
    /** Periods in which the agent finds its way before the plan begins. */
    private static final int SETTLING = 8;

    private final String policy;
    private final Network network;
    private final Workspace workspace;
    private final Calibration calibration;
    private final Options options;
    private @Nullable FittedWorld fitted;

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
        fitted = FittedWorld.of(workspace, calibration, Settings.defaults(), options);
        return split(plan, fitted.world(), wished(plan, fitted.world()));
    }

    private static double[] planned(PlanReport plan) {
        return plan.cells().stream().mapToDouble(Cell::spend).toArray();
    }

    /** Mean share of each channel in the money of each period of the plan, {@code [period][channel of the world]}. */
    private double[][] wished(PlanReport plan, World market) {
        int periods = plan.grid().periods();
        int before = Math.max(1, market.periods() - SETTLING);
        ReturnModel model = model(plan, market);
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
        FittedWorld market = requireNonNull(fitted);
        var markets = new PacedMarkets(options.seed() + MARKETS);
        double[] optimisers = markets.brought(market.world(), market.targets(plan.grid(), planned(plan)));
        options.progress().at("learned agent tried", 1.0 / 2);
        double[] gains = markets.brought(market.world(), market.targets(plan.grid(), cells));
        options.progress().at("learned agent tried", 1);
        Arrays.setAll(gains, m -> gains[m] / optimisers[m] - 1);
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
    private ReturnModel model(PlanReport plan, World market) {
        int[] columns = columns(plan, market);
        return targets -> {
            double[] spend = new double[plan.grid().columns().size()];
            for (int c = 0; c < columns.length; c++) {
                spend[columns[c]] = targets[c];
            }
            double[][] returns = workspace.marginalReturns(calibration, spend, ReturnModel.HORIZON);
            return Arrays.stream(columns).mapToObj(column -> returns[column]).toArray(double[][]::new);
        };
    }

    /** Position of each of the world's channels in the plan: those that never spent are not in the world. */
    private static int[] columns(PlanReport plan, World market) {
        ImmutableList<String> names = plan.grid().channels();
        return market.channels().stream()
                .mapToInt(channel -> names.indexOf(channel.name()))
                .toArray();
    }

    /** The plan's money of each period, split otherwise; what is not in the world keeps what the plan gives it. */
    private static double[] split(PlanReport plan, World market, double[][] shares) {
        PlanGrid grid = plan.grid();
        int[] columns = columns(plan, market);
        double[] cells = planned(plan);
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
}
