package io.weir.benchmarks.internal.rules;

import com.google.common.collect.ImmutableMap;
import io.weir.core.Objective;
import io.weir.core.PlanGrid;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A plan that nobody is told, to set rules around.
 *
 * @param grid its cells
 * @param amounts booked amounts per cell, in the smallest unit
 * @param quantum currency of the smallest unit
 * @param references what channels spent before
 */
record HiddenPlan(PlanGrid grid, long[] amounts, double quantum, ImmutableMap<String, SpendReference> references) {
    /** Currency that it spends. */
    double total() {
        return Arrays.stream(amounts).sum() * quantum;
    }

    /** The smallest sum of a period, currency. */
    double least(Scope scope) {
        return sums(scope).min().orElse(0) * quantum;
    }

    /** The largest sum of a period, currency. */
    double most(Scope scope) {
        return sums(scope).max().orElse(0) * quantum;
    }

    /** Over the horizon, currency. */
    double total(Scope scope) {
        return sums(scope).sum() * quantum;
    }

    /** The smallest sum of a period that spends, currency; infinite if none does. */
    double leastActive(Scope scope) {
        LongStream active = sums(scope).filter(sum -> sum > 0);
        return active.mapToDouble(sum -> sum * quantum).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** The largest number of channels of the scope that spend in one period. */
    int mostActive(Scope scope) {
        return counted(scope, (period, channel) -> sum(Scope.of(channel), period) > 0);
    }

    /** The largest number of channels of the scope that change from one period to the next. */
    int mostChanged(Scope scope) {
        return counted(scope, (period, channel) -> sum(Scope.of(channel), period) != before(channel, period));
    }

    private interface Asked {
        boolean holds(int period, String channel);
    }

    private int counted(Scope scope, Asked asked) {
        return IntStream.range(0, grid.periods())
                .map(period -> (int) scope.channels().stream()
                        .filter(channel -> asked.holds(period, channel))
                        .count())
                .max()
                .orElse(0);
    }

    private long before(String channel, int period) {
        if (period > 0) {
            return sum(Scope.of(channel), period - 1);
        }
        SpendReference reference = references.get(channel);
        return reference == null ? 0 : Math.round(reference.last() / quantum);
    }

    /** The smallest share of a period's spend; 0 where a period spends nothing. */
    double leastShare(Scope scope) {
        return shares(scope).min().orElse(0);
    }

    /** The largest share of a period's spend. */
    double mostShare(Scope scope) {
        return shares(scope).max().orElse(1);
    }

    private java.util.stream.DoubleStream shares(Scope scope) {
        return IntStream.range(0, grid.periods())
                .filter(period -> all(period) > 0)
                .mapToDouble(period -> sum(scope, period) / (double) all(period));
    }

    /** Up and down, relative: what change limit a scope would just keep. */
    double[] changes(Scope scope) {
        double up = 0;
        double down = 0;
        for (int period = 0; period < grid.periods(); period++) {
            double from = period > 0 ? sum(scope, period - 1) * quantum : reference(scope, true);
            boolean afterNothing = from == 0;
            from = afterNothing ? reference(scope, false) : from;
            double now = sum(scope, period) * quantum;
            up = from > 0 ? Math.max(up, now / from - 1) : up;
            down = from > 0 && !afterNothing ? Math.max(down, 1 - now / from) : down;
        }
        return new double[] {up, down};
    }

    private double reference(Scope scope, boolean last) {
        if (!references.keySet().containsAll(scope.channels())) {
            return 0;
        }
        return scope.channels().stream()
                .map(references::get)
                .mapToDouble(reference -> last ? reference.last() : reference.meanActive())
                .sum();
    }

    /** What the scope brings for each unit of currency; infinite if it spends nothing. */
    double returns(Scope scope, Objective objective) {
        double[] spend = spend();
        double[] without = spend();
        for (int cell = 0; cell < without.length; cell++) {
            without[cell] = scope.channels().contains(channel(cell)) ? 0 : without[cell];
        }
        double own = total(scope);
        return own > 0 ? (objective.value(spend) - objective.value(without)) / own : Double.POSITIVE_INFINITY;
    }

    /** Periods whose sum is as asked. */
    int[] periods(Scope scope, LongPredicate sum) {
        return IntStream.range(0, grid.periods())
                .filter(period -> sum.test(sum(scope, period)))
                .toArray();
    }

    /** Whether it keeps all hard rules. */
    boolean keeps(RuleSet rules, Objective objective) {
        return new LiteralRules(rules).hold(amounts, objective);
    }

    private double[] spend() {
        return Arrays.stream(amounts).mapToDouble(x -> x * quantum).toArray();
    }

    private LongStream sums(Scope scope) {
        return IntStream.range(0, grid.periods()).mapToLong(period -> sum(scope, period));
    }

    private long all(int period) {
        return IntStream.range(0, grid.columns().size())
                .mapToLong(column -> amounts[grid.cell(period, column)])
                .sum();
    }

    private long sum(Scope scope, int period) {
        return IntStream.range(0, grid.columns().size())
                .map(column -> grid.cell(period, column))
                .filter(cell -> scope.channels().contains(channel(cell)))
                .mapToLong(cell -> amounts[cell])
                .sum();
    }

    private String channel(int cell) {
        return grid.columns().get(grid.columnOf(cell)).channel();
    }
}
