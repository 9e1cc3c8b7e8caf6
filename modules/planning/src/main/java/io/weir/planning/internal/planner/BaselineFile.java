package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import io.weir.core.PlanGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Reads what carrying on means from a plan.csv: {@code period_start}, {@code channel}, {@code geo} if any, {@code spend}. */
final class BaselineFile {
    private BaselineFile() {}

    static double[] read(Path file, PlanGrid grid) {
        var cells = new double[grid.cells()];
        var given = new boolean[grid.cells()];
        var faults = new ArrayList<Fault>();
        try (var records = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : records) {
                take(row, grid, cells, given, file.getFileName() + ":" + row.getStartingLineNumber(), faults);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw BadInputException.of(
                    file.getFileName().toString(),
                    "plan.baseline cannot be read (" + e.getMessage() + ").",
                    "Maybe the file is in another folder, or is not a plan.csv.");
        }
        for (int cell = 0; cell < given.length && faults.isEmpty(); cell++) {
            if (!given[cell]) {
                faults.add(new Fault(
                        file.getFileName().toString(),
                        "plan.baseline has no row for " + grid.startOf(grid.periodOf(cell)) + ", "
                                + grid.columns().get(grid.columnOf(cell)).label() + ".",
                        "Maybe give 0 where nothing is spent."));
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInputException(ImmutableList.copyOf(faults));
        }
        return cells;
    }

    private static void take(
            NamedCsvRecord row, PlanGrid grid, double[] cells, boolean[] given, String where, ArrayList<Fault> faults) {
        String date = row.findField("period_start").orElse("");
        String channel = row.findField("channel").orElse("");
        String geo = row.findField("geo").orElse("");
        String amount = row.findField("spend").orElse("");
        for (int cell = 0; cell < cells.length; cell++) {
            var column = grid.columns().get(grid.columnOf(cell));
            if (grid.startOf(grid.periodOf(cell)).toString().equals(date)
                    && column.channel().equals(channel)
                    && column.geo().map(geo::equals).orElse(true)) {
                double spend = number(amount);
                if (!(spend >= 0 && spend < Double.POSITIVE_INFINITY)) {
                    faults.add(new Fault(where, "spend (" + amount + ") must be a number >= 0.", ""));
                }
                if (given[cell]) {
                    faults.add(new Fault(where, date + " " + column.label() + " is given twice.", ""));
                }
                cells[cell] = spend;
                given[cell] = true;
                return;
            }
        }
        faults.add(new Fault(
                where,
                "period_start (" + date + ") and channel (" + channel + ") are not in the plan.",
                "Maybe the file is of another horizon."));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
