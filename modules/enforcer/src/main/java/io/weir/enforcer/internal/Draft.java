package io.weir.enforcer.internal;

import java.util.Arrays;

/** A plan being changed cell by cell, with the sums of all rows kept up to date. */
final class Draft {
    private final Booking booking;
    private final long[] amounts;
    private final long[] sums;
    private long total;

    private Draft(Booking booking, long[] amounts) {
        this.booking = booking;
        this.amounts = amounts.clone();
        this.total = Arrays.stream(amounts).sum();
        this.sums =
                booking.rows().stream().mapToLong(row -> row.at(this.amounts)).toArray();
    }

    private Draft(Draft other) {
        this.booking = other.booking;
        this.amounts = other.amounts.clone();
        this.sums = other.sums.clone();
        this.total = other.total;
    }

    static Draft of(Booking booking, long[] amounts) {
        return new Draft(booking, amounts);
    }

    Draft copy() {
        return new Draft(this);
    }

    long amount(int cell) {
        return amounts[cell];
    }

    long[] amounts() {
        return amounts.clone();
    }

    long total() {
        return total;
    }

    long sum(int row) {
        return sums[row];
    }

    void change(int cell, long delta) {
        amounts[cell] += delta;
        total += delta;
        int[] rows = booking.rowsOf(cell);
        long[] coefficients = booking.coefficientsOf(cell);
        for (int k = 0; k < rows.length; k++) {
            sums[rows[k]] += coefficients[k] * delta;
        }
    }

    /** Whether a cell may be changed as far as it alone is concerned. */
    boolean inRange(int cell, long delta) {
        long amount = amounts[cell] + delta;
        return amount >= booking.low(cell) && amount <= booking.high(cell) && delta % booking.granule(cell) == 0;
    }

    /** Whether changes break no hard row more than it is broken already. */
    boolean allows(int[] cells, long[] deltas) {
        for (int k = 0; k < cells.length; k++) {
            if (!inRange(cells[k], deltas[k])) {
                return false;
            }
        }
        applyAll(cells, deltas, 1);
        boolean worse = false;
        for (int k = 0; k < cells.length && !worse; k++) {
            for (int row : booking.rowsOf(cells[k])) {
                worse |= brokenMore(booking.rows().get(row), sums[row], cells, deltas);
            }
        }
        double broken = worse ? 0 : clauseViolation(cells);
        applyAll(cells, deltas, -1);
        return !worse && (broken == 0 || broken <= clauseViolation(cells));
    }

    /** Hard violation of all rows and clauses, quanta. */
    double violation() {
        double violation = 0;
        for (int row = 0; row < sums.length; row++) {
            violation += violationOf(row);
        }
        for (Clause clause : booking.clauses()) {
            violation += violationOf(clause);
        }
        return violation;
    }

    /** Hard violation of one clause, quanta. */
    double violationOf(Clause clause) {
        return clause.hard() ? clause.violation(this::amount) : 0;
    }

    /** Hard violation of the clauses that read these cells, quanta. */
    private double clauseViolation(int[] cells) {
        double violation = 0;
        for (int cell : cells) {
            for (int number : booking.clausesOf(cell)) {
                violation += violationOf(booking.clauses().get(number));
            }
        }
        return violation;
    }

    /** Hard violation of one row, quanta. */
    double violationOf(int row) {
        Row limit = booking.rows().get(row);
        return limit.hard() ? limit.violation(sums[row]) / (double) limit.scale() : 0;
    }

    /** By how much changing one cell would change the hard violation, quanta. */
    double violationChange(int cell, long delta) {
        double change = 0;
        int[] clauses = booking.clausesOf(cell);
        if (clauses.length > 0) {
            int[] alone = {cell};
            double before = clauseViolation(alone);
            amounts[cell] += delta;
            change = clauseViolation(alone) - before;
            amounts[cell] -= delta;
        }
        int[] rows = booking.rowsOf(cell);
        long[] coefficients = booking.coefficientsOf(cell);
        for (int k = 0; k < rows.length; k++) {
            Row limit = booking.rows().get(rows[k]);
            if (limit.hard()) {
                long sum = sums[rows[k]];
                long after = sum + coefficients[k] * delta;
                change += (limit.violation(after) - limit.violation(sum)) / (double) limit.scale();
            }
        }
        return change;
    }

    private static boolean brokenMore(Row row, long sum, int[] cells, long[] deltas) {
        if (!row.hard()) {
            return false;
        }
        long violation = row.violation(sum);
        if (violation == 0) {
            return false;
        }
        long before = sum;
        for (int k = 0; k < cells.length; k++) {
            before -= coefficient(row, cells[k]) * deltas[k];
        }
        return violation > row.violation(before);
    }

    private void applyAll(int[] cells, long[] deltas, int sign) {
        for (int k = 0; k < cells.length; k++) {
            change(cells[k], sign * deltas[k]);
        }
    }

    static long coefficient(Row row, int cell) {
        int at = Arrays.binarySearch(row.cells(), cell);
        return at >= 0 ? row.coefficients()[at] : 0;
    }
}
