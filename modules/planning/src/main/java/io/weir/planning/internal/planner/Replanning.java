package io.weir.planning.internal.planner;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.Budget;
import io.weir.core.FeasibleRegion;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.PlanSettings;
import io.weir.planning.PlanSettings.BudgetSetting;
import io.weir.planning.internal.reading.WorkspaceFiles;
import io.weir.response.Posterior;
import java.util.Arrays;

/** Plans the rest of a run: what the planner decides, without making it bookable and without a report. */
public final class Replanning {
    private Replanning() {}

    /**
     * @param files whose rules, goal, baseline and caution hold
     * @param posterior what is known by now
     * @param budget currency, all of which is to be spent
     * @return currency per column, {@code [period]}
     */
    public static ImmutableDoubleArray[] plan(
            WorkspaceFiles files, Posterior posterior, double budget, int periods, long seed, Progress progress) {
        PlanSettings asked = files.plan();
        var settings = new PlanSettings(
                files.history().startOf(files.history().periods()),
                periods,
                new BudgetSetting.Total(budget),
                asked.goal(),
                asked.margin(),
                asked.baseline(),
                asked.byGeo(),
                asked.cvar(),
                asked.caution());
        PlanProblem problem = PlanProblem.of(files.history(), settings, files.rules(), posterior);
        FeasibleRegion region = new PlanEnforcer().region(problem.ruleSet(Budget.exactly(budget)));
        var best =
                ContinuousOptimiser.unbounded().propose(problem.judged(), region, problem.carryingOn(), seed, progress);
        double[] spend = best.spend();
        if (settings.caution().isPresent() && region.maxTotal() > 0) {
            var caution = new Caution(problem, region, settings.caution().getAsDouble());
            if (caution.harm(spend) > settings.caution().getAsDouble()) {
                spend = caution.instead(best).spend();
            }
        }
        int columns = problem.grid().columns().size();
        var plan = new ImmutableDoubleArray[periods];
        for (int p = 0; p < periods; p++) {
            plan[p] = ImmutableDoubleArray.copyOf(Arrays.copyOfRange(spend, p * columns, (p + 1) * columns));
        }
        return plan;
    }
}
