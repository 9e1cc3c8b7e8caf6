package io.weir.benchmarks.internal.simulator;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.Simulation;
import io.weir.response.ResponseObjective;
import io.weir.simulator.Amount;
import io.weir.simulator.Branches;
import io.weir.simulator.ClairvoyantPlan;
import io.weir.simulator.ResponseCurves;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.util.Arrays;

/**
 * A history simulated from a world, calibrated and planned as any other, beside what is true: the model is not the simulator.
 *
 * @param world its name
 * @param seed of the history
 * @param usual spend per period and channel, currency
 * @param points channels at multiples of their usual spend
 * @param planGain true KPI of the plan over spending as usual, share of the latter
 * @param bestGain the same of the split that who knows the market would choose
 */
public record CalibratedCase(
        String world,
        long seed,
        ImmutableDoubleArray usual,
        ImmutableList<Point> points,
        double planGain,
        double bestGain) {
    /** Periods that are planned. */
    public static final int HORIZON = 8;

    private static final int TAIL = 13;
    private static final int SEEDS = 8;
    private static final int RECENT = 26;
    private static final long OTHER_SEEDS = 1_000;
    private static final ImmutableDoubleArray MULTIPLES = ImmutableDoubleArray.of(0, 0.5, 1, 1.5);
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /**
     * What a channel brings over the horizon beyond nothing spent on it.
     *
     * @param channel its name
     * @param multiple of its usual spend
     * @param truth of the simulator
     * @param mean of the posterior
     * @param low its 5 % quantile
     * @param high its 95 % quantile
     */
    public record Point(String channel, double multiple, Amount truth, double mean, double low, double high) {
        /** Whether the truth lies in the interval. */
        public boolean isCovered() {
            return truth.value() >= low && truth.value() <= high;
        }

        /** How far the mean is from the truth, share of the truth. */
        public double error() {
            return Math.abs(mean - truth.value()) / Math.abs(truth.value());
        }
    }

    /** Simulates, calibrates, plans, and asks the simulator. */
    public static CalibratedCase of(World world, long seed, Progress progress) {
        SimulatedHistory history = SimulatedHistory.of(world, seed, Progress.SILENT);
        double[][] targets = history.targets();
        double[] usual = history.usualSpend(RECENT);
        Branches judge = Branches.of(world, targets, HORIZON, TAIL, SEEDS, seed + OTHER_SEEDS);
        Branches search = Branches.of(world, targets, HORIZON, TAIL, SEEDS / 2, seed + 2 * OTHER_SEEDS);
        ResponseCurves truth = ResponseCurves.of(judge, usual, HORIZON, TAIL, MULTIPLES, progress);
        ClairvoyantPlan best = ClairvoyantPlan.of(search, judge, usual, HORIZON, TAIL, progress);
        return Simulation.inWorkspace(world, seed, history, workspace -> {
            Calibration calibration = workspace.calibrate();
            PlanReport report = workspace.plan(calibration, Options.defaults());
            var objective = ResponseObjective.of(
                    calibration.posterior(),
                    workspace.history(),
                    report.grid(),
                    new ResponseObjective.Worth(1, 0),
                    calibration.posterior().draws());
            return new CalibratedCase(
                    world.name(),
                    seed,
                    ImmutableDoubleArray.copyOf(usual),
                    points(world, truth, usual, objective, report.grid()),
                    planGain(judge, report, best),
                    best.gain().value() / best.usualKpi().value());
        });
    }

    private static double planGain(Branches judge, PlanReport report, ClairvoyantPlan best) {
        PlanGrid grid = report.grid();
        double[][] planned = new double[grid.periods()][grid.columns().size()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            planned[grid.periodOf(cell)][grid.columnOf(cell)] =
                    report.cells().get(cell).spend();
        }
        double kpi = Arrays.stream(judge.of(planned))
                .mapToDouble(r -> r.kpi())
                .average()
                .orElse(Double.NaN);
        return kpi / best.usualKpi().value() - 1;
    }

    private static ImmutableList<Point> points(
            World world, ResponseCurves truth, double[] usual, ResponseObjective objective, PlanGrid grid) {
        var points = ImmutableList.<Point>builder();
        for (int c = 0; c < usual.length; c++) {
            double[] without = objective.valuesByDraw(spend(grid, usual, c, 0));
            for (int k = 1; k < MULTIPLES.length(); k++) {
                double[] with = objective.valuesByDraw(spend(grid, usual, c, MULTIPLES.get(k)));
                double[] brought = with.clone();
                Arrays.setAll(brought, d -> with[d] - without[d]);
                Arrays.sort(brought);
                points.add(new Point(
                        world.channels().get(c).name(),
                        MULTIPLES.get(k),
                        truth.curves().get(c).get(k),
                        Arrays.stream(brought).average().orElse(Double.NaN),
                        brought[(int) (LOW * brought.length)],
                        brought[(int) (HIGH * (brought.length - 1))]));
            }
        }
        return points.build();
    }

    private static double[] spend(PlanGrid grid, double[] usual, int channel, double multiple) {
        double[] spend = new double[grid.cells()];
        for (int cell = 0; cell < spend.length; cell++) {
            int column = grid.columnOf(cell);
            spend[cell] = usual[column] * (column == channel ? multiple : 1);
        }
        return spend;
    }
}
