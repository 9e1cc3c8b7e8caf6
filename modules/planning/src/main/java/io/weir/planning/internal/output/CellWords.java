package io.weir.planning.internal.output;

import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.PlanReport.Reason;

/** Why amounts are not more and not less, in words. */
final class CellWords {
    /** A gain of less than this part of the plan's value is below what the search tells apart. */
    private static final double LITTLE = 1e-4;

    private final PlanReport report;
    private final Figures figures;

    CellWords(PlanReport report, Figures figures) {
        this.report = report;
        this.figures = figures;
    }

    String notMore(Cell cell) {
        return sentence(cell.notMore(), "more", "taken from ");
    }

    String notLess(Cell cell) {
        return cell.notLess().step() > 0
                ? sentence(cell.notLess(), "less", "given to ")
                : "There is nothing to take away.";
    }

    /** {@code email in 2024-01-15}. */
    String place(int cell) {
        var grid = report.grid();
        return grid.columns().get(grid.columnOf(cell)).label() + " in " + grid.startOf(grid.periodOf(cell));
    }

    private String sentence(Reason reason, String way, String move) {
        String step = figures.spend(reason.step()) + " " + way;
        if (!reason.rules().isEmpty()) {
            return step + " would break " + String.join(", ", reason.rules()) + ".";
        }
        String other =
                reason.other().isPresent() ? ", " + move + place(reason.other().getAsInt()) + "," : "";
        return step + other + " " + outcome(reason.change());
    }

    private String outcome(double change) {
        double least = LITTLE * Math.abs(report.headline().value().mean());
        if (change > least) {
            return "would earn " + figures.shortValue(change)
                    + " of expected value; risk or caution keeps the plan from it.";
        }
        return change > 0
                ? "would earn " + figures.shortValue(change) + ", too little to tell."
                : "would lose " + figures.shortValue(-change) + ".";
    }
}
