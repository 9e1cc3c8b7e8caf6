package io.weir.planning.internal.planner;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.FeasibleRegion;
import io.weir.core.Goal;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.PlanSettings;
import io.weir.planning.PlanSettings.BudgetSetting;
import io.weir.planning.internal.reading.WorkspaceFiles;
import io.weir.response.Posterior;
import java.util.Arrays;
import java.util.Optional;

/** Plans the rest of a run: what the planner decides, without making it bookable and without a report. */
public final class Replanning {
    /** Share of what is spent that is tried in addition. */
    private static final double NUDGE = 0.01;

    private Replanning() {}

    /**
     * @param files whose rules, goal, baseline and caution hold
     * @param posterior what is known by now
     * @param budget currency, all of which is to be spent
     * @param before a plan of the same periods that was best until now, currency per column, {@code [period]}: the search begins there and
     *     ends at the summit nearest to it; empty for a search from many starts
     * @return currency per column, {@code [period]}
     */
    public static ImmutableDoubleArray[] plan(
            WorkspaceFiles files,
            Posterior posterior,
            double budget,
            int periods,
            Optional<double[]> before,
            long seed,
            Progress progress) {
        PlanProblem problem =
                problem(files, posterior, budget, periods, files.plan().goal());
        FeasibleRegion region = new PlanEnforcer().region(problem.ruleSet(Budget.exactly(budget)));
        var optimiser = ContinuousOptimiser.unbounded();
        Proposal best = before.map(start -> optimiser.improve(problem.judged(), region, start, progress))
                .orElseGet(() -> optimiser.propose(problem.judged(), region, problem.carryingOn(), seed, progress));
        double[] spend = best.spend();
        if (files.plan().caution().isPresent() && region.maxTotal() > 0) {
            var caution = new Caution(problem, region, files.plan().caution().getAsDouble());
            if (caution.harm(spend) > files.plan().caution().getAsDouble()) {
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

    private static PlanProblem problem(
            WorkspaceFiles files, Posterior posterior, double budget, int periods, Goal goal) {
        PlanSettings asked = files.plan();
        var settings = new PlanSettings(
                files.history().startOf(files.history().periods()),
                periods,
                new BudgetSetting.Total(budget),
                goal,
                asked.margin(),
                asked.lifetimeValue(),
                asked.baseline(),
                asked.byGeo(),
                asked.cvar(),
                asked.caution());
        return PlanProblem.of(files.history(), settings, files.rules(), posterior);
    }

    /**
     * What a little more of each column in every period would earn per unit, draw by draw, beside a plan.
     *
     * @param plan currency per column, {@code [period]}
     * @param goal in whose units; revenue for the value of the KPI
     * @return goal units per currency, {@code [column][draw]}
     */
    public static double[][] marginalReturns(
            WorkspaceFiles files, Posterior posterior, ImmutableDoubleArray[] plan, Goal goal) {
        double[] cells = Arrays.stream(plan)
                .flatMapToDouble(ImmutableDoubleArray::stream)
                .toArray();
        double sum = Arrays.stream(cells).sum();
        PlanProblem problem = problem(files, posterior, sum, plan.length, goal);
        int columns = plan[0].length();
        double[] values = problem.objective().valuesByDraw(cells);
        var returns = new double[columns][values.length];
        for (int column = 0; column < columns; column++) {
            double spent = 0;
            for (ImmutableDoubleArray period : plan) {
                spent += period.get(column);
            }
            double step = NUDGE * (spent > 0 ? spent : sum / columns) / plan.length;
            double[] more = cells.clone();
            for (int p = 0; p < plan.length; p++) {
                more[p * columns + column] += step;
            }
            double[] raised = problem.objective().valuesByDraw(more);
            for (int d = 0; d < values.length; d++) {
                returns[column][d] = (raised[d] - values[d]) / (step * plan.length);
            }
        }
        return returns;
    }
}
