package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelHistory;
import io.weir.core.PlanGrid;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.CurvePoint;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.internal.facts.ModelFacts;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.ResponseObjective;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a report says of each channel. */
final class ChannelReports {
    private static final int CURVE_POINTS = 25;
    private static final int CURVE_POINTS_OF_MANY = 13;
    private static final double SHOWN_CARRY_OVER = 0.005;
    private static final double NUDGE = 0.01;

    private final PlanProblem problem;
    private final Posterior posterior;
    private final Decision decision;
    private final ResponseObjective objective;
    private final PlanGrid grid;
    private final double[] plan;
    private final double[] planValues;
    private final int periods;

    ChannelReports(PlanProblem problem, Posterior posterior, Decision decision, double[] plan, double[] planValues) {
        this.problem = problem;
        this.posterior = posterior;
        this.decision = decision;
        this.plan = plan;
        this.planValues = planValues;
        objective = problem.objective();
        grid = problem.grid();
        periods = grid.periods();
    }

    ImmutableList<ChannelReport> all() {
        return problem.history().paid().stream().map(this::of).collect(ImmutableList.toImmutableList());
    }

    private ChannelReport of(ChannelHistory channel) {
        String name = channel.channel().name();
        ChannelPosterior response = posterior.channels().stream()
                .filter(c -> c.channel().name().equals(name))
                .findFirst()
                .orElseThrow();
        double[] history = channel.spend().national();
        int year = Math.min(history.length, (int) Math.round(grid.length().perYear()));
        double historyMean =
                Arrays.stream(history, history.length - year, history.length).sum() / year;
        double historyMax = Arrays.stream(history).max().orElse(0);
        double planned = sum(name, plan) / periods;
        double before = sum(name, problem.carryingOn()) / periods;
        double[] without = objective.valuesByDraw(level(name, 0));
        Estimate expected = Estimates.difference(planValues, without);
        double spend = planned * periods;
        return new ChannelReport(
                name,
                channel.channel().kind(),
                historyMean,
                historyMax,
                before,
                planned,
                sum(name, decision.region().lower()) / periods,
                Math.min(sum(name, decision.region().upper()), decision.region().maxTotal()) / periods,
                expected,
                spend > 0
                        ? Optional.of(Estimates.of(objective.draws(), d -> (planValues[d] - without[d]) / spend))
                        : Optional.empty(),
                marginal(name, problem.carryingOn(), objective.valuesByDraw(problem.carryingOn())),
                marginal(name, plan, planValues),
                curve(name, without, Math.max(1.3 * historyMax, 1.25 * Math.max(planned, before))),
                carryOver(response),
                response.learnt(),
                response.overlap(),
                Estimates.of(response.drift()),
                verdict(response, history));
    }

    private boolean isOf(String channel, int cell) {
        return grid.columns().get(grid.columnOf(cell)).channel().equals(channel);
    }

    private double sum(String channel, double[] cells) {
        double sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            sum += isOf(channel, cell) ? cells[cell] : 0;
        }
        return sum;
    }

    /** The plan with the channel at a constant spend per period, split over its columns as planned. */
    private double[] level(String channel, double perPeriod) {
        double[] out = plan.clone();
        double[] shares = shares(channel, plan);
        for (int cell = 0; cell < out.length; cell++) {
            if (isOf(channel, cell)) {
                out[cell] = perPeriod * shares[grid.columnOf(cell)];
            }
        }
        return out;
    }

    /** How the channel's total is split over its columns, {@code [column]}; evenly where it spends nothing. */
    private double[] shares(String channel, double[] cells) {
        double total = sum(channel, cells);
        var out = new double[grid.columns().size()];
        double columns =
                grid.columns().stream().filter(c -> c.channel().equals(channel)).count();
        for (int k = 0; k < out.length; k++) {
            if (grid.columns().get(k).channel().equals(channel)) {
                out[k] = total > 0 ? columnTotal(k, cells) / total : 1 / columns;
            }
        }
        return out;
    }

    private double columnTotal(int column, double[] cells) {
        double sum = 0;
        for (int t = 0; t < periods; t++) {
            sum += cells[grid.cell(t, column)];
        }
        return sum;
    }

    /** What a little more in every period would earn per unit, by finite difference draw by draw. */
    private Estimate marginal(String channel, double[] cells, double[] values) {
        double size = sum(channel, cells) / periods;
        double typical = decision.region().maxTotal()
                / periods
                / Math.max(1, problem.history().paid().size());
        double step = NUDGE * (size > 0 ? size : typical > 0 ? typical : 1);
        double[] more = cells.clone();
        double[] shares = shares(channel, cells);
        for (int cell = 0; cell < more.length; cell++) {
            if (isOf(channel, cell)) {
                more[cell] += step * shares[grid.columnOf(cell)];
            }
        }
        double[] raised = objective.valuesByDraw(more);
        return Estimates.of(values.length, d -> (raised[d] - values[d]) / (step * periods));
    }

    private ImmutableList<CurvePoint> curve(String channel, double[] without, double most) {
        int points = plan.length > 200 ? CURVE_POINTS_OF_MANY : CURVE_POINTS;
        var out = ImmutableList.<CurvePoint>builder();
        for (int k = 0; k < points; k++) {
            double spend = most * k / (points - 1);
            double[] values = objective.valuesByDraw(level(channel, spend));
            out.add(new CurvePoint(spend, Estimates.of(values.length, d -> (values[d] - without[d]) / periods)));
        }
        return out.build();
    }

    private ImmutableList<Estimate> carryOver(ChannelPosterior response) {
        var byDraw = new double[posterior.draws()][];
        for (int d = 0; d < byDraw.length; d++) {
            byDraw[d] = response.carryOver(d);
        }
        var out = ImmutableList.<Estimate>builder();
        for (int l = 0; l < byDraw[0].length; l++) {
            int lag = l;
            Estimate share = Estimates.of(byDraw.length, d -> byDraw[d][lag]);
            if (lag > 0 && share.high() < SHOWN_CARRY_OVER) {
                break;
            }
            out.add(share);
        }
        return out.build();
    }

    private String verdict(ChannelPosterior response, double[] history) {
        long active = Arrays.stream(history).filter(v -> v > 0).count();
        if (active == 0) {
            return "The history says nothing about it: it never ran. Its response is the prior's, or another"
                    + " channel's that it is likened to; it is planned with care.";
        }
        String told = ModelFacts.ofChannel(posterior, response).stream()
                .map(fact -> " " + fact.text())
                .collect(Collectors.joining());
        return learnt(response) + told;
    }

    private static String learnt(ChannelPosterior response) {
        String taken = String.format(
                Locale.ROOT, "The history took away %.0f %% of the prior's uncertainty.", 100 * response.learnt());
        if (ModelFacts.restsOnPrior(response)) {
            return taken;
        }
        if (response.learnt() < 0.15) {
            return "The history moved what is believed of its return, but hardly narrowed it. " + taken;
        }
        if (response.learnt() < 0.5) {
            return "The history says something about its return, not much. " + taken;
        }
        return "The history tells its return fairly well. " + taken;
    }
}
