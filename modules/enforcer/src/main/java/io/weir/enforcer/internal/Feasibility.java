package io.weir.enforcer.internal;

import io.weir.enforcer.internal.WholeProgram.Answer;
import java.util.Optional;

/**
 * Whether a plan keeps all hard rules: exact where single limits tell or whole amounts can be tried, by linear and mixed-integer
 * programs otherwise.
 */
final class Feasibility {
    private Feasibility() {}

    static boolean isFeasible(Booking booking) {
        return rowsCanHoldOneByOne(booking) && (isSimple(booking) || programHasPlan(booking));
    }

    /** Interval arithmetic over the cells' own limits, exact to the quantum. */
    private static boolean rowsCanHoldOneByOne(Booking booking) {
        for (int cell = 0; cell < booking.cells(); cell++) {
            if (booking.low(cell) > booking.high(cell)) {
                return false;
            }
        }
        return booking.rows().stream().allMatch(row -> !row.hard() || canHold(booking, row));
    }

    private static boolean canHold(Booking booking, Row row) {
        double least = 0;
        double most = 0;
        for (int k = 0; k < row.cells().length; k++) {
            long coefficient = row.coefficients()[k];
            double atLow = coefficient * (double) booking.low(row.cells()[k]);
            double atHigh = coefficient * (double) booking.high(row.cells()[k]);
            least += Math.min(atLow, atHigh);
            most += Math.max(atLow, atHigh);
        }
        return (row.upper() == Row.NO_UPPER || least <= row.upper())
                && (row.lower() == Row.NO_LOWER || most >= row.lower());
    }

    private static boolean isSimple(Booking booking) {
        return booking.clauses().stream().noneMatch(Clause::hard)
                && booking.rows().stream()
                        .allMatch(row -> !row.hard() || row.onOneCell() || row.kind() == LimitKind.TOTAL);
    }

    private static boolean programHasPlan(Booking booking) {
        Answer answer = booking.isLarge()
                ? Answer.UNKNOWN
                : WholeProgram.search(booking).answer();
        return switch (answer) {
            case PLAN -> true;
            case NONE -> false;
            case UNKNOWN -> seemsFeasible(booking);
        };
    }

    /** By programs in floating point, and whole amounts near their points. */
    private static boolean seemsFeasible(Booking booking) {
        var programs = Programs.of(booking);
        LinearProgram program = programs.program();
        Optional<double[]> relaxed = program.relaxed().least();
        // A large plan is sought only near a proposal: without one, the search may take minutes.
        if (relaxed.isEmpty() || !booking.hasChoices() || booking.isLarge()) {
            return relaxed.isPresent();
        }
        return new BookableStart(booking).isRoundable(programs.amounts(relaxed.get())) || !program.isInfeasible();
    }
}
