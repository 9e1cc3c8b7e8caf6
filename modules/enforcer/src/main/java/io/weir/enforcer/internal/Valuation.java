package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Progress;
import java.util.OptionalDouble;

/** What plans are worth in the search: the objective in billionths of the first plan's value. */
final class Valuation {
    private static final double PARTS = 1e9;
    private static final String TASK = "making the plan bookable";

    private final Objective objective;
    private final ImmutableList<ReturnFloor> hardFloors;
    private final ImmutableList<ReturnFloor> softFloors;
    private final double scale;
    private final long quantum;
    private final Progress progress;
    private final int evaluations;
    private int done;

    /**
     * @param floors returns that plans must bring
     * @param first amounts in quanta of the plan that the search starts with
     * @param evaluations how many the search may do; progress is told by it
     */
    Valuation(
            Objective objective,
            ImmutableList<ReturnFloor> floors,
            long[] first,
            long quantum,
            Progress progress,
            int evaluations) {
        this.objective = objective;
        this.hardFloors = floors.stream().filter(ReturnFloor::hard).collect(ImmutableList.toImmutableList());
        this.softFloors = floors.stream().filter(floor -> !floor.hard()).collect(ImmutableList.toImmutableList());
        this.quantum = quantum;
        this.progress = progress;
        this.evaluations = evaluations;
        double value = Math.abs(objective.value(spend(first)));
        this.scale = value > 0 && value < Double.POSITIVE_INFINITY ? value : 1;
    }

    /** What returns are reckoned by. */
    Objective expectation() {
        return objective.expectation();
    }

    /** @param hard whether hard floors are asked for, or soft ones */
    ImmutableList<ReturnFloor> floors(boolean hard) {
        return hard ? hardFloors : softFloors;
    }

    /** Currency to quanta, up. */
    long quanta(double amount) {
        return (long) Math.ceil(amount * MoneyUnit.MICROS / quantum);
    }

    Objective objective() {
        return objective;
    }

    /** Quanta to currency. */
    double spend(long amount) {
        return MoneyUnit.fromMicros(amount * quantum);
    }

    double[] spend(long[] amounts) {
        double[] spend = new double[amounts.length];
        for (int cell = 0; cell < amounts.length; cell++) {
            spend[cell] = spend(amounts[cell]);
        }
        return spend;
    }

    /** Units of the objective to the score's. */
    long score(double value) {
        return Math.round(value / scale * PARTS);
    }

    /** The penalty for a soft row with this sum, in the score's units. */
    long penalty(Row row, long sum) {
        return penalty(row.soft(), row.violation(sum) / (double) row.scale());
    }

    /**
     * The penalty for a rule that is broken, in the score's units.
     *
     * @param soft objective units per unit of currency
     * @param quanta by how much it is broken
     */
    long penalty(OptionalDouble soft, double quanta) {
        return score(soft.orElse(0) * quanta * MoneyUnit.fromMicros(quantum));
    }

    void countEvaluation() {
        done++;
        if (done % Math.max(1, evaluations / 20) == 0) {
            progress.at(TASK, Math.min(1, done / (double) evaluations));
        }
    }
}
