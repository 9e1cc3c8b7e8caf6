package io.weir.benchmarks.internal.hierarchy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.hierarchy.PeriodRun;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.Trial;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run with rules of three sorts, whose periods are recounted from the rules' words: the first two channels together no more than they usually
 * spend; the last channel no less than half of its usual share; the first channel no more than a quarter up from what it spent in the period
 * before.
 */
final class RuledRun {
    private static final double CHANGE = 0.25;
    private static final double SHARE = 0.5;
    /** Amounts are booked in hundredths: a share may miss by as many as there are channels. */
    private static final double ROUNDING = 0.05;

    private RuledRun() {}

    /** Periods at whose beginning or end targets break a rule, or in which more is spent than the group may. */
    static int broken(Trial trial, TargetSetter setter) {
        ImmutableDoubleArray usual = trial.usual();
        int last = usual.length() - 1;
        double together = usual.get(0) + usual.get(1);
        double share = SHARE * usual.get(last) / usual.stream().sum();
        ImmutableList<Rule> rules = ImmutableList.of(
                new Rule.Bounds(
                        head("together"), scope(trial, 0, 1), OptionalDouble.empty(), OptionalDouble.of(together)),
                new Rule.Share(head("share"), scope(trial, last), OptionalDouble.of(share), OptionalDouble.empty()),
                new Rule.MaxChange(head("change"), scope(trial, 0), CHANGE, 1));
        var run = trial.run(setter, trial.usualBudget(), rules, Optional.empty(), Progress.SILENT);
        double before = trial.history().spend()[trial.history().spend().length - 1][0];
        int broken = 0;
        for (PeriodRun period : run.run().periods()) {
            boolean kept = keeps(period.enforced(), together, share, before)
                    && keeps(period.seen().targets(), together, share, before)
                    && period.seen().spend().get(0) + period.seen().spend().get(1) <= together + ROUNDING;
            broken += kept ? 0 : 1;
            before = period.seen().spend().get(0);
        }
        return broken;
    }

    private static boolean keeps(ImmutableDoubleArray targets, double together, double share, double before) {
        double sum = targets.stream().sum();
        double first = targets.get(0);
        return first + targets.get(1) <= together + ROUNDING
                && targets.get(targets.length() - 1) >= share * sum - ROUNDING
                && first <= (1 + CHANGE) * before + ROUNDING;
    }

    private static Rule.Head head(String id) {
        return new Rule.Head(id, OptionalDouble.empty(), "benchmark");
    }

    private static Rule.Scope scope(Trial trial, int... channels) {
        ImmutableSet.Builder<String> names = ImmutableSet.builder();
        for (int c : channels) {
            names.add(trial.layout().channels().get(c).channel().name());
        }
        ImmutableSet<String> all = names.build();
        return new Rule.Scope(String.join(" and ", all), all);
    }
}
