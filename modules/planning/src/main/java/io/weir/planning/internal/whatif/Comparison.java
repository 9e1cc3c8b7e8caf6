package io.weir.planning.internal.whatif;

import com.google.common.collect.ImmutableList;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.planning.PlanReport;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import io.weir.planning.internal.planner.Estimates;
import io.weir.planning.internal.planner.Planned;
import io.weir.planning.internal.reading.ScenarioChange;
import io.weir.planning.internal.reading.ScenarioChange.Pause;
import io.weir.planning.internal.reading.ScenarioFiles;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One scenario against the base. */
final class Comparison {
    /** Less than a millionth of a value is no difference: sums differ in their order, and curves are not quite zero at zero. */
    private static final double SAME = 1e-6;

    private final Planned base;
    private final ScenarioFiles scenario;
    private final Planned found;
    private final boolean ownCalibration;
    private final PlanReport basePlan;

    Comparison(Planned base, ScenarioFiles scenario, Planned found, boolean ownCalibration) {
        this.base = base;
        this.scenario = scenario;
        this.found = found;
        this.ownCalibration = ownCalibration;
        this.basePlan = base.report();
    }

    /** The base's plan in the scenario's cells, or why it cannot be carried out there. */
    private record Kept(Optional<double[]> cells, String impossible) {}

    ScenarioReport report() {
        Kept kept = kept();
        Planned plan = kept.cells().map(found::orFrom).orElse(found);
        String incomparable = incomparable(plan.report()).orElse("");
        boolean comparable = incomparable.isEmpty();
        return new ScenarioReport(
                scenario.name(),
                scenario.file(),
                scenario.words(),
                ownCalibration,
                plan.report(),
                comparable ? Optional.of(difference(plan.values(), base.values())) : Optional.empty(),
                incomparable,
                kept.cells().map(cells -> unchanged(cells, plan, comparable)),
                kept.impossible(),
                Optional.empty(),
                notes(plan.report(), kept));
    }

    private Unchanged unchanged(double[] cells, Planned plan, boolean comparable) {
        double[] values = plan.valuesOf(cells);
        return new Unchanged(
                Arrays.stream(cells).sum(),
                Estimates.of(values),
                comparable ? Optional.of(difference(values, base.values())) : Optional.empty(),
                difference(plan.values(), values));
    }

    /** Draw by draw; where the numbers of draws differ they are not the same draws anyway, and as many are taken of each. */
    private static Difference difference(double[] a, double[] b) {
        int draws = Math.min(a.length, b.length);
        var change = new double[draws];
        double better = 0;
        for (int d = 0; d < draws; d++) {
            double left = a[at(d, draws, a.length)];
            double right = b[at(d, draws, b.length)];
            boolean same = Math.abs(left - right) <= SAME * Math.max(Math.abs(left), Math.abs(right));
            change[d] = same ? 0 : left - right;
            better += change[d] > 0 ? 1 : change[d] == 0 ? 0.5 : 0;
        }
        return new Difference(Estimates.of(change), better / draws);
    }

    private static int at(int d, int draws, int length) {
        return (int) ((long) d * length / draws);
    }

    private Optional<String> incomparable(PlanReport plan) {
        if (plan.goal() != basePlan.goal()) {
            return Optional.of("the base counts " + basePlan.goal().spoken() + ", this scenario "
                    + plan.goal().spoken());
        }
        if (!plan.kpiName().equals(basePlan.kpiName())) {
            return Optional.of(
                    "the base counts column " + basePlan.kpiName() + ", this scenario column " + plan.kpiName());
        }
        return Optional.empty();
    }

    private Kept kept() {
        PlanGrid from = base.grid();
        PlanGrid to = found.grid();
        if (!isSameHorizon(from, to)) {
            return new Kept(Optional.empty(), "it is of another horizon: " + horizon(from));
        }
        double[] cells = new double[to.cells()];
        double[] plan = base.cells();
        for (int column = 0; column < from.columns().size(); column++) {
            int at = to.columns().indexOf(from.columns().get(column));
            for (int t = 0; t < from.periods(); t++) {
                double spend = plan[from.cell(t, column)];
                if (at >= 0) {
                    cells[to.cell(t, at)] = spend;
                } else if (spend > 0) {
                    return new Kept(
                            Optional.empty(),
                            "it spends on " + from.columns().get(column).label() + ", which is not planned there");
                }
            }
        }
        pause(cells, to);
        Optional<String> obstacle = found.obstacle(cells);
        return obstacle.isPresent() ? new Kept(Optional.empty(), obstacle.get()) : new Kept(Optional.of(cells), "");
    }

    /** What a channel cannot spend while it pauses is not spent. */
    private void pause(double[] cells, PlanGrid grid) {
        for (ScenarioChange change : scenario.changes()) {
            if (change instanceof Pause pause) {
                for (int cell = 0; cell < cells.length; cell++) {
                    int t = grid.periodOf(cell);
                    boolean touched = !pause.from().isAfter(grid.startOf(t + 1).minusDays(1))
                            && !pause.to().isBefore(grid.startOf(t));
                    if (touched
                            && grid.columns().get(grid.columnOf(cell)).channel().equals(pause.name())) {
                        cells[cell] = 0;
                    }
                }
            }
        }
    }

    private ImmutableList<String> notes(PlanReport plan, Kept kept) {
        var notes = ImmutableList.<String>builder();
        if (ownCalibration) {
            notes.add(
                    "It changes what the model is made from and was calibrated anew: its draws are not the base's, and"
                            + " its difference carries the noise of two calibrations. Small differences mean nothing.");
        }
        if (!isSameHorizon(base.grid(), found.grid())) {
            notes.add("The horizons differ: the base plans " + horizon(base.grid()) + ", this scenario "
                    + horizon(found.grid()) + ". Each value is of the whole horizon.");
        }
        double dropped = basePlan.headline().spend()
                - kept.cells()
                        .map(cells -> Arrays.stream(cells).sum())
                        .orElse(basePlan.headline().spend());
        if (basePlan.unit().toMicros(dropped) > 0) {
            notes.add("Of the base's plan, " + basePlan.unit().text(dropped)
                    + " cannot be spent while a channel pauses; unchanged, it is left unspent.");
        }
        plan.facts().stream().filter(fact -> !basePlan.facts().contains(fact)).forEach(fact -> notes.add(fact.text()));
        plan.notes().stream().filter(note -> !basePlan.notes().contains(note)).forEach(notes::add);
        return notes.build();
    }

    static boolean isSameHorizon(PlanGrid a, PlanGrid b) {
        return a.length() == b.length() && a.start().equals(b.start()) && a.periods() == b.periods();
    }

    static String horizon(PlanGrid grid) {
        String noun = grid.length() == PeriodLength.DAY ? "day" : "week";
        return String.format(
                Locale.ROOT, "%d %s from %s", grid.periods(), grid.periods() == 1 ? noun : noun + "s", grid.start());
    }
}
