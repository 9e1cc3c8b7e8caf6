package io.weir.enforcer.internal;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries amounts in steps one by one, exactly, for plans of few cells and coarse steps: amounts that rows rule out are never
 * tried. The last word where an integer program in floating point finds nothing. Used once.
 *
 * <p>Source: bounds propagation as in Rossi, van Beek and Walsh (2006), <em>Handbook of Constraint Programming</em>, section 3.
 */
final class StepTree {
    /** Amounts that are tried before it gives up. */
    private static final int MOST_TRIED = 20_000;

    private final Booking booking;
    private final long[] low;
    private final long[] high;
    private int tried;

    private StepTree(Booking booking) {
        this.booking = booking;
        this.low = new long[booking.cells()];
        this.high = new long[booking.cells()];
        for (int cell = 0; cell < low.length; cell++) {
            low[cell] = booking.low(cell);
            high[cell] = booking.high(cell);
        }
    }

    /** What is known of a problem after the search. */
    enum Answer {
        /** There is a plan. */
        PLAN,
        /** There is none, for certain. */
        NONE,
        /** There are too many to try. */
        UNKNOWN
    }

    /**
     * An answer with its plan.
     *
     * @param plan quanta per cell; empty unless there is one
     */
    record Found(Answer answer, Optional<long[]> plan) {}

    /** Searches; rules on what spend brings are not looked at. */
    static Found search(Booking booking) {
        var tree = new StepTree(booking);
        try {
            if (!tree.propagate()) {
                return new Found(Answer.NONE, Optional.empty());
            }
            if (!tree.isStepped()) {
                return new Found(Answer.UNKNOWN, Optional.empty());
            }
            long[] plan = tree.solve();
            Answer otherwise = tree.tried < MOST_TRIED ? Answer.NONE : Answer.UNKNOWN;
            return new Found(plan == null ? otherwise : Answer.PLAN, Optional.ofNullable(plan));
        } catch (ArithmeticException e) {
            // sums beyond the range of whole numbers
            return new Found(Answer.UNKNOWN, Optional.empty());
        }
    }

    /** Whether every cell that may vary does so in steps. */
    private boolean isStepped() {
        for (int cell = 0; cell < low.length; cell++) {
            if (booking.granule(cell) == 1 && low[cell] < high[cell]) {
                return false;
            }
        }
        return true;
    }

    private long @Nullable [] solve() {
        if (!propagate() || breaksWhatIsDecided()) {
            return null;
        }
        int cell = narrowest();
        if (cell < 0) {
            return low.clone();
        }
        long[] lowBefore = low.clone();
        long[] highBefore = high.clone();
        for (long amount = lowBefore[cell]; amount <= highBefore[cell]; amount += booking.granule(cell)) {
            if (++tried >= MOST_TRIED) {
                return null;
            }
            low[cell] = amount;
            high[cell] = amount;
            long[] plan = solve();
            if (plan != null) {
                return plan;
            }
            System.arraycopy(lowBefore, 0, low, 0, low.length);
            System.arraycopy(highBefore, 0, high, 0, high.length);
        }
        return null;
    }

    /** The undecided cell with the fewest amounts; -1 if all are decided. */
    private int narrowest() {
        int best = -1;
        long fewest = Long.MAX_VALUE;
        for (int cell = 0; cell < low.length; cell++) {
            long amounts = (high[cell] - low[cell]) / booking.granule(cell);
            if (amounts > 0 && amounts < fewest) {
                fewest = amounts;
                best = cell;
            }
        }
        return best;
    }

    /** Narrows cells to what rows leave; whether there is anything left. */
    private boolean propagate() {
        boolean narrowed = true;
        while (narrowed) {
            narrowed = false;
            for (Row row : booking.rows()) {
                if (row.hard() && row.step() == 0) {
                    int change = narrow(row);
                    if (change < 0) {
                        return false;
                    }
                    narrowed |= change > 0;
                }
            }
        }
        return true;
    }

    /** Returns 1 if it narrowed a cell, 0 if not, -1 if nothing is left of one. */
    private int narrow(Row row) {
        int[] cells = row.cells();
        long[] coefficients = row.coefficients();
        long least = 0;
        long most = 0;
        for (int k = 0; k < cells.length; k++) {
            least = Math.addExact(least, leastOf(coefficients[k], cells[k]));
            most = Math.addExact(most, mostOf(coefficients[k], cells[k]));
        }
        if (row.upper() != Row.NO_UPPER && least > row.upper() || row.lower() != Row.NO_LOWER && most < row.lower()) {
            return -1;
        }
        int changed = 0;
        for (int k = 0; k < cells.length; k++) {
            int cell = cells[k];
            long coefficient = coefficients[k];
            long granule = booking.granule(cell);
            long width = mostOf(coefficient, cell) - leastOf(coefficient, cell);
            long above = row.upper() == Row.NO_UPPER ? 0 : least + width - row.upper();
            if (above > 0 && width > 0) {
                most -= mostOf(coefficient, cell);
                cut(coefficient > 0, cell, steps(above, coefficient, granule));
                most += mostOf(coefficient, cell);
                changed = 1;
            }
            width = mostOf(coefficient, cell) - leastOf(coefficient, cell);
            long below = row.lower() == Row.NO_LOWER ? 0 : row.lower() - (most - width);
            if (below > 0 && width > 0) {
                least -= leastOf(coefficient, cell);
                cut(coefficient < 0, cell, steps(below, coefficient, granule));
                least += leastOf(coefficient, cell);
                changed = 1;
            }
            if (low[cell] > high[cell]) {
                return -1;
            }
        }
        return changed;
    }

    /** The least multiple of a granule that changes a sum by so much. */
    private static long steps(long change, long coefficient, long granule) {
        long size = Math.multiplyExact(Math.abs(coefficient), granule);
        return Math.multiplyExact((change + size - 1) / size, granule);
    }

    private void cut(boolean fromAbove, int cell, long amount) {
        if (fromAbove) {
            high[cell] -= amount;
        } else {
            low[cell] += amount;
        }
    }

    private long leastOf(long coefficient, int cell) {
        return Math.multiplyExact(coefficient, coefficient > 0 ? low[cell] : high[cell]);
    }

    private long mostOf(long coefficient, int cell) {
        return Math.multiplyExact(coefficient, coefficient > 0 ? high[cell] : low[cell]);
    }

    /** Rows and clauses all of whose cells are decided. */
    private boolean breaksWhatIsDecided() {
        for (Row row : booking.rows()) {
            if (row.hard() && isDecided(row.cells()) && row.violation(row.at(low)) > 0) {
                return true;
            }
        }
        for (Clause clause : booking.clauses()) {
            if (clause.hard() && isDecided(clause.cells()) && clause.violation(cell -> low[cell]) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isDecided(int[] cells) {
        return Arrays.stream(cells).allMatch(cell -> low[cell] == high[cell]);
    }
}
