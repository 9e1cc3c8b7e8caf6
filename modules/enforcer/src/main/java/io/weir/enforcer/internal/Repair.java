package io.weir.enforcer.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Mends a nearly feasible plan of whole amounts: takes the most broken row and makes the change of one cell, or the
 * opposite change of two, that lowers the total violation most, until nothing is broken or nothing helps; then, if
 * asked, spends what is missing of the total. Deterministic.
 */
final class Repair {
    /** Less than this is no progress, quanta; guards against cycles through rounding. */
    private static final double LEAST_PROGRESS = 1e-9;

    private static final int[] NONE = {};

    private final Booking booking;
    private final Draft draft;
    private final int[] movable;
    private final BitSet isMovable = new BitSet();

    private Repair(Booking booking, Draft draft, int[] movable) {
        this.booking = booking;
        this.draft = draft;
        this.movable = movable;
        Arrays.stream(movable).forEach(isMovable::set);
    }

    static void mend(Booking booking, Draft draft) {
        mend(booking, draft, IntStream.range(0, booking.cells()).toArray());
    }

    /** @param movable the cells that may be changed */
    static void mend(Booking booking, Draft draft, int[] movable) {
        new Repair(booking, draft, movable).mendRows();
    }

    static void mendAndSpend(Booking booking, Draft draft) {
        var repair =
                new Repair(booking, draft, IntStream.range(0, booking.cells()).toArray());
        repair.mendRows();
        repair.spendUpTo(booking.wanted());
    }

    /** Raises cells, evenly as far as that goes, until so much is spent or no cell may be raised. */
    static void spend(Booking booking, Draft draft, long total) {
        new Repair(booking, draft, IntStream.range(0, booking.cells()).toArray()).spendUpTo(total);
    }

    /** One or two changes; the second cell is -1 if there is only one. */
    private record Change(int cell, long delta, int other, double gain) {
        static final Change NONE = new Change(-1, 0, -1, 0);

        boolean helps() {
            return gain > LEAST_PROGRESS;
        }
    }

    private void mendRows() {
        int rounds = 20 * movable.length + (movable.length < booking.cells() ? 0 : 1000);
        for (int round = 0; round < rounds; round++) {
            Change best = bestChange();
            if (!best.helps()) {
                return;
            }
            draft.change(best.cell(), best.delta());
            if (best.other() >= 0) {
                draft.change(best.other(), -best.delta());
            }
        }
    }

    /** The best change for the most broken row or clause that one can mend. */
    private Change bestChange() {
        return broken().stream()
                .sorted(Comparator.comparingDouble(Broken::violation).reversed())
                .map(Broken::best)
                .map(Supplier::get)
                .filter(Change::helps)
                .findFirst()
                .orElse(Change.NONE);
    }

    /** What is broken, and how its best change is found. */
    private record Broken(double violation, Supplier<Change> best) {}

    private List<Broken> broken() {
        var broken = new ArrayList<Broken>();
        for (int row = 0; row < booking.rows().size(); row++) {
            int number = row;
            if (draft.violationOf(row) > 0) {
                broken.add(new Broken(draft.violationOf(row), () -> bestChangeFor(number)));
            }
        }
        for (Clause clause : booking.clauses()) {
            double violation = draft.violationOf(clause);
            if (violation > 0) {
                broken.add(new Broken(violation, () -> bestChangeFor(clause)));
            }
        }
        return broken;
    }

    private Change bestChangeFor(Clause clause) {
        Change best = Change.NONE;
        for (Clause.Mend mend : clause.mends(draft::amount)) {
            int cell = mend.cell();
            long granule = booking.granule(cell);
            long down = mend.amount() / granule * granule;
            for (long amount = down; amount <= down + granule; amount += granule) {
                if (amount >= mend.amount() || amount == down) {
                    best = better(best, bestWith(cell, clamped(cell, amount - draft.amount(cell)), true));
                }
            }
        }
        return best;
    }

    private Change bestChangeFor(int number) {
        Row row = booking.rows().get(number);
        Change best = Change.NONE;
        for (int k = 0; k < row.cells().length; k++) {
            int cell = row.cells()[k];
            for (long need : needs(row, draft.sum(number))) {
                long delta = towards(need, row.coefficients()[k], booking.granule(cell));
                best = better(best, bestWith(cell, clamped(cell, delta), row.kind() != LimitKind.TOTAL));
            }
        }
        return best;
    }

    /** What would have to be added to the sum of a row to mend it. */
    static long[] needs(Row row, long sum) {
        if (row.step() > 0) {
            long over = Math.floorMod(sum, row.step());
            return new long[] {-over, row.step() - over};
        }
        long violation = row.violation(sum);
        return new long[] {row.lower() != Row.NO_LOWER && sum < row.lower() ? violation : -violation};
    }

    /** The least multiple of a granule that brings a sum at least that far. */
    static long towards(long need, long coefficient, long granule) {
        long size = Math.abs(coefficient) * granule;
        long steps = (Math.abs(need) + size - 1) / size;
        return steps * granule * Long.signum(need) * Long.signum(coefficient);
    }

    private long clamped(int cell, long delta) {
        long amount = draft.amount(cell);
        long reached = Math.max(booking.low(cell), Math.min(booking.high(cell), amount + delta));
        return reached - amount;
    }

    private Change bestWith(int cell, long delta, boolean inPairs) {
        if (delta == 0 || !isMovable.get(cell)) {
            return Change.NONE;
        }
        double alone = draft.violationChange(cell, delta);
        Change best = new Change(cell, delta, -1, -alone);
        draft.change(cell, delta);
        for (int other : inPairs ? partners(cell) : NONE) {
            if (other != cell && isMovable.get(other) && draft.inRange(other, -delta)) {
                double together = alone + draft.violationChange(other, -delta);
                best = better(best, new Change(cell, delta, other, -together));
            }
        }
        draft.change(cell, -delta);
        return best.helps() ? best : Change.NONE;
    }

    /** Cells that may take what another gives: all, or, where those are too many, those under a rule with it. */
    private int[] partners(int cell) {
        return booking.isLarge() ? booking.neighbours(cell) : movable;
    }

    private static Change better(Change one, Change other) {
        double difference = other.gain() - one.gain();
        if (Math.abs(difference) > LEAST_PROGRESS) {
            return difference > 0 ? other : one;
        }
        return other.helps() && Math.abs(other.delta()) < Math.abs(one.delta()) ? other : one;
    }

    /** First where no return is asked, so that what brings one goes on doing so. */
    private void spendUpTo(long total) {
        var asked = new BitSet();
        booking.floors().stream()
                .filter(ReturnFloor::hard)
                .forEach(floor -> Arrays.stream(floor.cells()).forEach(asked::set));
        int[] unasked = Arrays.stream(movable).filter(cell -> !asked.get(cell)).toArray();
        for (int[] cells : List.of(unasked, movable)) {
            spendUpTo(total, cells);
            raisePairs(total, cells);
        }
    }

    private void spendUpTo(long total, int[] cells) {
        for (long part = booking.cells(); part >= 1; part = part == 1 ? 0 : Math.max(1, part / 4)) {
            boolean raised = true;
            while (raised && draft.total() < total) {
                raised = raiseEach(part, total, cells);
            }
        }
    }

    private boolean raiseEach(long part, long total, int[] cells) {
        boolean raised = false;
        for (int cell : cells) {
            long missing = total - draft.total();
            long granule = booking.granule(cell);
            long delta = Math.max(granule, missing / part / granule * granule);
            raised |= delta <= missing && raise(new int[] {cell}, granule, delta / granule);
        }
        return raised;
    }

    /** Raises two cells under one rule alike where neither may be raised alone. */
    private void raisePairs(long total, int[] cells) {
        var some = new BitSet();
        Arrays.stream(cells).forEach(some::set);
        for (int cell : cells) {
            for (int other : draft.total() < total ? booking.neighbours(cell) : NONE) {
                long granule = Math.max(booking.granule(cell), booking.granule(other));
                long most = (total - draft.total()) / (2 * granule);
                if (other > cell && some.get(other)) {
                    raise(new int[] {cell, other}, granule, most);
                }
            }
        }
    }

    /** Raises cells by as many of so many granules as rules let them. */
    private boolean raise(int[] cells, long granule, long most) {
        for (long steps = most; steps > 0; steps /= 2) {
            long[] deltas = new long[cells.length];
            Arrays.fill(deltas, steps * granule);
            if (draft.allows(cells, deltas)) {
                Arrays.stream(cells).forEach(cell -> draft.change(cell, deltas[0]));
                return true;
            }
        }
        return false;
    }
}
