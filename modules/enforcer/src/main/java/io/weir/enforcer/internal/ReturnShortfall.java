package io.weir.enforcer.internal;

import io.weir.core.Objective.Tracker;
import io.weir.enforcer.internal.ReturnFloor.Follower;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.optaplanner.core.api.score.stream.uni.UniConstraintCollector;

/** Collects all cells into what a plan lacks of the returns that it must bring: quanta if hard, penalties if soft. */
final class ReturnShortfall implements UniConstraintCollector<PlannedCell, ReturnShortfall.Plan, Long> {
    private final boolean hard;

    /** @param hard whether hard floors count, or soft ones */
    ReturnShortfall(boolean hard) {
        this.hard = hard;
    }

    @Override
    public Supplier<Plan> supplier() {
        return () -> new Plan(hard);
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
        private final List<Follower> followers = new ArrayList<>();
        private final List<ReturnFloor> floors = new ArrayList<>();
        private final List<Tracker> whole = new ArrayList<>();
        private final boolean hard;

        Plan(boolean hard) {
            this.hard = hard;
        }

        private Runnable with(PlannedCell cell) {
            return told.with(cell);
        }

        private long score() {
            Valuation valuation = told.valuation();
            if (valuation == null || valuation.floors(hard).isEmpty()) {
                return 0;
            }
            if (whole.isEmpty()) {
                double[] spend = told.start(valuation);
                whole.add(valuation.expectation().track(spend));
                for (ReturnFloor floor : valuation.floors(hard)) {
                    floors.add(floor);
                    followers.add(floor.new Follower(valuation.expectation(), spend));
                }
            }
            told.changes((cell, amount) -> {
                whole.get(0).set(cell, valuation.spend(amount));
                followers.forEach(follower -> follower.set(cell, valuation.spend(amount)));
            });
            double value = whole.get(0).value();
            long sum = 0;
            for (int k = 0; k < floors.size(); k++) {
                double shortfall = followers.get(k).shortfall(value);
                sum += hard
                        ? valuation.quanta(shortfall)
                        : valuation.penalty(floors.get(k).head().soft(), valuation.quanta(shortfall));
            }
            return sum;
        }
    }
}
