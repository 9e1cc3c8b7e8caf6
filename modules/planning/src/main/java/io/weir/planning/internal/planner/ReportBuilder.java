package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.BudgetEnforcer;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Headline;
import io.weir.planning.PlanReport.Reason;
import io.weir.response.Posterior;
import io.weir.response.ResponseObjective;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells about a decision: every number of a report, from the same draws the plan was made on. */
final class ReportBuilder {
    private final PlanProblem problem;
    private final Posterior posterior;
    private final Decision decision;
    private final ResponseObjective objective;
    private final PlanGrid grid;
    private final double[] plan;
    private final double[] planValues;
    private final double[] carryingOnValues;
    private final double[] gradient;
    private final int draws;

    ReportBuilder(PlanProblem problem, Posterior posterior, Decision decision) {
        this.problem = problem;
        this.posterior = posterior;
        this.decision = decision;
        objective = problem.objective();
        grid = problem.grid();
        plan = Arrays.stream(decision.enforced().micros())
                .mapToDouble(MoneyUnit::fromMicros)
                .toArray();
        planValues = objective.valuesByDraw(plan);
        carryingOnValues = objective.valuesByDraw(problem.carryingOn());
        gradient = new double[grid.cells()];
        objective.valueAndGradient(plan, gradient);
        draws = objective.draws();
    }

    PlanReport build(
            String workspace,
            ImmutableList<Fact> facts,
            double calibrationSeconds,
            ImmutableList<String> notes,
            ImmutableMap<String, String> provenance,
            boolean experiment) {
        ImmutableList<ChannelReport> channels =
                new ChannelReports(problem, posterior, decision, plan, planValues).all();
        Headline headline = headline(channels);
        ExperimentSearch.Found found = experiment
                ? new ExperimentSearch(problem, posterior, decision, plan).find()
                : ExperimentSearch.Found.none();
        return new PlanReport(
                workspace,
                problem.goal(),
                problem.history().kpi().name(),
                problem.history().unit(),
                grid,
                headline,
                cells(),
                channels,
                new RuleReports(problem, decision).all(),
                fit(),
                facts,
                new DiagnosticsTeller(posterior, draws, calibrationSeconds, headline).tell(),
                found.experiment(),
                decision.advice(),
                ImmutableList.<String>builder()
                        .addAll(notes)
                        .addAll(decision.notes())
                        .addAll(decision.enforced().broken())
                        .addAll(found.note().stream().toList())
                        .addAll(EndOfHorizon.notes(grid, plan, problem.history().unit()))
                        .build(),
                ImmutableMap.<String, String>builder()
                        .putAll(provenance)
                        .put("search score", decision.enforced().score())
                        .buildKeepingLast());
    }

    private double probabilityBetter() {
        double better = 0;
        for (int d = 0; d < draws; d++) {
            better += planValues[d] > carryingOnValues[d] ? 1 : planValues[d] == carryingOnValues[d] ? 0.5 : 0;
        }
        return better / draws;
    }

    /** Against the bound, with what rounding to bookable amounts cost. */
    private double gap() {
        double bound = decision.proposal().upperBound();
        if (bound == Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        // The bound has broken soft rules taken off too.
        double value = utilityValue() - decision.enforced().penalties();
        return bound > 0 ? Math.max(0, 1 - value / bound) : 0;
    }

    /** The plan by the measure the bound is in. */
    private double utilityValue() {
        return problem.settings().cvar().isPresent() ? problem.judged().value(plan) : Estimates.mean(planValues);
    }

    private Headline headline(ImmutableList<ChannelReport> channels) {
        double spend = Arrays.stream(plan).sum();
        double[] inHorizon = objective.valuesInHorizonByDraw(plan);
        double cost = problem.goal().isNet() ? spend : 0;
        Optional<Estimate> returns =
                spend > 0 ? Optional.of(Estimates.of(draws, d -> planValues[d] / spend)) : Optional.empty();
        return new Headline(
                problem.settings().budget().max(),
                spend,
                Estimates.of(planValues),
                Arrays.stream(problem.carryingOn()).sum(),
                Estimates.of(carryingOnValues),
                Estimates.difference(planValues, carryingOnValues),
                probabilityBetter(),
                Caution.harm(planValues, carryingOnValues),
                gap(),
                returns,
                spend > 0 ? decision.proposal().budgetPrice() : firstAmount(channels),
                Estimates.of(draws, d -> planValues[d] + cost - inHorizon[d]),
                MoneyUnit.fromMicros(decision.enforced().unspent()),
                decision.enforced().unspentBecause());
    }

    /** What a first amount would earn where it earns most. */
    private static double firstAmount(ImmutableList<ChannelReport> channels) {
        return channels.stream()
                .mapToDouble(c -> c.marginalAfter().mean())
                .max()
                .orElse(0);
    }

    private static Reason reason(BudgetEnforcer.Reason reason) {
        return new Reason(MoneyUnit.fromMicros(reason.micros()), reason.rules(), reason.other(), reason.change());
    }

    private ImmutableList<Cell> cells() {
        var tracker = objective.track(plan);
        var out = ImmutableList.<Cell>builder();
        for (int cell = 0; cell < plan.length; cell++) {
            Estimate expected = new Estimate(0, 0, 0);
            if (plan[cell] > 0) {
                tracker.set(cell, 0);
                expected = Estimates.difference(planValues, tracker.valuesByDraw());
                tracker.set(cell, plan[cell]);
            }
            out.add(new Cell(
                    grid.periodOf(cell),
                    grid.columnOf(cell),
                    decision.enforced().micros()[cell],
                    expected,
                    gradient[cell],
                    decision.enforced().bindingByCell().isEmpty()
                            ? ImmutableSet.of()
                            : decision.enforced().bindingByCell().get(cell),
                    reason(decision.enforced().reasons().get(cell).notMore()),
                    reason(decision.enforced().reasons().get(cell).notLess()),
                    problem.carryingOn()[cell]));
        }
        return out.build();
    }

    private PlanReport.Fit fit() {
        Posterior.Fit fit = posterior.fit();
        var dates = ImmutableList.<LocalDate>builder();
        var fitted = ImmutableList.<Estimate>builder();
        for (int t = 0; t < fit.actual().length; t++) {
            dates.add(posterior.length().plus(fit.start(), t));
            fitted.add(new Estimate(fit.mean()[t], fit.low()[t], fit.high()[t]));
        }
        var contributions = ImmutableMap.<String, ImmutableList<Double>>builder();
        for (int i = 0; i < posterior.channels().size(); i++) {
            contributions.put(posterior.channels().get(i).channel().name(), list(fit.contributions()[i]));
        }
        return new PlanReport.Fit(
                dates.build(),
                list(fit.actual()),
                fitted.build(),
                list(fit.baseline()),
                contributions.buildOrThrow(),
                fit.r2(),
                fit.relativeError());
    }

    private static ImmutableList<Double> list(double[] values) {
        List<Double> boxed = Arrays.stream(values).boxed().toList();
        return ImmutableList.copyOf(boxed);
    }
}
