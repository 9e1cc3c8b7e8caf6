package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;

/** Why a bookable plan is as it is. */
final class Explanation {
    /** A return within this share above its floor is held by it. */
    private static final double NEAR = 0.01;

    private final Booking booking;
    private final Draft plan;
    private final MoneyUnit unit;
    private final Objective expectation;
    private final double[] spend;

    Explanation(Booking booking, long[] amounts, MoneyUnit unit, Objective objective) {
        this.booking = booking;
        this.expectation = objective.expectation();
        this.spend = Arrays.stream(amounts)
                .mapToDouble(amount -> MoneyUnit.fromMicros(amount * booking.quantum()))
                .toArray();
        this.plan = Draft.of(booking, amounts);
        this.unit = unit;
    }

    /** Per cell, the rules whose limit it has reached to within one quantum or one step. */
    ImmutableList<ImmutableSet<String>> bindingByCell() {
        var sets = new ArrayList<ImmutableSet.Builder<String>>();
        for (int cell = 0; cell < booking.cells(); cell++) {
            sets.add(ImmutableSet.builder());
        }
        for (int row = 0; row < booking.rows().size(); row++) {
            Row limit = booking.rows().get(row);
            for (int cell : limit.held()) {
                if (holds(limit, plan.sum(row), cell)) {
                    sets.get(cell).add(limit.rule());
                }
            }
        }
        for (Clause clause : booking.clauses()) {
            for (int cell : clause.violation(plan::amount) == 0 ? clause.holding(plan::amount) : new int[0]) {
                sets.get(cell).add(clause.head().id());
            }
        }
        for (ReturnFloor floor : booking.floors()) {
            for (int cell : isBarelyBrought(floor) ? floor.cells() : new int[0]) {
                sets.get(cell).add(floor.head().id());
            }
        }
        return sets.stream().map(ImmutableSet.Builder::build).collect(ImmutableList.toImmutableList());
    }

    /** Whether a return is brought with hardly anything to spare. */
    private boolean isBarelyBrought(ReturnFloor floor) {
        double spent = floor.spent(spend);
        double brought = expectation.value(spend) - expectation.value(floor.without(spend));
        double needed = floor.least() * spent;
        return spent > 0 && brought >= needed && brought <= needed + NEAR * Math.abs(needed);
    }

    private boolean holds(Row row, long sum, int cell) {
        if (row.step() > 0) {
            return false;
        }
        long coefficient = Math.abs(Draft.coefficient(row, cell));
        long tolerance = Math.max(row.scale(), coefficient * (booking.granule(cell) - 1));
        return (row.lower() != Row.NO_LOWER && sum - row.lower() <= tolerance)
                || (row.upper() != Row.NO_UPPER && row.upper() - sum <= tolerance);
    }

    /** The rules that stop each cell from taking more of the money that is left. */
    ImmutableSet<String> stoppingMoreSpend(long missing) {
        var ids = ImmutableSet.<String>builder();
        for (int cell = 0; cell < booking.cells(); cell++) {
            long more = Math.min(missing, booking.granule(cell));
            for (int number : booking.rowsOf(cell)) {
                Row row = booking.rows().get(number);
                long sum = plan.sum(number) + Draft.coefficient(row, cell) * more;
                if (row.hard() && row.kind() != LimitKind.TOTAL && row.violation(sum) > 0) {
                    ids.add(row.rule());
                }
            }
            for (int number : booking.clausesOf(cell)) {
                Clause clause = booking.clauses().get(number);
                int raised = cell;
                if (clause.hard() && clause.violation(c -> plan.amount(c) + (c == raised ? more : 0)) > 0) {
                    ids.add(clause.head().id());
                }
            }
        }
        return ids.build();
    }

    /** Hard reserves. */
    static ImmutableSet<String> reserves(RuleSet rules) {
        return rules.rules().stream()
                .filter(rule -> rule instanceof Rule.Reserve reserve && reserve.amount() > 0)
                .map(Rule::head)
                .filter(head -> head.soft().isEmpty())
                .map(Rule.Head::id)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** Soft rules that the plan breaks, with the amount. */
    ImmutableList<String> broken() {
        var sentences = ImmutableList.<String>builder();
        for (int number = 0; number < booking.rows().size(); number++) {
            Row row = booking.rows().get(number);
            long quanta = row.violationQuanta(plan.sum(number));
            if (!row.hard() && quanta > 0) {
                double amount = MoneyUnit.fromMicros(quanta * booking.quantum());
                sentences.add(row.rule() + ": " + row.what() + " is broken by " + unit.text(amount));
            }
        }
        for (Clause clause : booking.clauses()) {
            long quanta = clause.violation(plan::amount);
            if (!clause.hard() && quanta > 0) {
                double amount = MoneyUnit.fromMicros(quanta * booking.quantum());
                sentences.add(clause.head().id() + ": " + clause.what() + clause.when() + " is broken by "
                        + unit.text(amount));
            }
        }
        for (ReturnFloor floor : booking.floors()) {
            double shortfall = floor.hard() ? 0 : floor.shortfall(expectation, spend);
            if (shortfall > 0) {
                sentences.add(floor.head().id() + ": " + floor.what() + " is broken: " + unit.text(shortfall)
                        + " bring no such return");
            }
        }
        return sentences.build();
    }

    /** What broken soft rules cost, objective units. */
    double penalties() {
        double sum = 0;
        for (int number = 0; number < booking.rows().size(); number++) {
            Row row = booking.rows().get(number);
            sum += row.soft().orElse(0) * row.violation(plan.sum(number)) / row.scale();
        }
        for (Clause clause : booking.clauses()) {
            sum += clause.hard() ? 0 : clause.head().soft().orElse(0) * clause.violation(plan::amount);
        }
        sum *= MoneyUnit.fromMicros(booking.quantum());
        for (ReturnFloor floor : booking.floors()) {
            sum += floor.hard() ? 0 : floor.head().soft().orElse(0) * floor.shortfall(expectation, spend);
        }
        return sum;
    }
}
