package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import io.weir.core.PeriodLength;
import java.time.LocalDate;

/**
 * Which row of a table holds which period.
 *
 * @param length of a period
 * @param start first day of the first period
 * @param periods number of periods, from the first to the last that occurs
 * @param geos names of regions; "" alone for a national history
 * @param rows row number, {@code [geo][period]}; -1 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record TimeGrid(PeriodLength length, LocalDate start, int periods, ImmutableList<String> geos, int[][] rows) {
    static final int NO_ROW = -1;

    /** First day of a period. */
    LocalDate startOf(int period) {
        return length.plus(start, period);
    }

    /** The values of a column in this order, {@code [geo][period]}; NaN where there is no row. */
    double[][] arrange(double[] byRow) {
        var values = new double[geos.size()][periods];
        for (int g = 0; g < values.length; g++) {
            for (int t = 0; t < periods; t++) {
                values[g][t] = rows[g][t] == NO_ROW ? Double.NaN : byRow[rows[g][t]];
            }
        }
        return values;
    }
}
