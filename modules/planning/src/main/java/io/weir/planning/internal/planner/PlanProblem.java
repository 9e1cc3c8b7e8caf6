package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Budget;
import io.weir.core.BudgetEnforcer;
import io.weir.core.ChannelHistory;
import io.weir.core.Geo;
import io.weir.core.Goal;
import io.weir.core.History;
import io.weir.core.KpiKind;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import io.weir.planning.PlanSettings;
import io.weir.planning.internal.reading.LastYear;
import io.weir.response.DrawUtility;
import io.weir.response.Posterior;
import io.weir.response.ResponseObjective;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is to be planned: the cells, what they are worth, what carrying on would spend in them.
 *
 * @param history what happened before
 * @param settings what the user asks for
 * @param rules the limits
 * @param grid the cells
 * @param objective their value under the posterior
 * @param carryingOn currency per cell
 * @param references what channels spent before
 */
record PlanProblem(
        History history,
        PlanSettings settings,
        ImmutableList<Rule> rules,
        PlanGrid grid,
        ResponseObjective objective,
        double[] carryingOn,
        ImmutableMap<String, SpendReference> references) {

    /** More geos make a draw dearer; this many evaluations of a geo are enough for stable means. */
    private static final int DRAW_GEOS = 4000;

    private static final int LEAST_DRAWS = 100;

    static PlanProblem of(History history, PlanSettings settings, ImmutableList<Rule> rules, Posterior posterior) {
        PlanGrid grid = grid(history, settings);
        double spend = spendable(Budget.exactly(settings.budget().max()), rules);
        int draws = Math.max(
                LEAST_DRAWS,
                Math.min(posterior.draws(), DRAW_GEOS / history.geos().size()));
        var objective = ResponseObjective.of(posterior, history, grid, worth(history, settings), draws);
        return new PlanProblem(
                history,
                settings,
                rules,
                grid,
                objective,
                CarryingOn.cells(history, settings, grid, spend),
                references(history));
    }

    /** The same with carrying on at a total that was found. */
    PlanProblem at(Budget budget) {
        return new PlanProblem(
                history,
                settings,
                rules,
                grid,
                objective,
                CarryingOn.cells(history, settings, grid, spendable(budget, rules)),
                references);
    }

    /**
     * Fails early where no posterior is needed to see that nothing can be planned.
     *
     * @throws io.weir.core.BadInputException if the baseline's file cannot be used
     * @throws io.weir.core.RuleConflictException if hard rules cannot hold together with the most that may be spent
     */
    static void requirePlannable(
            History history, PlanSettings settings, ImmutableList<Rule> rules, BudgetEnforcer enforcer) {
        PlanGrid grid = grid(history, settings);
        var budget = Budget.exactly(settings.budget().max());
        CarryingOn.cells(history, settings, grid, spendable(budget, rules));
        enforcer.region(new RuleSet(grid, budget, rules, references(history), history.unit()));
    }

    /** What hard reserves leave of a budget. */
    private static double spendable(Budget budget, ImmutableList<Rule> rules) {
        return Math.max(0, budget.max() - reserved(rules));
    }

    /** What hard reserves keep of any budget. */
    static double reserved(ImmutableList<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.head().soft().isEmpty())
                .mapToDouble(rule -> rule instanceof Rule.Reserve reserve ? reserve.amount() : 0)
                .sum();
    }

    /** The objective by the measure that plans are compared by. */
    ResponseObjective judged() {
        return settings.cvar().isPresent() ? objective.with(utility()) : objective;
    }

    /** That measure. */
    DrawUtility utility() {
        return settings.cvar().isPresent()
                ? new DrawUtility.Cvar(settings.cvar().getAsDouble())
                : new DrawUtility.Mean();
    }

    private static PlanGrid grid(History history, PlanSettings settings) {
        var columns = ImmutableList.<PlanGrid.Column>builder();
        for (ChannelHistory c : history.paid()) {
            if (settings.byGeo()) {
                for (Geo geo : history.geos()) {
                    columns.add(new PlanGrid.Column(c.channel().name(), Optional.of(geo.name())));
                }
            } else {
                columns.add(new PlanGrid.Column(c.channel().name(), Optional.empty()));
            }
        }
        return new PlanGrid(history.length(), settings.start(), settings.periods(), columns.build());
    }

    private static ResponseObjective.Worth worth(History history, PlanSettings settings) {
        double money = history.kpi().kind() == KpiKind.REVENUE ? 1 : recentValue(history);
        return switch (settings.goal()) {
            case REVENUE -> new ResponseObjective.Worth(money, 0);
            case PROFIT -> new ResponseObjective.Worth(money * settings.margin(), 1);
            case LIFETIME_VALUE -> new ResponseObjective.Worth(settings.lifetimeValue(), 1);
            case CONVERSIONS, ENGAGEMENT -> new ResponseObjective.Worth(1, 0);
        };
    }

    /** Currency per unit of KPI over the last year, weighted by the KPI; 1 where no value is given. */
    private static double recentValue(History history) {
        if (history.kpi().value().isEmpty()) {
            return 1;
        }
        return LastYear.perKpi(history, history.kpi().value().get()).orElse(1);
    }

    private static ImmutableMap<String, SpendReference> references(History history) {
        var out = ImmutableMap.<String, SpendReference>builder();
        for (ChannelHistory c : history.paid()) {
            double[] spend = c.spend().national();
            double mean = Arrays.stream(spend).filter(v -> v > 0).average().orElse(0);
            if (mean > 0) {
                out.put(c.channel().name(), new SpendReference(spend[spend.length - 1], mean));
            }
        }
        return out.buildOrThrow();
    }

    RuleSet ruleSet(Budget budget) {
        return ruleSet(budget, rules);
    }

    private RuleSet ruleSet(Budget budget, ImmutableList<Rule> some) {
        ImmutableList<Rule> inUnits = some.stream().map(this::inUnits).collect(ImmutableList.toImmutableList());
        return new RuleSet(grid, budget, inUnits, references, history.unit());
    }

    /** Users ask for returns in value of the KPI, money where the goal or it has one; the enforcer reckons in units of the objective. */
    private Rule inUnits(Rule rule) {
        if (!(rule instanceof Rule.MinReturn r)) {
            return rule;
        }
        double least = r.amount() / (settings.goal().isMoney() ? 1 : recentValue(history));
        return new Rule.MinReturn(r.head(), r.scope(), settings.goal().isNet() ? least * settings.margin() - 1 : least);
    }

    RuleSet ruleSetWithout(String rule, Budget budget) {
        var others = rules.stream().filter(r -> !r.head().id().equals(rule)).collect(ImmutableList.toImmutableList());
        return ruleSet(budget, others);
    }

    Goal goal() {
        return settings.goal();
    }
}
