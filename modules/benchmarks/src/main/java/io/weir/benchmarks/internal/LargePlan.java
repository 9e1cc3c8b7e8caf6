package io.weir.benchmarks.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.ChannelHistory;
import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.response.ModelSettings;
import io.weir.response.Posterior;
import io.weir.response.Posterior.ChannelPosterior;
import io.weir.response.Posterior.CostCurve;
import io.weir.response.Posterior.Interaction;
import io.weir.response.PriorPredictive;
import io.weir.response.ResponseObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;

/** A plan of any size, on draws from the prior: as uncertain as a plan can be, S-shapes and interactions included. */
public final class LargePlan {
    private final History history;
    private final Posterior posterior;
    private final PlanGrid grid;

    private LargePlan(History history, Posterior posterior, PlanGrid grid) {
        this.history = history;
        this.posterior = posterior;
        this.grid = grid;
    }

    /** Channels x weeks, on so many draws. */
    public static LargePlan of(int channels, int weeks, int draws, long seed) {
        History template = Templates.history(channels, 156, seed);
        var prior = new PriorPredictive(template, ModelSettings.defaults());
        var drawn = new ArrayList<Posterior>();
        for (int d = 0; d < draws; d++) {
            drawn.add(prior.draw(seed * 100_000 + d, false).truth());
        }
        var grid = new PlanGrid(
                template.length(),
                template.startOf(template.periods()),
                weeks,
                template.paid().stream()
                        .map(c -> new PlanGrid.Column(c.channel().name(), Optional.empty()))
                        .collect(ImmutableList.toImmutableList()));
        return new LargePlan(template, joined(drawn), grid);
    }

    /** Optimises and enforces; returns the printed gap. */
    public double solve(Progress progress) {
        double budget =
                history.paid().stream().mapToDouble(c -> c.spend().total()).sum() / history.periods() * grid.periods();
        budget = Math.rint(budget);
        var objective =
                ResponseObjective.of(posterior, history, grid, new ResponseObjective.Worth(1, 0), posterior.draws());
        var rules = new RuleSet(grid, Budget.exactly(budget), ImmutableList.of(), ImmutableMap.of(), history.unit());
        var enforcer = new PlanEnforcer();
        Proposal proposal =
                new ContinuousOptimiser().propose(objective, enforcer.region(rules), carryingOn(budget), 1, progress);
        double[] plan = Arrays.stream(enforcer.enforce(rules, proposal.spend(), objective, 1, progress)
                        .micros())
                .mapToDouble(MoneyUnit::fromMicros)
                .toArray();
        return Math.max(0, 1 - objective.value(plan) / proposal.upperBound());
    }

    private double[] carryingOn(double budget) {
        double all = history.paid().stream().mapToDouble(c -> c.spend().total()).sum();
        var plan = new double[grid.cells()];
        for (int cell = 0; cell < plan.length; cell++) {
            ChannelHistory c = history.paid().get(grid.columnOf(cell));
            plan[cell] = budget * c.spend().total() / all / grid.periods();
        }
        return plan;
    }

    /** Posteriors of one draw each as one posterior. */
    private static Posterior joined(ArrayList<Posterior> drawn) {
        Posterior first = drawn.get(0);
        int n = drawn.size();
        var channels = ImmutableList.<ChannelPosterior>builder();
        for (int k = 0; k < first.channels().size(); k++) {
            int i = k;
            ChannelPosterior c = first.channels().get(i);
            ImmutableList<ChannelPosterior> all =
                    drawn.stream().map(p -> p.channels().get(i)).collect(ImmutableList.toImmutableList());
            channels.add(new ChannelPosterior(
                    c.channel(),
                    c.adstock(),
                    c.saturation(),
                    c.memory(),
                    c.inputScale(),
                    all.stream().map(p -> p.adstockParameters()[0]).toArray(double[][]::new),
                    all.stream().mapToDouble(p -> p.half()[0]).toArray(),
                    all.stream().mapToDouble(p -> p.slope()[0]).toArray(),
                    all.stream().mapToDouble(p -> p.fatigue()[0]).toArray(),
                    all.stream().mapToDouble(p -> p.fatigueRetention()[0]).toArray(),
                    all.stream().map(p -> p.effect()[0]).toArray(double[][]::new),
                    all.stream().mapToDouble(p -> p.returns()[0]).toArray(),
                    all.stream().mapToDouble(p -> p.drift()[0]).toArray(),
                    CostCurve.none(n),
                    c.geoShare(),
                    0,
                    1));
        }
        var interactions = ImmutableList.<Interaction>builder();
        for (int k = 0; k < first.interactions().size(); k++) {
            int p = k;
            Interaction pair = first.interactions().get(p);
            interactions.add(new Interaction(
                    pair.source(),
                    pair.target(),
                    drawn.stream()
                            .mapToDouble(d -> d.interactions().get(p).strength()[0])
                            .toArray()));
        }
        return new Posterior(
                first.length(),
                first.window(),
                first.geos(),
                channels.build(),
                interactions.build(),
                n,
                ImmutableList.of(),
                Optional.empty(),
                first.fit(),
                first.diagnostics());
    }
}
