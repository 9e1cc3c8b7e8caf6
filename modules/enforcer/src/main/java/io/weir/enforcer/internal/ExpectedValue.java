package io.weir.enforcer.internal;

import io.weir.core.Objective.Tracker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.stream.uni.UniConstraintCollector;

/**
 * Collects all cells into the value of their plan. Changes are only noted as they come, and told to the objective's
 * tracker when the value is asked for, so that a cell that is taken out and put back unchanged costs nothing.
 */
final class ExpectedValue implements UniConstraintCollector<PlannedCell, ExpectedValue.Plan, Long> {
    @Override
    public Supplier<Plan> supplier() {
        return Plan::new;
    }

    @Override
    public BiFunction<Plan, PlannedCell, Runnable> accumulator() {
        return Plan::with;
    }

    @Override
    public Function<Plan, Long> finisher() {
        return Plan::score;
    }

    /** The plan as the solver has told it. */
    static final class Plan {
        private final List<Integer> touched = new ArrayList<>();
        private long[] told = new long[0];
        private long[] tracked = new long[0];
        private @Nullable Valuation valuation;
        private @Nullable Tracker tracker;

        private Runnable with(PlannedCell cell) {
            valuation = cell.valuation();
            int number = cell.number();
            set(number, cell.amount());
            return () -> set(number, 0);
        }

        private void set(int number, long amount) {
            if (number >= told.length) {
                told = Arrays.copyOf(told, number + 1);
            }
            told[number] = amount;
            touched.add(number);
        }

        private long score() {
            if (valuation == null) {
                return 0;
            }
            Tracker upToDate = upToDate(valuation);
            valuation.countEvaluation();
            return valuation.score(upToDate.value());
        }

        private Tracker upToDate(Valuation value) {
            Tracker current = tracker;
            if (current == null) {
                told = Arrays.copyOf(told, value.objective().cells());
                tracked = told.clone();
                current = value.objective().track(value.spend(tracked));
                tracker = current;
            }
            for (int number : touched) {
                if (tracked[number] != told[number]) {
                    tracked[number] = told[number];
                    current.set(number, value.spend(told[number]));
                }
            }
            touched.clear();
            return current;
        }
    }
}
