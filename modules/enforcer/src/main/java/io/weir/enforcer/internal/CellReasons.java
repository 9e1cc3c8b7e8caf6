package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.BudgetEnforcer.Reason;
import io.weir.core.BudgetEnforcer.Reasons;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Objective.Tracker;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Why each cell of a plan is not more and not less: a small step is tried, alone or against the cell that would lose least
 * (gain most) by it among those that rules let move.
 */
final class CellReasons {
    /** Cells that move freely are tried with this part of the mean cell, at least a quantum. */
    private static final double STEP = 0.01;

    private static final int UP = 1;
    private static final int DOWN = -1;

    private final Booking booking;
    private final Draft plan;
    private final Tracker tracker;
    private final double value;
    private final int[] byMarginal;
    private final long step;

    CellReasons(Booking booking, long[] amounts, Objective expectation) {
        this.booking = booking;
        this.plan = Draft.of(booking, amounts);
        double[] spend = new double[amounts.length];
        for (int cell = 0; cell < spend.length; cell++) {
            spend[cell] = currency(amounts[cell]);
        }
        this.tracker = expectation.track(spend);
        this.value = tracker.value();
        double[] marginal = new double[spend.length];
        expectation.valueAndGradient(spend, marginal);
        this.byMarginal = IntStream.range(0, spend.length)
                .boxed()
                .sorted(Comparator.comparingDouble(cell -> marginal[cell]))
                .mapToInt(Integer::intValue)
                .toArray();
        this.step = Math.max(1, Math.round(STEP * plan.total() / spend.length));
    }

    ImmutableList<Reasons> all() {
        return IntStream.range(0, booking.cells())
                .mapToObj(cell -> new Reasons(reason(cell, UP), reason(cell, DOWN)))
                .collect(ImmutableList.toImmutableList());
    }

    private Reason reason(int cell, int way) {
        long granule = booking.granule(cell);
        long size = granule > 1 ? granule : Math.min(step, way == UP ? step : plan.amount(cell));
        if (size == 0 || way == DOWN && plan.amount(cell) < size) {
            return new Reason(0, ImmutableSet.of(), OptionalInt.empty(), 0);
        }
        Set<String> rules = forbidding(new int[] {cell}, new long[] {way * size});
        if (rules.isEmpty()) {
            return new Reason(micros(size), ImmutableSet.of(), OptionalInt.empty(), change(cell, way * size, -1));
        }
        if (!rules.equals(Set.of(Totals.BUDGET))) {
            rules.remove(Totals.BUDGET);
            return forbidden(size, rules);
        }
        return against(cell, way * size);
    }

    /** Against the best other cell; rules where none may move. */
    private Reason against(int cell, long delta) {
        var stopping = new LinkedHashSet<String>();
        for (int k = 0; k < byMarginal.length; k++) {
            // What is taken, is taken where the last unit earns least; what is given, goes where it earns most.
            int other = byMarginal[delta > 0 ? k : byMarginal.length - 1 - k];
            if (other == cell || delta % booking.granule(other) != 0) {
                continue;
            }
            Set<String> rules = forbidding(new int[] {cell, other}, new long[] {delta, -delta});
            if (rules.isEmpty()) {
                double change = change(cell, delta, other);
                return new Reason(micros(Math.abs(delta)), ImmutableSet.of(), OptionalInt.of(other), change);
            }
            stopping.addAll(rules);
        }
        return forbidden(Math.abs(delta), stopping.isEmpty() ? Set.of(Totals.BUDGET) : stopping);
    }

    private Reason forbidden(long size, Set<String> rules) {
        return new Reason(micros(size), ImmutableSet.copyOf(rules), OptionalInt.empty(), 0);
    }

    /** The hard rules that changes would break. */
    private Set<String> forbidding(int[] cells, long[] deltas) {
        Draft changed = plan.copy();
        var ids = new LinkedHashSet<String>();
        for (int k = 0; k < cells.length; k++) {
            if (changed.amount(cells[k]) + deltas[k] < 0) {
                // Nothing is left to take; no rule is to blame.
                return Set.of(Totals.BUDGET);
            }
            changed.change(cells[k], deltas[k]);
        }
        for (int cell : cells) {
            for (int number : booking.rowsOf(cell)) {
                Row row = booking.rows().get(number);
                if (row.hard() && row.violation(changed.sum(number)) > row.violation(plan.sum(number))) {
                    ids.add(row.rule());
                }
            }
            for (int number : booking.clausesOf(cell)) {
                Clause clause = booking.clauses().get(number);
                if (changed.violationOf(clause) > plan.violationOf(clause)) {
                    ids.add(clause.head().id());
                }
            }
        }
        return ids;
    }

    private double change(int cell, long delta, int other) {
        tracker.set(cell, currency(plan.amount(cell) + delta));
        if (other >= 0) {
            tracker.set(other, currency(plan.amount(other) - delta));
        }
        double change = tracker.value() - value;
        tracker.set(cell, currency(plan.amount(cell)));
        if (other >= 0) {
            tracker.set(other, currency(plan.amount(other)));
        }
        return change;
    }

    private double currency(long quanta) {
        return MoneyUnit.fromMicros(micros(quanta));
    }

    private long micros(long quanta) {
        return quanta * booking.quantum();
    }
}
