package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import java.util.stream.IntStream;

/**
 * The lift tests that the rules leave room for: one channel spends another amount than planned in the first periods, all
 * else stays as planned. Every hard rule holds during the test; only the total may be missed.
 */
final class LiftTests {
    /** Pause, halve, half as much again, double. */
    private static final double[] FACTORS = {0, 0.5, 1.5, 2};
    /** Where the plan spends nothing: half of what carrying on would, or all of it. */
    private static final double[] NEW_FACTORS = {0.5, 1};

    private static final int[] WEEKS = {2, 4, 8};
    /** A change by less than this share teaches too little to be called a test. */
    private static final double LEAST_CHANGE = 0.2;

    private final PlanGrid grid;
    private final FeasibleRegion region;
    private final double[] plan;
    private final double[] carryingOn;

    /**
     * @param plan currency per cell
     * @param carryingOn currency per cell
     */
    LiftTests(PlanGrid grid, FeasibleRegion region, double[] plan, double[] carryingOn) {
        this.grid = grid;
        this.region = region;
        this.plan = plan;
        this.carryingOn = carryingOn;
    }

    /**
     * What is spent in a test.
     *
     * @param channel whose spend is changed
     * @param periods how many, from the first of the horizon
     * @param planned spend of the channel in the plan, mean of these periods, currency per period
     * @param tested the same in the test
     * @param cells the plan with the test, currency per cell
     */
    record Candidate(String channel, int periods, double planned, double tested, double[] cells) {}

    /** In the order of channels, then shorter ones first. */
    ImmutableList<Candidate> all() {
        var out = ImmutableList.<Candidate>builder();
        for (String channel : grid.channels()) {
            for (int periods : lengths()) {
                double planned = mean(channel, periods, plan);
                double[] base = planned > 0 ? plan : carryingOn;
                double size = planned > 0 ? planned : mean(channel, periods, carryingOn);
                double last = planned;
                for (double factor : planned > 0 ? FACTORS : NEW_FACTORS) {
                    double[] cells = changed(channel, periods, base, factor);
                    double tested = mean(channel, periods, cells);
                    if (tested != last && Math.abs(tested - planned) > LEAST_CHANGE * size && isAllowed(cells)) {
                        out.add(new Candidate(channel, periods, planned, tested, cells));
                    }
                    last = tested;
                }
            }
        }
        return out.build();
    }

    /** Lengths of tests that fit into the horizon; all of it where it is shorter than any. */
    private int[] lengths() {
        int perWeek = grid.length() == PeriodLength.DAY ? 7 : 1;
        int[] fitting = IntStream.of(WEEKS)
                .map(weeks -> weeks * perWeek)
                .filter(n -> n <= grid.periods())
                .toArray();
        return fitting.length > 0 ? fitting : new int[] {grid.periods()};
    }

    private double[] changed(String channel, int periods, double[] base, double factor) {
        double[] cells = plan.clone();
        for (int cell = 0; cell < cells.length; cell++) {
            if (isOf(channel, cell) && grid.periodOf(cell) < periods) {
                cells[cell] = Math.min(region.upper()[cell], Math.max(region.lower()[cell], factor * base[cell]));
            }
        }
        return cells;
    }

    /** No hard rule is broken by more than the plan itself breaks it by rounding. */
    private boolean isAllowed(double[] cells) {
        double tolerance = 1e-6 * region.maxTotal();
        return region.constraints().stream()
                .allMatch(c -> c.penalty().isPresent() || c.violation(cells) <= c.violation(plan) + tolerance);
    }

    private double mean(String channel, int periods, double[] cells) {
        double sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            sum += isOf(channel, cell) && grid.periodOf(cell) < periods ? cells[cell] : 0;
        }
        return sum / periods;
    }

    private boolean isOf(String channel, int cell) {
        return grid.columns().get(grid.columnOf(cell)).channel().equals(channel);
    }
}
