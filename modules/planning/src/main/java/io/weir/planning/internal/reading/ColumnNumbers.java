package io.weir.planning.internal.reading;

import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the columns of numbers of one table, row by row. */
final class ColumnNumbers {
    /** Beyond this, amounts could not be booked and sums lose their cents. */
    private static final double LARGEST = 1e15;

    private final Table table;
    private final NumberFormatGuess format;
    private final Faults faults;
    private final Map<String, String> currencies = new LinkedHashMap<>();

    ColumnNumbers(Table table, NumberFormatGuess format, Faults faults) {
        this.table = table;
        this.format = format;
        this.faults = faults;
    }

    /**
     * The numbers of a column; NaN where a value is missing.
     *
     * @param mayBeNegative whether numbers below 0 are valid
     * @return empty, and faults, if the column does not exist or a cell holds something else
     */
    Optional<double[]> read(ColumnRef column, boolean mayBeNegative) {
        return table.column(column.name())
                .flatMap(cells ->
                        format.markOf(column.name()).flatMap(mark -> read(column.name(), cells, mark, mayBeNegative)));
    }

    private Optional<double[]> read(String name, String[] cells, DecimalMark mark, boolean mayBeNegative) {
        int before = faults.count();
        var noNumbers = faults.new Capped("values of " + name + " that are not numbers");
        var negatives = faults.new Capped("values of " + name + " below 0");
        var values = new double[cells.length];
        for (int row = 0; row < cells.length; row++) {
            values[row] = MissingWords.isMissing(cells[row]) ? Double.NaN : NumberShape.value(cells[row], mark);
            if (Double.isNaN(values[row]) && !MissingWords.isMissing(cells[row])) {
                noNumbers.add(
                        table.where(row),
                        name + " (" + Texts.shown(cells[row]) + ") must be a number"
                                + (mark == DecimalMark.COMMA ? " with decimal comma." : "."),
                        remedy(cells[row]));
            } else if (values[row] < 0 && !mayBeNegative) {
                negatives.add(
                        table.where(row),
                        name + " (" + Texts.shown(cells[row]) + ") must be at least 0.",
                        "Maybe it is a refund or correction; book it in the period it belongs to.");
            } else if (Math.abs(values[row]) > LARGEST) {
                noNumbers.add(
                        table.where(row),
                        name + " (" + Texts.shown(cells[row]) + ") is too large; numbers are at most 1e15.",
                        "Maybe a decimal mark was lost.");
            }
            checkCurrency(name, cells, row);
        }
        noNumbers.close();
        negatives.close();
        return faults.count() == before ? Optional.of(values) : Optional.empty();
    }

    private void checkCurrency(String name, String[] cells, int row) {
        String currency = NumberShape.currency(cells[row]);
        if (currency.isEmpty() || MissingWords.isMissing(cells[row])) {
            return;
        }
        String here = table.where(row);
        boolean isNew = currencies.putIfAbsent(currency, here) == null;
        if (isNew && currencies.size() > 1) {
            Map.Entry<String, String> first = currencies.entrySet().iterator().next();
            faults.add(
                    here,
                    name + " (" + Texts.shown(cells[row]) + ") is in another currency than " + first.getKey() + " in "
                            + first.getValue() + "; all amounts of a file are in one.",
                    "Maybe convert the amounts first.");
        }
    }

    private static String remedy(String cell) {
        if (cell.endsWith("%")) {
            return "Maybe a share was meant: 10% is written 0.1.";
        }
        return NumberShape.of(cell) == NumberShape.NONE
                ? "Maybe it is a remark; delete it, or leave the cell empty and set history.gaps."
                : "Maybe this number is written unlike the others; history.decimal says how all are.";
    }
}
