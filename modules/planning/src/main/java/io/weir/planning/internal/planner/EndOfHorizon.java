package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import java.util.Locale;

/** Says why the last period may get more than those before it. */
final class EndOfHorizon {
    private static final int FEWEST_PERIODS = 4;
    private static final double MUCH_MORE = 1.5;

    private EndOfHorizon() {}

    /**
     * A note per channel whose last period stands out.
     *
     * @param plan currency per cell
     */
    static ImmutableList<String> notes(PlanGrid grid, double[] plan, MoneyUnit unit) {
        var out = ImmutableList.<String>builder();
        int last = grid.periods() - 1;
        for (String channel : grid.channels()) {
            double before = 0;
            for (int t = 0; t < last; t++) {
                before += spend(grid, plan, channel, t) / last;
            }
            double end = spend(grid, plan, channel, last);
            if (grid.periods() >= FEWEST_PERIODS && before > 0 && end > MUCH_MORE * before) {
                out.add(String.format(
                        Locale.ROOT,
                        "%s gets %s in the last period, %s before it on average: what it brings after the horizon counts"
                                + " as if nothing were spent then. Plan again before that period comes, or bound the step"
                                + " with max-change.",
                        channel,
                        unit.shortText(end),
                        unit.shortText(before)));
            }
        }
        return out.build();
    }

    private static double spend(PlanGrid grid, double[] plan, String channel, int period) {
        double sum = 0;
        for (int column = 0; column < grid.columns().size(); column++) {
            if (grid.columns().get(column).channel().equals(channel)) {
                sum += plan[grid.cell(period, column)];
            }
        }
        return sum;
    }
}
