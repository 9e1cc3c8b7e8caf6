package io.weir.cli;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.Progress;
import io.weir.hierarchy.ReturnModel;
import io.weir.hierarchy.Trial;
import io.weir.planning.AllocationReport;
import io.weir.planning.SimulatedPlanner;
import io.weir.planning.Version;
import io.weir.planning.Worlds;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import io.weir.simulator.World;
import io.weir.training.TargetTraining;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains who sets the targets. */
@Command(
        name = "allocation",
        description =
                "Trains the allocation agent: a policy that says from what bidders report and what the calibrated model says"
                        + " what the last unit of money truly brings in each channel. It learns from simulated markets, whose truth is"
                        + " played again, by days, with more and with less of each channel. About ten seconds of a processor per market.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir train allocation random                       many worlds, for any business",
            "  weir train allocation my-world.yaml --markets 20   one world",
            "  weir train allocation my-world.yaml --from learned the policy that comes with Weir, trained further",
            "",
            "How it is used: weir run WORLD --methods learned --policy FILE"
        })
final class TrainAllocation implements Callable<Integer> {
    private static final int LEAST_MARKETS = 10;
    private static final int MOST_MARKETS = 10_000;
    private static final double MOST_PULL = 1e6;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORLD",
            completionCandidates = SimulateCommand.WorldNames.class,
            description = "Worlds that come with Weir (${COMPLETION-CANDIDATES}) or files, taken in turn.")
    private List<String> names;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "allocation.net",
            description = "The policy (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--from",
            paramLabel = "POLICY",
            description =
                    "Trains a policy further: learned (the one that comes with Weir) or a file (default: from nothing).")
    private @Nullable String from;

    @Option(
            names = "--pull",
            paramLabel = "P",
            description =
                    "With --from, how strongly the policy is held near what it was, beside what the worlds tell (default: "
                            + TargetTraining.PULL
                            + ", for worlds that weir world fitted: they believe what the model believes; about 0.05 for worlds that are"
                            + " known to be true).")
    private @Nullable Double pull;

    @Option(
            names = "--markets",
            paramLabel = "N",
            defaultValue = "60",
            description = "Markets, each with a history of its own (default: ${DEFAULT-VALUE}).")
    private int markets;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Asked.requireWithin("--markets", markets, LEAST_MARKETS, MOST_MARKETS);
        Asked.requireFile("--out", out);
        requirePull();
        names.forEach(name -> Worlds.find(name, common.seed));
        var training = training();
        PrintWriter err = spec.commandLine().getErr();
        TargetTraining.Learned learned;
        try (var progress = TerminalProgress.to(err)) {
            learned = training.learn("weir " + Version.text(), progress);
        }
        NetworkFile.write(out, learned.network());
        AllocationReport report = report(learned);
        spec.commandLine().getOut().println(common.json ? report.json() : report.text());
        err.println("The policy is " + out);
        return 0;
    }

    private void requirePull() {
        if (pull != null && from == null) {
            throw BadInputException.of(
                    "--pull",
                    "(" + pull + ") is towards a policy that is trained further.",
                    "Add --from, or leave it out.");
        }
        if (pull != null && !(pull >= 0 && pull <= MOST_PULL)) {
            throw BadInputException.of(
                    "--pull", "(" + pull + ") must be a number from 0 to " + (int) MOST_PULL + ".", "");
        }
    }

    private TargetTraining training() {
        var training = new TargetTraining(this::world, TrainAllocation::model, common.seed, markets);
        if (from == null) {
            return training;
        }
        Network start = LearnedAdvice.network(from);
        try {
            return training.from(start, pull == null ? TargetTraining.PULL : pull);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(
                    "--from",
                    "(" + from + ") cannot be trained further: " + e.getMessage(),
                    "Maybe it is a policy of another training.");
        }
    }

    private AllocationReport report(TargetTraining.Learned learned) {
        return new AllocationReport(
                ImmutableList.copyOf(names),
                markets,
                common.seed,
                out.toString(),
                learned.rows(),
                learned.errors().stream()
                        .map(one -> new AllocationReport.Errors(
                                one.kind().name().toLowerCase(Locale.ROOT),
                                one.rows(),
                                one.policy(),
                                one.policyBySpend(),
                                one.model(),
                                one.shadowPrice()))
                        .collect(ImmutableList.toImmutableList()));
    }

    private World world(long number) {
        return TargetTraining.byDays(Worlds.find(names.get((int) Math.floorMod(number, (long) names.size())), number)
                .world());
    }

    private static ReturnModel model(World world, long seed, Trial trial) {
        SimulatedPlanner planner = SimulatedPlanner.start(
                world.over(trial.history().spend().length), seed, trial.history(), Progress.SILENT);
        return targets -> planner.marginalReturns(targets, ReturnModel.HORIZON);
    }
}
