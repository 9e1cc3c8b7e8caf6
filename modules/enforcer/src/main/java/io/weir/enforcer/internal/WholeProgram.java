package io.weir.enforcer.internal;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.util.Domain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whole bookable amounts by constraint programming, exact where programs in floating point are not. It decides whether there
 * is a plan where cells are few or steps coarse, and near a point; where neither is so, it may give up. Rules on what spend
 * brings are not looked at.
 */
final class WholeProgram {
    /** Work after which it gives up, in the solver's units; some seconds. It is counted, so that answers do not depend on time. */
    private static final double WORK = 2;

    /** An amount so few steps from a multiple is one. */
    private static final double IN_STEPS = 1e-4;

    private final Booking booking;
    private final long[] low;
    private final long[] high;
    private final CpModel model = new CpModel();
    private final List<IntVar> variables = new ArrayList<>();

    /** What is known of a problem after the search. */
    enum Answer {
        /** There is a plan. */
        PLAN,
        /** There is none, for certain. */
        NONE,
        /** It gave up. */
        UNKNOWN
    }

    /**
     * An answer with its plan.
     *
     * @param plan quanta per cell; empty unless there is one
     */
    record Found(Answer answer, Optional<long[]> plan) {
        static final Found UNKNOWN = new Found(Answer.UNKNOWN, Optional.empty());
    }

    /** @param low least amounts and {@code high} greatest ones, in granules */
    private WholeProgram(Booking booking, long[] low, long[] high) {
        this.booking = booking;
        this.low = low;
        this.high = high;
    }

    /** A plan among all. */
    static Found search(Booking booking) {
        long[] low = new long[booking.cells()];
        long[] high = new long[booking.cells()];
        for (int cell = 0; cell < low.length; cell++) {
            low[cell] = booking.low(cell) / booking.granule(cell);
            high[cell] = booking.high(cell) / booking.granule(cell);
            if (low[cell] > high[cell]) {
                return new Found(Answer.NONE, Optional.empty());
            }
        }
        return new WholeProgram(booking, low, high).search();
    }

    /**
     * A plan near a point.
     *
     * @param point quanta per cell, need not be whole
     * @param reach granules by which amounts may be from it, but those that already are a multiple of a step
     */
    static Optional<long[]> near(Booking booking, double[] point, int reach) {
        long[] low = new long[point.length];
        long[] high = new long[point.length];
        for (int cell = 0; cell < low.length; cell++) {
            long granule = booking.granule(cell);
            long least = booking.low(cell) / granule;
            long most = booking.high(cell) / granule;
            if (least > most) {
                return Optional.empty();
            }
            double at = point[cell] / granule;
            boolean inSteps = granule > 1 && Math.abs(at - Math.rint(at)) < IN_STEPS;
            low[cell] = within(inSteps ? Math.round(at) : (long) Math.ceil(at) - reach, least, most);
            high[cell] = within(inSteps ? Math.round(at) : (long) Math.floor(at) + reach, least, most);
        }
        return new WholeProgram(booking, low, high).search().plan();
    }

    private static long within(long amount, long least, long most) {
        return Math.max(least, Math.min(most, amount));
    }

    private Found search() {
        NativeSolvers.load();
        try {
            build();
        } catch (ArithmeticException e) {
            // sums beyond the range of whole numbers
            return Found.UNKNOWN;
        }
        if (!model.validate().isEmpty()) {
            return Found.UNKNOWN;
        }
        var solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setMaxDeterministicTime(WORK)
                .setStopAfterFirstSolution(true);
        CpSolverStatus status = solver.solve(model);
        if (status == CpSolverStatus.INFEASIBLE) {
            return new Found(Answer.NONE, Optional.empty());
        }
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return Found.UNKNOWN;
        }
        long[] plan = new long[booking.cells()];
        for (int cell = 0; cell < plan.length; cell++) {
            plan[cell] = solver.value(variables.get(cell)) * booking.granule(cell);
        }
        return new Found(Answer.PLAN, Optional.of(plan));
    }

    private void build() {
        for (int cell = 0; cell < low.length; cell++) {
            variables.add(model.newIntVar(low[cell], high[cell], ""));
        }
        for (Row row : booking.rows()) {
            if (row.hard() && row.step() > 0) {
                addMultiple(row);
            } else if (row.hard() && !row.onOneCell()) {
                add(row.cells(), row.coefficients(), row.lower(), row.upper());
            }
        }
        var parts = new Parts();
        booking.clauses().stream().filter(Clause::hard).forEach(clause -> clause.addTo(parts));
    }

    private void addMultiple(Row row) {
        long most = Math.floorDiv(booking.most(row.cells()), row.step());
        IntVar count = model.newIntVar(0, most, "");
        variables.add(count);
        long[] coefficients = OnMinimum.onesWithLast(row.cells().length, -row.step());
        add(OnMinimum.withLast(row.cells(), variables.size() - 1), coefficients, 0, 0);
    }

    private void add(int[] numbers, long[] coefficients, long lower, long upper) {
        var sum = LinearExpr.newBuilder();
        for (int k = 0; k < numbers.length; k++) {
            int number = numbers[k];
            long granule = number < booking.cells() ? booking.granule(number) : 1;
            sum.addTerm(variables.get(number), Math.multiplyExact(coefficients[k], granule));
        }
        model.addLinearExpressionInDomain(
                sum,
                new Domain(
                        lower == Row.NO_LOWER ? Long.MIN_VALUE : lower,
                        upper == Row.NO_UPPER ? Long.MAX_VALUE : upper));
    }

    /** What clauses add. */
    private final class Parts implements ProgramParts {
        @Override
        public int newSwitch() {
            variables.add(model.newIntVar(0, 1, ""));
            return variables.size() - 1;
        }

        /** Of the amounts that are looked at. */
        @Override
        public long most(int[] cells) {
            long sum = 0;
            for (int cell : cells) {
                sum = Math.addExact(sum, Math.multiplyExact(high[cell], booking.granule(cell)));
            }
            return sum;
        }

        @Override
        public void add(int[] numbers, long[] coefficients, long lower, long upper) {
            WholeProgram.this.add(numbers, coefficients, lower, upper);
        }
    }
}
