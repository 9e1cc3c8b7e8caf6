package io.weir.planning.internal.reading;

import io.weir.core.Panel;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import java.util.Optional;

/** Reads columns of numbers as series over regions and periods, with missing values told or filled. */
final class SeriesReader {
    private final Table table;
    private final TimeGrid grid;
    private final ColumnNumbers numbers;
    private final Gaps gaps;
    private final Faults faults;
    private final Notes notes;

    SeriesReader(Table table, TimeGrid grid, ColumnNumbers numbers, Gaps gaps, Faults faults, Notes notes) {
        this.table = table;
        this.grid = grid;
        this.numbers = numbers;
        this.gaps = gaps;
        this.faults = faults;
        this.notes = notes;
    }

    /** Counts and amounts: a missing one is zero where {@code gaps: zero} says so. */
    Optional<Panel> amounts(ColumnRef column, boolean mayBeNegative) {
        return read(column, mayBeNegative, gaps == Gaps.ZERO);
    }

    /** Prices and levels: a missing one lies between its neighbours, as zero would say that it fell to nothing. */
    Optional<Panel> levels(ColumnRef column, boolean mayBeNegative) {
        return read(column, mayBeNegative, false);
    }

    private Optional<Panel> read(ColumnRef column, boolean mayBeNegative, boolean zero) {
        return numbers.read(column, mayBeNegative).map(byRow -> {
            double[][] values = grid.arrange(byRow);
            tellMissing(column.name(), byRow, values);
            for (double[] series : values) {
                if (zero) {
                    GapFilling.withZero(series);
                } else {
                    GapFilling.onLine(series);
                }
            }
            return Panel.of(values);
        });
    }

    private void tellMissing(String column, double[] byRow, double[][] values) {
        int missing = 0;
        var told = faults.new Capped("missing values of " + column);
        for (int row = 0; row < byRow.length; row++) {
            if (Double.isNaN(byRow[row])) {
                missing++;
                if (gaps == Gaps.ERROR) {
                    told.add(
                            table.where(row),
                            column + " is missing; it must be a number.",
                            "Maybe write 0, or set history.gaps to zero or interpolate.");
                }
            }
        }
        told.close();
        if (missing == values.length * grid.periods()) {
            faults.add(table.file(), "column " + column + " is empty.", "Maybe another column was meant.");
        } else if (missing > 0 && gaps != Gaps.ERROR) {
            notes.add(table.file() + ": " + Texts.count(missing, "missing value") + " of " + column
                    + (gaps == Gaps.ZERO ? " counted as zero." : " interpolated."));
        }
    }
}
