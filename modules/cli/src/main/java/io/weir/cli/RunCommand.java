package io.weir.cli;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BadInputException;
import io.weir.core.KpiKind;
import io.weir.core.Progress;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerStore;
import io.weir.hierarchy.Clairvoyant;
import io.weir.hierarchy.LearnedTargets;
import io.weir.hierarchy.PeriodRun;
import io.weir.hierarchy.PlannedVariation;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.TeamPlay;
import io.weir.hierarchy.TeamPolicy;
import io.weir.hierarchy.TeamRun;
import io.weir.hierarchy.Trial;
import io.weir.hierarchy.Trial.Outcome;
import io.weir.planning.RunReport;
import io.weir.planning.ScratchFolder;
import io.weir.planning.SimulatedPlanner;
import io.weir.planning.Worlds;
import io.weir.policy.Network;
import io.weir.simulator.Amount;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs whole teams in a simulated market, and compares ways to set their targets. */
@Command(
        name = "run",
        description =
                "Runs a whole team in a simulated market after its history: targets per period through the enforcer and a"
                        + " ledger, bids per tick, targets moved where they cannot be spent. Compares ways to set the targets on"
                        + " the same draws, and writes a page that shows them.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir run halo                            a quarter, planned by Weir and by others",
            "  weir run halo --markets 10               with narrower intervals",
            "  weir run my-world.yaml --methods history,equal --periods 52",
            "  weir run halo --ledger books              goes on if it was stopped"
        })
final class RunCommand implements Callable<Integer> {
    private static final int MOST_PERIODS = 520;
    private static final int MOST_MARKETS = 100;
    private static final String PLAN = "plan";
    private static final String REPLAN = "replan";
    private static final String LEARNED = "learned";
    private static final String HISTORY = "history";
    private static final String EQUAL = "equal";
    private static final String PROPORTIONAL = "proportional";
    private static final String HINDSIGHT = "hindsight";
    private static final String TEAM = "team";
    private static final ImmutableList<String> METHODS =
            ImmutableList.of(LEARNED, TEAM, PLAN, REPLAN, HISTORY, EQUAL, PROPORTIONAL, HINDSIGHT);

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "WORLD",
            completionCandidates = SimulateCommand.WorldNames.class,
            description = "A world that comes with Weir (${COMPLETION-CANDIDATES}) or a file.")
    private String name;

    @Option(
            names = "--periods",
            paramLabel = "N",
            defaultValue = "13",
            description = "Periods of a run (default: ${DEFAULT-VALUE}).")
    private int periods;

    @Option(
            names = "--markets",
            paramLabel = "N",
            defaultValue = "3",
            description = "Markets, each with a history and a seed of its own (default: ${DEFAULT-VALUE}).")
    private int markets;

    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            defaultValue = "learned,replan,plan,history,equal,proportional",
            description =
                    "Who sets targets; the first is shown in detail (default: ${DEFAULT-VALUE}). learned: the allocation agent, by what"
                            + " bidders report and the model says; team: a team that was trained, see --team; plan: Weir's plan on the history, made once; replan: planned"
                            + " again each period on what was learned since; history: split as it was; equal: the same for each;"
                            + " proportional: by the returns of the last period; hindsight: the best plan that is found by trying in"
                            + " the market itself, slow.")
    private List<String> methods;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy of the method learned (default: the one that comes with Weir). See weir train allocation.")
    private @Nullable Path policy;

    @Option(names = "--team", paramLabel = "DIR", description = "Folder of the method team. See weir train team.")
    private @Nullable Path team;

    @Option(names = "--html", paramLabel = "FILE", description = "The page (default: WORLD-run.html).")
    private @Nullable Path html;

    @Option(
            names = "--vary",
            paramLabel = "SHARE",
            defaultValue = "0",
            description =
                    "Targets of the methods learned and replan are varied on purpose, so that the model learns more from the run: as far as is"
                            + " expected to cost this share of what spend brings, 0 to 0.05; 0.002 is two per thousand (default: ${DEFAULT-VALUE}).")
    private double vary;

    @Option(
            names = "--ledger",
            paramLabel = "DIR",
            description =
                    "Folder in which the books of all runs are kept, a file for each (default: none are). A run that was stopped, told"
                            + " again with the same folder, goes on where its books end: nothing is booked twice.")
    private @Nullable Path ledgers;

    @Mixin
    private Common common;

    /** Notes are told once, not per market. */
    private final Set<String> told = new HashSet<>();

    @Override
    public Integer call() {
        Asked.requireWithin("--periods", periods, 1, MOST_PERIODS);
        Asked.requireWithin("--markets", markets, 1, MOST_MARKETS);
        if (!(vary >= 0 && vary <= PlannedVariation.MOST_COST)) {
            throw BadInputException.of(
                    "--vary", "(" + vary + ") must be a share from 0 to " + PlannedVariation.MOST_COST + ".", "");
        }
        if (vary > 0 && !methods.contains(LEARNED) && !methods.contains(REPLAN)) {
            throw BadInputException.of(
                    "--vary",
                    "(" + vary + ") changes nothing: neither learned nor replan is among --methods.",
                    "Maybe leave it out.");
        }
        for (String method : methods) {
            if (!METHODS.contains(method)) {
                throw BadInputException.of(
                        "--methods", "(" + method + ") must be of " + String.join(", ", METHODS) + ".", "");
            }
        }
        if (methods.contains(TEAM) && team == null) {
            throw BadInputException.of(
                    "--team",
                    "is missing: the method team needs the folder of one.",
                    "Maybe train one: weir train team " + name + ".");
        }
        World world = Worlds.find(name, common.seed).world();
        Optional<TeamFolder> trained = Optional.ofNullable(team).map(TeamFolder::read);
        Network network = policy == null ? LearnedTargets.shipped() : LearnedTargets.read(policy);
        Path page = html == null ? Path.of(world.name() + "-run.html") : html;
        Asked.requireFile("--html", page);
        if (ledgers != null) {
            Asked.requireFolder("--ledger", ledgers);
        }
        PrintWriter err = spec.commandLine().getErr();
        var all = new ArrayList<MarketRuns>();
        RunReport report;
        try (var progress = TerminalProgress.to(err)) {
            for (int m = 0; m < markets; m++) {
                all.add(runs(world, network, trained, common.seed + m, part(progress, m)));
            }
            report = report(world, all, progress);
        }
        report.writeHtml(page);
        spec.commandLine().getOut().println(common.json ? report.json() : report.text());
        err.println("Look at " + page);
        return 0;
    }

    private Progress part(TerminalProgress progress, int market) {
        String prefix = markets == 1 ? "" : "market " + (market + 1) + " of " + markets + ": ";
        return (task, fraction) -> progress.at(prefix + task, fraction);
    }

    /** All methods in one market. */
    private record MarketRuns(
            Trial trial,
            Outcome without,
            ImmutableMap<String, Outcome> outcomes,
            ImmutableMap<String, ImmutableDoubleArray> messages) {
        Outcome of(String method) {
            return requireNonNull(outcomes.get(method));
        }

        double brought(String method) {
            return of(method).kpi() - without.kpi();
        }
    }

    private MarketRuns runs(World world, Network network, Optional<TeamFolder> trained, long seed, Progress progress) {
        var trial = new Trial(world, seed, periods, progress);
        double budget = trial.usualBudget();
        ImmutableMap.Builder<String, Outcome> outcomes = ImmutableMap.builder();
        ImmutableMap<String, ImmutableDoubleArray> messages = ImmutableMap.of();
        var wanted = new ArrayList<>(methods);
        if (!wanted.contains(HISTORY)) {
            wanted.add(HISTORY);
        }
        // calibrated once, where it is needed
        Supplier<SimulatedPlanner> planner =
                Suppliers.memoize(() -> SimulatedPlanner.start(world, seed, trial.history(), progress));
        for (String method : wanted) {
            TargetSetter setter = setter(method, trial, network, trained, planner, progress);
            try (var folder = new ScratchFolder();
                    var ledger = Ledger.open(
                            new LedgerStore.File(books(world, method, seed, folder)), world.unit(), clock(world))) {
                outcomes.put(method, trial.run(setter, budget, ImmutableList.of(), Optional.of(ledger), progress));
                if (setter instanceof TeamPolicy policy && method.equals(methods.get(0))) {
                    messages = policy.messages();
                }
            } catch (IOException e) {
                throw ScratchFolder.bad(e);
            }
        }
        return new MarketRuns(trial, trial.without(), outcomes.buildOrThrow(), messages);
    }

    private Path books(World world, String method, long seed, ScratchFolder scratch) {
        return ledgers == null
                ? scratch.path().resolve("ledger.db")
                : ledgers.resolve(world.name() + "-" + method + "-" + seed + ".db");
    }

    private TeamPolicy policy(TeamFolder folder, Trial trial) {
        var play = new TeamPlay(TeamSettings.design(folder.options()), trial.layout(), new double[][] {
            trial.usual().toArray()
        });
        var fitted = new TeamPolicy(play, folder.networks());
        if (told.addAll(fitted.notes())) {
            fitted.notes().forEach(note -> spec.commandLine().getErr().println("Note: " + note + "."));
        }
        return fitted;
    }

    private TargetSetter setter(
            String method,
            Trial trial,
            Network network,
            Optional<TeamFolder> trained,
            Supplier<SimulatedPlanner> planner,
            Progress progress) {
        double budget = trial.usualBudget();
        return switch (method) {
            case TEAM -> policy(trained.orElseThrow(), trial);
            case EQUAL -> TargetSetter.equal();
            case PROPORTIONAL -> TargetSetter.proportional(trial.usual());
            case HINDSIGHT -> TargetSetter.planned("clairvoyant", Clairvoyant.plan(trial, budget, progress));
            case PLAN -> TargetSetter.planned("the plan", planner.get().copy().plan(budget, periods));
            case REPLAN -> {
                SimulatedPlanner own = planner.get().copy();
                yield varied(TargetSetter.of(
                        "planned each period",
                        standing -> own.learn(trial.seen()).plan(standing.budgetLeft(), standing.periodsLeft())[0]));
            }
            case LEARNED -> {
                SimulatedPlanner own = planner.get().copy();
                yield varied(new LearnedTargets(
                        network,
                        targets -> own.learn(trial.seen()).marginalReturns(targets, ReturnModel.HORIZON),
                        TargetSetter.history(trial.usual())));
            }
            default -> TargetSetter.history(trial.usual());
        };
    }

    private TargetSetter varied(TargetSetter setter) {
        return vary > 0 ? new PlannedVariation(setter, vary) : setter;
    }

    /** Simulated money is booked in simulated time, which stands still. */
    private static Clock clock(World world) {
        return Clock.fixed(world.start().atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    }

    private static ImmutableList<RunReport.Credit> credits(MarketRuns market, TeamRun run, Progress progress) {
        int channels = market.trial().usual().length();
        Optional<ImmutableDoubleArray> shapley =
                channels <= Trial.MOST_CREDITED ? Optional.of(market.trial().shapley(run, progress)) : Optional.empty();
        ImmutableList.Builder<RunReport.Credit> credits = ImmutableList.builder();
        for (int c = 0; c < channels; c++) {
            int channel = c;
            credits.add(new RunReport.Credit(
                    run.spend().get(c),
                    run.periods().stream()
                            .mapToDouble(period -> period.seen().credited().get(channel))
                            .sum(),
                    shapley.isPresent() ? OptionalDouble.of(shapley.get().get(c)) : OptionalDouble.empty()));
        }
        return credits.build();
    }

    private RunReport report(World world, List<MarketRuns> all, Progress progress) {
        MarketRuns first = all.get(0);
        ImmutableList.Builder<RunReport.Method> told = ImmutableList.builder();
        for (String method : first.outcomes().keySet()) {
            double[] brought = all.stream().mapToDouble(m -> m.brought(method)).toArray();
            double[] over = all.stream()
                    .mapToDouble(m -> m.brought(method) / m.brought(HISTORY) - 1)
                    .toArray();
            double[] spent = all.stream()
                    .mapToDouble(m -> m.of(method).run().spent() / m.trial().usualBudget())
                    .toArray();
            told.add(new RunReport.Method(
                    first.of(method).run().setter(),
                    Amount.band(brought),
                    Amount.band(over),
                    Amount.band(spent),
                    soFar(first, method)));
        }
        Outcome shown = first.of(methods.get(0));
        ImmutableList.Builder<RunReport.Period> rows = ImmutableList.builder();
        for (int p = 0; p < periods; p++) {
            PeriodRun period = shown.run().periods().get(p);
            rows.add(new RunReport.Period(
                    period.start(),
                    period.enforced(),
                    period.seen().spend(),
                    period.seen().shadowPrices(),
                    period.moved(),
                    period.kpi() - first.without().run().periods().get(p).kpi()));
        }
        return new RunReport(
                world.name(),
                common.seed,
                world.unit().currency().map(c -> c.getCurrencyCode()).orElse(""),
                world.kpi() == KpiKind.REVENUE ? "revenue" : "conversions",
                all.stream().mapToDouble(m -> m.trial().usualBudget()).average().orElse(0),
                markets,
                Trial.AFTER,
                world.channels().stream().map(c -> c.name()).collect(ImmutableList.toImmutableList()),
                told.build(),
                rows.build(),
                credits(first, shown.run(), progress),
                first.messages(),
                money(all),
                all.stream()
                        .flatMap(m -> m.outcomes().values().stream())
                        .flatMap(o -> o.run().troubles().stream())
                        .distinct()
                        .collect(ImmutableList.toImmutableList()));
    }

    private ImmutableDoubleArray soFar(MarketRuns market, String method) {
        double[] sums = new double[periods];
        double sum = 0;
        for (int p = 0; p < periods; p++) {
            sum += market.of(method).run().periods().get(p).kpi()
                    - market.without().run().periods().get(p).kpi();
            sums[p] = sum;
        }
        return ImmutableDoubleArray.copyOf(sums);
    }

    private static RunReport.Money money(List<MarketRuns> all) {
        List<TeamRun> runs = all.stream()
                .flatMap(market -> market.outcomes().values().stream())
                .map(Outcome::run)
                .toList();
        return new RunReport.Money(
                runs.size(),
                runs.stream()
                        .mapToLong(run -> run.audit().map(LedgerAudit::entries).orElse(0L))
                        .sum(),
                runs.stream()
                        .mapToLong(
                                run -> run.audit().map(LedgerAudit::faultCount).orElse(0L))
                        .sum(),
                runs.stream().mapToInt(TeamRun::overspent).sum(),
                runs.stream().mapToDouble(TeamRun::unaccounted).sum());
    }
}
