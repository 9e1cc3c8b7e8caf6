package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import io.weir.core.PlanGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what carrying on means from a plan.csv: {@code period_start}, {@code channel}, {@code geo} if any, {@code spend}. */
final class BaselineFile {
    private static final int MOST_TOLD = 10;

    private final String name;
    private final PlanGrid grid;
    private final Map<List<String>, Integer> cellOf = new HashMap<>();
    private final double[] cells;
    private final boolean[] given;
    private final List<Fault> faults = new ArrayList<>();

    private BaselineFile(String name, PlanGrid grid) {
        this.name = name;
        this.grid = grid;
        this.cells = new double[grid.cells()];
        this.given = new boolean[grid.cells()];
        for (int cell = 0; cell < cells.length; cell++) {
            var column = grid.columns().get(grid.columnOf(cell));
            cellOf.put(key(date(cell), column.channel(), column.geo().orElse("")), cell);
        }
    }

    static double[] read(Path file, PlanGrid grid) {
        var reader = new BaselineFile(String.valueOf(file.getFileName()), grid);
        try (var records = CsvReader.builder().ofNamedCsvRecord(file)) {
            boolean first = true;
            for (NamedCsvRecord row : records) {
                if (first) {
                    reader.requireColumns(row);
                    first = false;
                }
                reader.take(row);
            }
        } catch (IOException | java.io.UncheckedIOException | CsvParseException e) {
            throw BadInputException.of(
                    reader.name,
                    "plan.baseline cannot be read (" + e.getMessage() + ").",
                    "Maybe it is not a plan.csv.");
        }
        reader.requireAllGiven();
        if (!reader.faults.isEmpty()) {
            throw new BadInputException(
                    reader.faults.stream().limit(MOST_TOLD).collect(ImmutableList.toImmutableList()));
        }
        return reader.cells;
    }

    private void requireColumns(NamedCsvRecord row) {
        var missing = new TreeSet<>(List.of("period_start", "channel", "spend"));
        if (grid.columns().stream().anyMatch(column -> column.geo().isPresent())) {
            missing.add("geo");
        }
        missing.removeAll(row.getHeader());
        if (!missing.isEmpty()) {
            throw BadInputException.of(
                    name + ":1",
                    "plan.baseline has no column " + String.join(", ", missing) + ".",
                    "Maybe it is not a plan.csv, or of a plan without regions.");
        }
    }

    private void take(NamedCsvRecord row) {
        String where = name + ":" + row.getStartingLineNumber();
        String date = row.findField("period_start").orElse("");
        String channel = row.findField("channel").orElse("");
        String amount = row.findField("spend").orElse("");
        boolean byGeo = grid.columns().get(0).geo().isPresent();
        @Nullable Integer cell =
                cellOf.get(key(date, channel, byGeo ? row.findField("geo").orElse("") : ""));
        if (cell == null) {
            faults.add(new Fault(
                    where,
                    "period_start (" + date + ") and channel (" + channel + ") are not in the plan.",
                    "Maybe the file is of another horizon."));
            return;
        }
        double spend = number(amount);
        if (!(spend >= 0 && spend < Double.POSITIVE_INFINITY)) {
            faults.add(new Fault(where, "spend (" + amount + ") must be a number >= 0.", ""));
        }
        if (given[cell]) {
            faults.add(new Fault(
                    where,
                    date + " " + grid.columns().get(grid.columnOf(cell)).label() + " is given twice.",
                    "Maybe the file is of a plan by region."));
        }
        cells[cell] = spend;
        given[cell] = true;
    }

    private void requireAllGiven() {
        for (int cell = 0; cell < given.length && faults.isEmpty(); cell++) {
            if (!given[cell]) {
                faults.add(new Fault(
                        name,
                        "plan.baseline has no row for " + date(cell) + ", "
                                + grid.columns().get(grid.columnOf(cell)).label() + ".",
                        "Maybe give 0 where nothing is spent."));
            }
        }
    }

    private String date(int cell) {
        return grid.startOf(grid.periodOf(cell)).toString();
    }

    private static List<String> key(String date, String channel, String geo) {
        return List.of(date, channel, geo);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
