package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The columns of a data file that are used, cell by cell as text.
 *
 * @param file its name
 * @param header all column names, in order, also those not used
 * @param columns used columns by name; no cell is null, an empty one is ""
 * @param rows number of rows
 * @param plain whether numbers and dates are known to be written as {@code 1234.5} and {@code 2024-01-31}, because the
 *     file has types
 * @param place where a row stands, from 0: {@code history.csv:12}
 */
record Table(
        String file,
        ImmutableList<String> header,
        ImmutableMap<String, String[]> columns,
        int rows,
        boolean plain,
        IntFunction<String> place) {

    /** {@code history.csv:12}. */
    String where(int row) {
        return place.apply(row);
    }

    Optional<String[]> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** The cells of the column that {@code reference} names; empty, and a fault, if there is none. */
    Optional<String[]> column(YamlValue reference, String name) {
        Optional<String[]> cells = column(name);
        long twins = header.stream().filter(name::equals).count();
        if (cells.isEmpty()) {
            reference.fault(
                    "is not a column of " + file + ".",
                    Spelling.remedy(name, header, "Maybe one of its columns: " + Texts.list(header) + "."));
        } else if (twins > 1) {
            reference.fault("is the name of " + twins + " columns of " + file + ".", "Maybe rename one of them.");
        }
        return cells;
    }
}
