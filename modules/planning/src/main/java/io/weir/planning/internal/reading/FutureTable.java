package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.planning.PlanSettings;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The file that {@code history.future} names: controls over the plan's horizon. Rows of other periods are passed over. */
final class FutureTable {
    private final Table table;
    private final TimeGrid grid;
    private final ColumnNumbers numbers;
    private final Faults faults;
    private final Notes notes;

    private FutureTable(Table table, TimeGrid grid, ColumnNumbers numbers, Faults faults, Notes notes) {
        this.table = table;
        this.grid = grid;
        this.numbers = numbers;
        this.faults = faults;
        this.notes = notes;
    }

    /** The table with its rows in order; empty, and faults, if it does not cover the horizon. */
    static Optional<FutureTable> of(
            YamlValue reference,
            Table table,
            HistorySpec spec,
            HistoryReader.Read read,
            PlanSettings plan,
            Faults faults,
            Notes notes) {
        Optional<String[]> dates = table.column(reference, spec.date().name());
        Optional<String[]> geos = spec.geo().flatMap(geo -> table.column(reference, geo.name()));
        if (dates.isEmpty() || (spec.geo().isPresent() && geos.isEmpty())) {
            return Optional.empty();
        }
        if (spec.controls().stream().noneMatch(c -> table.column(c.name()).isPresent())) {
            reference.fault(
                    "holds none of the controls; its columns are " + Texts.list(table.header()) + ".",
                    "Maybe its columns are named otherwise than those of the history.");
            return Optional.empty();
        }
        var format = new NumberFormatGuess(table, spec.decimal(), read.mark(), faults);
        read.controls().stream()
                .filter(column -> !column.factor())
                .map(column -> column.column().name())
                .forEach(name -> table.column(name).ifPresent(cells -> format.observe(name, cells)));
        var guess = new DateFormatGuess(table, spec.date().name(), dates.get(), faults, notes);
        return guess.dates(spec.dateFormat(), read.dates())
                .flatMap(d -> grid(table, d.rows(), geos, read.history(), plan, faults))
                .map(grid -> new FutureTable(table, grid, new ColumnNumbers(table, format, faults), faults, notes));
    }

    private static Optional<TimeGrid> grid(
            Table table,
            LocalDate[] dates,
            Optional<String[]> geoCells,
            History history,
            PlanSettings plan,
            Faults faults) {
        ImmutableList<String> geos = FutureControls.geos(history);
        var rows = new int[geos.size()][plan.periods()];
        Arrays.stream(rows).forEach(row -> Arrays.fill(row, TimeGrid.NO_ROW));
        var grid = new TimeGrid(history.length(), plan.start(), plan.periods(), geos, rows);
        int before = faults.count();
        var doubles = faults.new Capped("rows that stand there twice");
        for (int row = 0; row < dates.length; row++) {
            int g = geoCells.isPresent() ? geos.indexOf(geoCells.get()[row]) : 0;
            long t = history.length().between(plan.start(), dates[row]);
            if (g < 0 || t < 0 || t >= plan.periods() || !grid.startOf((int) t).equals(dates[row])) {
                continue;
            }
            if (rows[g][(int) t] != TimeGrid.NO_ROW) {
                doubles.add(
                        table.where(row),
                        "the period " + dates[row] + " stands there a second time; the first is "
                                + table.where(rows[g][(int) t]) + ".",
                        geoCells.isPresent() ? "" : "Maybe one of the two is of another year.");
            }
            rows[g][(int) t] = row;
        }
        doubles.close();
        tellMissing(table, grid, faults);
        return faults.count() == before ? Optional.of(grid) : Optional.empty();
    }

    private static void tellMissing(Table table, TimeGrid grid, Faults faults) {
        var missing = faults.new Capped("missing periods");
        for (int g = 0; g < grid.rows().length; g++) {
            for (int t = 0; t < grid.periods(); t++) {
                if (grid.rows()[g][t] == TimeGrid.NO_ROW) {
                    String geo = grid.geos().get(g);
                    missing.add(
                            table.file(),
                            "the period " + grid.startOf(t) + (geo.isEmpty() ? "" : " of " + geo)
                                    + " is missing; every period of the plan needs a row.",
                            "Maybe append it, or plan fewer periods.");
                }
            }
        }
        missing.close();
    }

    /** The future of each control of a column; empty if the table does not have the column, or has faults in it. */
    Optional<ImmutableList<Panel>> read(ControlColumn column) {
        Optional<String[]> cells = table.column(column.column().name());
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        return column.factor() ? Optional.of(factor(column, cells.get())) : number(column);
    }

    private Optional<ImmutableList<Panel>> number(ControlColumn column) {
        String name = column.column().name();
        return numbers.read(column.column(), true).map(byRow -> {
            double[][] values = grid.arrange(byRow);
            for (int g = 0; g < values.length; g++) {
                for (int t = 0; t < values[g].length; t++) {
                    if (Double.isNaN(values[g][t])) {
                        faults.add(
                                table.where(grid.rows()[g][t]),
                                name + " is missing; it must be a number.",
                                "Maybe delete the column; last year's values are then taken.");
                        values[g][t] = 0;
                    }
                }
            }
            return ImmutableList.of(Panel.of(values));
        });
    }

    private ImmutableList<Panel> factor(ControlColumn column, String[] cells) {
        Set<String> unknown = new LinkedHashSet<>();
        for (int[] rows : grid.rows()) {
            for (int row : rows) {
                if (!column.levels().contains(cells[row]) && !cells[row].equals(column.base())) {
                    unknown.add(cells[row].isEmpty() ? "(empty)" : cells[row]);
                }
            }
        }
        if (!unknown.isEmpty()) {
            notes.add(table.file() + ": " + Texts.list(unknown) + " of column "
                    + column.column().name()
                    + " never occurred in the history; nothing is known of its effect, and it counts as "
                    + (column.base().isEmpty() ? "(empty)" : column.base()) + ".");
        }
        return column.levels().stream()
                .map(level -> {
                    double[] byRow = Arrays.stream(cells)
                            .mapToDouble(cell -> cell.equals(level) ? 1 : 0)
                            .toArray();
                    return Panel.of(grid.arrange(byRow));
                })
                .collect(ImmutableList.toImmutableList());
    }
}
