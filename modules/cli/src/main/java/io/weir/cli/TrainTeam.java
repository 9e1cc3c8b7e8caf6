package io.weir.cli;

import com.google.common.collect.ImmutableList;
import io.weir.planning.TeamOptions;
import io.weir.planning.TeamReport;
import io.weir.planning.Worlds;
import io.weir.policy.Network;
import io.weir.simulator.Amount;
import io.weir.simulator.World;
import io.weir.training.TeamJudge;
import io.weir.training.TeamTraining;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains a whole team. */
@Command(
        name = "team",
        description =
                "Trains a whole team in closed loop: who sets the targets and who spends them learn together, by what their runs bring"
                        + " beyond history's split. The training file says who is in the team, what they tell each other, whose reward"
                        + " it is and how credit is given. Writes a policy per agent, learning.csv and a page, and judges the team in"
                        + " fresh markets.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir train team halo                          writes halo-team/ with team.html",
            "  weir train team my-world.yaml --training t.yaml --out mine",
            "  weir run halo --methods team,history --team halo-team",
            "",
            "Ctrl-C ends it; the same command goes on from the last evaluation. The keys of a training",
            "file are told in docs/team-training.md."
        })
final class TrainTeam implements Callable<Integer> {
    private static final int LEAST_SEEDS = 2;
    private static final int MOST_SEEDS = 200;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "WORLD",
            completionCandidates = SimulateCommand.WorldNames.class,
            description =
                    "Worlds that come with Weir (${COMPLETION-CANDIDATES}) or files, taken in turn; of as many channels.")
    private List<String> names;

    @Option(names = "--training", paramLabel = "FILE", description = "The training file (default: all as it is usual).")
    private @Nullable Path training;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the team (default: WORLD-team).")
    private @Nullable Path out;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "12",
            description = "Fresh markets in which it is judged (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Asked.requireWithin("--seeds", seeds, LEAST_SEEDS, MOST_SEEDS);
        TeamOptions options = training == null ? TeamOptions.standard() : TeamOptions.read(training);
        ImmutableList<World> worlds = names.stream()
                .map(name -> Worlds.find(name, common.seed).world())
                .collect(ImmutableList.toImmutableList());
        Path folder = out == null ? Path.of(worlds.get(0).name() + "-team") : out;
        TeamFolder.make(folder);
        PrintWriter err = spec.commandLine().getErr();
        var learning = new TeamTraining(
                worlds, TeamSettings.game(options), TeamSettings.switches(options), options.rounds(), common.seed);
        TeamTraining.Trained trained;
        ImmutableList<TeamJudge.Judged> judged;
        try (var progress = TerminalProgress.to(err)) {
            var curve = new LearningCurve(progress, err, options.rounds(), "history's split");
            trained = learning.train(
                    Optional.of(folder.resolve("training")),
                    curve,
                    point -> curve.evaluated(point.round(), point.gain()));
            new TeamFolder(options, trained.networks()).write(folder);
            judged = learning.judge(trained).judge(seeds, progress);
        }
        TeamReport report = report(worlds, options, folder, trained, judged);
        Path page = folder.resolve("team.html");
        report.writeHtml(page);
        spec.commandLine().getOut().println(common.json ? report.json() : report.text());
        err.println("Look at " + page);
        err.println("The team is " + folder + ". Next: weir run " + names.get(0) + " --methods team,history --team "
                + folder);
        return 0;
    }

    private TeamReport report(
            ImmutableList<World> worlds,
            TeamOptions options,
            Path folder,
            TeamTraining.Trained trained,
            ImmutableList<TeamJudge.Judged> judged) {
        Network any = trained.networks().values().iterator().next();
        ImmutableList<TeamReport.Change> changes = IntStream.range(
                        0, worlds.get(0).channels().size())
                .mapToObj(c -> new TeamReport.Change(
                        worlds.get(0).channels().get(c).name(),
                        Amount.band(judged.stream()
                                .mapToDouble(one -> one.factors()[c])
                                .toArray())))
                .collect(ImmutableList.toImmutableList());
        return new TeamReport(
                worlds.stream().map(World::name).collect(ImmutableList.toImmutableList()),
                options,
                common.seed,
                folder.toString(),
                trained.networks().keySet().asList(),
                trained.curve().stream()
                        .map(one -> new TeamReport.Point(one.round(), one.gain()))
                        .collect(ImmutableList.toImmutableList()),
                trained.kept().round(),
                trained.minutes(),
                seeds,
                Amount.band(judged.stream().mapToDouble(TeamJudge.Judged::gain).toArray()),
                changes,
                any.origin().configuration(),
                any.origin().versions());
    }
}
