package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import java.util.Locale;

/** Whether the budget is within what the history has seen. */
final class BudgetFacts {
    private static final double FAR = 2;
    private static final double LITTLE = 0.2;

    private BudgetFacts() {}

    /**
     * None, or one warning.
     *
     * @param budget the total over the horizon, currency; where it was flexible, what was found
     */
    static ImmutableList<Fact> of(History history, double budget, int periods) {
        double most = 0;
        double mean = 0;
        for (int t = 0; t < history.periods(); t++) {
            double total = 0;
            for (ChannelHistory c : history.paid()) {
                total += c.spend().national()[t];
            }
            most = Math.max(most, total);
            mean += total / history.periods();
        }
        double asked = budget / periods;
        if (most > 0 && asked > FAR * most) {
            return ImmutableList.of(new Fact(
                    Severity.WARNING,
                    String.format(
                            Locale.ROOT,
                            "The budget is %s a period, %.3g times the most that was ever spent in one (%s): far outside"
                                    + " what the history has seen. What is expected of it is extrapolated.",
                            history.unit().shortText(asked),
                            asked / most,
                            history.unit().shortText(most))));
        }
        if (asked > 0 && asked < LITTLE * mean) {
            return ImmutableList.of(new Fact(
                    Severity.WARNING,
                    String.format(
                            Locale.ROOT,
                            "The budget is %s a period, the history's mean %s. Maybe plan.budget was meant per period:"
                                    + " it is the total over the horizon.",
                            history.unit().shortText(asked),
                            history.unit().shortText(mean))));
        }
        return ImmutableList.of();
    }
}
