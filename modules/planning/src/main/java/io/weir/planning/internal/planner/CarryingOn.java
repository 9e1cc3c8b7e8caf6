package io.weir.planning.internal.planner;

import io.weir.core.BadInputException;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.PlanGrid;
import io.weir.planning.PlanSettings;
import io.weir.planning.PlanSettings.Baseline;
import java.util.Arrays;

/** What would be spent without a plan: the budget split as history's total was, the same each period. */
final class CarryingOn {
    private CarryingOn() {}

    /**
     * Currency per cell.
     *
     * @param spend what is split over the horizon; the amounts of a plan file are taken as they are
     */
    static double[] cells(History history, PlanSettings settings, PlanGrid grid, double spend) {
        if (settings.baseline() instanceof Baseline.PlanFile file) {
            return BaselineFile.read(file.file(), grid);
        }
        int from =
                settings.baseline() instanceof Baseline.Last last ? Math.max(0, history.periods() - last.periods()) : 0;
        double[] weights = weights(history, grid, from);
        double total = Arrays.stream(weights).sum();
        if (!(total > 0)) {
            throw BadInputException.of(
                    "weir.yaml",
                    "plan.baseline: no channel spent anything in the periods it names; carrying on needs a split.",
                    "Maybe name more periods, {last: 52}, or leave baseline out.");
        }
        var cells = new double[grid.cells()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = spend / grid.periods() * (weights[grid.columnOf(cell)] / total);
        }
        return cells;
    }

    private static double[] weights(History history, PlanGrid grid, int from) {
        var weights = new double[grid.columns().size()];
        for (int k = 0; k < weights.length; k++) {
            var column = grid.columns().get(k);
            ChannelHistory channel = history.channels().get(history.indexOf(column.channel()));
            for (int g = 0; g < history.geos().size(); g++) {
                String geo = history.geos().get(g).name();
                if (column.geo().map(geo::equals).orElse(true)) {
                    for (int t = from; t < history.periods(); t++) {
                        weights[k] += channel.spend().at(g, t);
                    }
                }
            }
        }
        return weights;
    }
}
