package io.weir.benchmarks.internal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.benchmarks.internal.rivals.Rival;
import io.weir.benchmarks.internal.rivals.SteadyState;
import io.weir.benchmarks.internal.truth.TrueWorld;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.Budget;
import io.weir.core.ChannelHistory;
import io.weir.core.FeasibleRegion;
import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.ScratchFolder;
import io.weir.planning.Workspace;
import io.weir.response.Calibrator;
import io.weir.response.Posterior;
import io.weir.response.ResponseObjective;
import io.weir.response.SamplerSettings;
import io.weir.response.SaturationKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One world planned once, everything judged by the truth: values as shares of the true optimum.
 *
 * @param world its name
 * @param concave whether the response that was planned on is, in all draws
 * @param ratio of our plan
 * @param proposalRatio of the optimiser's proposal before it is made bookable
 * @param ownFamily of the plan on a posterior of the world's own family; that of our plan where the truth is given
 * @param carryingOn of the history's split
 * @param equal of the equal split
 * @param rivals of the rivals' plans on the same posterior, in {@link Rival}'s order
 * @param probabilityBetter stated probability of beating carrying on
 * @param probabilityHarm stated probability of earning less than carrying on by over 1 %
 * @param printedGap proved share of the best expected value that may be missing
 * @param knownGap share that a search from other starts could still find
 * @param gapHolds whether the printed gap bounds what is known
 * @param seconds calibration and planning took
 */
public record PlanCase(
        String world,
        boolean concave,
        double ratio,
        double proposalRatio,
        double ownFamily,
        double carryingOn,
        double equal,
        double[] rivals,
        double probabilityBetter,
        double probabilityHarm,
        double printedGap,
        double knownGap,
        boolean gapHolds,
        double seconds) {
    private static final ResponseObjective.Worth WORTH = new ResponseObjective.Worth(1, 0);
    private static final double HARM = 0.01;
    private static final int RANDOM_STARTS = 4;
    private static final long SEED_OF_STARTS = 7;
    /** What rounding may take from a value. */
    private static final double ROUNDING = 1e-6;

    /** Whether the plan is truly worse than carrying on by over 1 %. */
    public boolean harmed() {
        return ratio < carryingOn * (1 - HARM);
    }

    /** The optimisers alone: the truth is what they plan on. */
    public static PlanCase withTruth(TrueWorld world) {
        History history = Workspace.open(world.folder()).history();
        Posterior truth = world.posterior(history);
        PlanGrid grid = grid(world, history);
        var objective = ResponseObjective.of(truth, history, grid, WORTH, 1);
        var rules = new RuleSet(
                grid, Budget.exactly(world.budget()), ImmutableList.of(), ImmutableMap.of(), history.unit());
        var enforcer = new PlanEnforcer();
        FeasibleRegion region = enforcer.region(rules);
        Proposal proposal =
                new ContinuousOptimiser().propose(objective, region, world.historical(), 1, Progress.SILENT);
        double[] plan = Arrays.stream(enforcer.enforce(rules, proposal.spend(), objective, 1, Progress.SILENT)
                        .micros())
                .mapToDouble(MoneyUnit::fromMicros)
                .toArray();
        double value = world.value(plan);
        double gap = Math.max(0, 1 - value / proposal.upperBound());
        double ratio = value / world.optimum();
        return new PlanCase(
                world.name(),
                world.concave(),
                ratio,
                world.value(proposal.spend()) / world.optimum(),
                ratio,
                world.value(world.historical()) / world.optimum(),
                world.value(world.equal()) / world.optimum(),
                rivals(world, history, truth, grid),
                1,
                0,
                gap,
                Math.max(0, 1 - ratio),
                proposal.upperBound() >= world.optimum() * (1 - ROUNDING),
                0);
    }

    /**
     * The whole way: calibration, plan.
     *
     * @param kpi the world's signal with some noise, {@code [period]}
     */
    public static PlanCase fromHistory(TrueWorld world, double[] kpi) {
        try (var folder = new ScratchFolder()) {
            Path workspaceFolder = folder.path().resolve(world.name());
            world.writeWorkspace(workspaceFolder, kpi);
            var workspace = Workspace.open(workspaceFolder);
            Calibration calibration = workspace.calibrate();
            long start = System.nanoTime();
            PlanReport report = workspace.plan(calibration, Options.defaults());
            double seconds = calibration.seconds() + (System.nanoTime() - start) / 1e9;
            double[] plan =
                    report.cells().stream().mapToDouble(PlanReport.Cell::spend).toArray();
            Posterior own = Calibrator.calibrate(
                    workspace.history(), world.ownFamily(), SamplerSettings.standard(1), Progress.SILENT);
            PlanReport ownPlan =
                    workspace.plan(new Calibration(own, "own family", 0, 0, calibration.facts()), Options.defaults());
            PlanGrid grid = report.grid();
            double bound =
                    report.headline().value().mean() / (1 - report.headline().gap());
            double best = bestKnown(world, workspace.history(), calibration.posterior(), grid, plan);
            return new PlanCase(
                    world.name(),
                    isConcave(calibration.posterior()),
                    world.value(plan) / world.optimum(),
                    world.value(plan) / world.optimum(),
                    world.value(ownPlan.cells().stream()
                                    .mapToDouble(PlanReport.Cell::spend)
                                    .toArray())
                            / world.optimum(),
                    world.value(world.historical()) / world.optimum(),
                    world.value(world.equal()) / world.optimum(),
                    rivals(world, workspace.history(), calibration.posterior(), grid),
                    report.headline().probabilityBetter(),
                    report.headline().probabilityHarm(),
                    report.headline().gap(),
                    Math.max(0, 1 - report.headline().value().mean() / best),
                    bound >= best * (1 - ROUNDING),
                    seconds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isConcave(Posterior posterior) {
        boolean alone = posterior.interactions().stream()
                .allMatch(pair -> Arrays.stream(pair.strength()).allMatch(s -> s == 0));
        return alone
                && posterior.channels().stream()
                        .allMatch(c -> Arrays.stream(c.fatigue()).allMatch(f -> f == 0)
                                && (c.saturation() != SaturationKind.HILL
                                        || Arrays.stream(c.slope()).allMatch(slope -> slope <= 1)));
    }

    /** The best expected value that climbs from other starts than the plan's find: carrying on, an equal split, at random. */
    private static double bestKnown(
            TrueWorld world, History history, Posterior posterior, PlanGrid grid, double[] plan) {
        var objective = ResponseObjective.of(posterior, history, grid, WORTH, posterior.draws());
        var region = new FeasibleRegion(
                new double[grid.cells()],
                full(grid.cells(), world.budget()),
                world.budget(),
                world.budget(),
                ImmutableList.of());
        var optimiser = new ContinuousOptimiser();
        var random = new SplittableRandom(SEED_OF_STARTS);
        return Stream.concat(
                        Stream.of(plan, world.historical(), world.equal()),
                        Stream.generate(() -> anySplit(grid.cells(), world.budget(), random))
                                .limit(RANDOM_STARTS))
                .mapToDouble(start -> optimiser
                        .improve(objective, region, start, Progress.SILENT)
                        .value())
                .max()
                .orElseThrow();
    }

    /** Each way to split the budget is as likely as any other. */
    private static double[] anySplit(int cells, double budget, SplittableRandom random) {
        double[] shares = random.doubles(cells).map(u -> -Math.log1p(-u)).toArray();
        double sum = Arrays.stream(shares).sum();
        return Arrays.stream(shares).map(share -> share / sum * budget).toArray();
    }

    private static double[] rivals(TrueWorld world, History history, Posterior posterior, PlanGrid grid) {
        int columns = grid.columns().size();
        var problem = new Rival.Problem(
                ResponseObjective.of(posterior, history, grid, WORTH, posterior.draws()),
                ResponseObjective.of(posterior, unspent(history), grid, WORTH, posterior.draws()),
                new SteadyState(posterior, columns, grid.periods()),
                world.budget(),
                new double[columns],
                full(columns, world.budget()));
        return Rival.all().stream()
                .mapToDouble(r -> world.value(r.plan(problem)) / world.optimum())
                .toArray();
    }

    private static double[] full(int n, double value) {
        var out = new double[n];
        Arrays.fill(out, value);
        return out;
    }

    /** The history as if nothing had ever been spent. */
    private static History unspent(History history) {
        ImmutableList<ChannelHistory> channels = history.channels().stream()
                .map(c -> new ChannelHistory(
                        c.channel(),
                        Panel.constant(1, history.periods(), 0),
                        c.volume().map(v -> Panel.constant(1, history.periods(), 0))))
                .collect(ImmutableList.toImmutableList());
        return new History(
                history.length(),
                history.start(),
                history.geos(),
                history.kpi(),
                channels,
                history.controls(),
                history.experiments(),
                history.unit());
    }

    private static PlanGrid grid(TrueWorld world, History history) {
        return new PlanGrid(
                history.length(),
                history.startOf(history.periods()),
                world.periods(),
                world.channelNames().stream()
                        .map(name -> new PlanGrid.Column(name, Optional.empty()))
                        .collect(ImmutableList.toImmutableList()));
    }
}
