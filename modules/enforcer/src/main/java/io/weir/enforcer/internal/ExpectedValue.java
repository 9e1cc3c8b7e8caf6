package io.weir.enforcer.internal;

import io.weir.core.Objective.Tracker;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.optaplanner.core.api.score.stream.uni.UniConstraintCollector;

/** Collects all cells into the value of their plan. The objective's tracker learns of changes when the value is asked for. */
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
        private final ToldPlan told = new ToldPlan();
        private @Nullable Tracker tracker;

        private Runnable with(PlannedCell cell) {
            return told.with(cell);
        }

        private long score() {
            Valuation valuation = told.valuation();
            if (valuation == null) {
                return 0;
            }
            Tracker current = tracker;
            if (current == null) {
                current = valuation.objective().track(told.start(valuation));
                tracker = current;
            }
            Tracker upToDate = current;
            told.changes((cell, amount) -> upToDate.set(cell, valuation.spend(amount)));
            valuation.countEvaluation();
            return valuation.score(upToDate.value());
        }
    }
}
