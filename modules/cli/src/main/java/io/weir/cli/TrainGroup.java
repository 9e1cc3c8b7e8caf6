package io.weir.cli;

import com.google.common.collect.ImmutableList;
import io.weir.planning.BidderReport;
import io.weir.planning.Worlds;
import io.weir.simulator.World;
import io.weir.training.ChannelJudgement;
import io.weir.training.ChannelJudgement.Trace;
import io.weir.training.ChannelTraining;
import io.weir.training.TrainedBidder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains agents in simulated markets. */
@Command(
        name = "train",
        description = "Trains agents in simulated markets, and judges them in markets that they were not trained in.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        synopsisSubcommandLabel = "WHAT",
        subcommands = {TrainGroup.Bidding.class, TrainAllocation.class, TrainTeam.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir train bidding social small-business            one channel's bidder in one world",
            "  weir train bidding search steady halo --rounds 60   in two worlds, shorter",
            "  weir train allocation random                        who sets the targets",
            "  weir train team halo                                a whole team that learns together"
        })
final class TrainGroup implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "What is to be trained is missing: weir train bidding ..., weir train allocation ... or weir train team ...");
    }

    /** Trains the bidder of one channel. */
    @Command(
            name = "bidding",
            description =
                    "Trains one channel's bidder: a small network that changes the bids of the paced bidder tick by"
                            + " tick, within a bounded factor. Writes the policy, learning.csv and a page that shows it, and"
                            + " judges it against the paced bidder and other controllers in fresh markets. What is kept is the"
                            + " best policy of all evaluations; the first of them is no change at all.",
            mixinStandardHelpOptions = true,
            versionProvider = Weir.VersionLine.class,
            footerHeading = "%nExamples:%n",
            footer = {
                "  weir train bidding social small-business               writes social.net and social.html",
                "  weir train bidding search steady halo --out s.net      in two worlds",
                "  weir train bidding social my-world.yaml --rounds 40    a world of your own, shorter",
                "",
                "Ctrl-C ends it; the same command goes on from the last evaluation. How a policy is used by",
                "weir agent is told in docs/agent.md."
            })
    static final class Bidding implements Callable<Integer> {
        private static final int MOST_SEEDS = 200;
        private static final int LEAST_SEEDS = 2;
        private static final String ENDING = ".net";

        @Spec
        private CommandSpec spec;

        @Parameters(
                index = "0",
                paramLabel = "CHANNEL",
                description = "A channel of the worlds; or search, social, other: all their channels of that kind.")
        private String channel;

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "WORLD",
                completionCandidates = SimulateCommand.WorldNames.class,
                description = "Worlds that come with Weir (${COMPLETION-CANDIDATES}) or files.")
        private List<String> names;

        @Option(names = "--out", paramLabel = "FILE", description = "The policy (default: CHANNEL.net).")
        private @Nullable Path out;

        @Option(
                names = "--html",
                paramLabel = "FILE",
                description = "The page that shows it (default: beside the policy, with .html).")
        private @Nullable Path html;

        @Option(
                names = "--rounds",
                paramLabel = "N",
                defaultValue = "" + ChannelTraining.USUAL_ROUNDS,
                description = "Rounds of some 700 ticks each (default: ${DEFAULT-VALUE}).")
        private int rounds;

        @Option(
                names = "--seeds",
                paramLabel = "N",
                defaultValue = "12",
                description = "Fresh markets of each world in which it is judged (default: ${DEFAULT-VALUE}).")
        private int seeds;

        @Option(
                names = "--folder",
                paramLabel = "DIR",
                description = "Where the run is kept to go on after an interruption, and learning.csv (default:"
                        + " CHANNEL-training beside the policy).")
        private @Nullable Path folder;

        @Mixin
        private Common common;

        @Override
        public Integer call() {
            Asked.requireWithin("--rounds", rounds, 1, ChannelTraining.MOST_ROUNDS);
            Asked.requireWithin("--seeds", seeds, LEAST_SEEDS, MOST_SEEDS);
            ImmutableList<World> worlds = names.stream()
                    .map(name -> Worlds.find(name, common.seed).world())
                    .collect(ImmutableList.toImmutableList());
            Path policy = out == null ? Path.of(channel + ENDING) : out;
            Path page = html == null ? policy.resolveSibling(stem(policy) + ".html") : html;
            Path kept = folder == null ? policy.resolveSibling(stem(policy) + "-training") : folder;
            Asked.requireFile("--out", policy);
            Asked.requireFile("--html", page);
            PrintWriter err = spec.commandLine().getErr();
            var training = new ChannelTraining(worlds, channel, common.seed, rounds);
            TrainedBidder trained;
            ChannelJudgement judgement;
            try (var progress = TerminalProgress.to(err)) {
                var curve = new LearningCurve(progress, err, rounds, "paced");
                trained =
                        training.train(Optional.of(kept), curve, point -> curve.evaluated(point.round(), point.gain()));
                trained.write(policy);
                judgement = trained.judge(seeds, progress);
            }
            BidderReport report = report(trained, judgement, policy);
            report.writeHtml(page);
            PrintWriter terminal = spec.commandLine().getOut();
            terminal.println(common.json ? report.json() : report.text());
            err.println("Look at " + page);
            err.println("The policy is " + policy + "; evaluations are in " + kept.resolve("learning.csv"));
            return 0;
        }

        private static String stem(Path policy) {
            String name = policy.getFileName().toString();
            return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        }

        private BidderReport report(TrainedBidder trained, ChannelJudgement judgement, Path policy) {
            return new BidderReport(
                    channel,
                    trained.worlds().stream().map(World::name).collect(ImmutableList.toImmutableList()),
                    trained.worlds()
                            .get(0)
                            .unit()
                            .currency()
                            .map(c -> c.getCurrencyCode())
                            .orElse(""),
                    policy.toString(),
                    new BidderReport.Training(
                            common.seed,
                            trained.steps(),
                            trained.configuration(),
                            trained.versions(),
                            trained.curve().stream()
                                    .map(p -> new BidderReport.Point(p.round(), p.gain()))
                                    .collect(ImmutableList.toImmutableList()),
                            trained.kept().round(),
                            trained.minutes()),
                    judgement.markets(),
                    judgement.contenders().stream().map(Bidding::contender).collect(ImmutableList.toImmutableList()),
                    judgement.weeks().stream().map(Bidding::week).collect(ImmutableList.toImmutableList()));
        }

        private static BidderReport.Contender contender(ChannelJudgement.Contender one) {
            return new BidderReport.Contender(one.name(), one.ofBound(), one.overPaced(), one.spent());
        }

        private static BidderReport.Week week(Trace trace) {
            return new BidderReport.Week(
                    trace.name(), trace.target(), trace.spent(), trace.bid(), trace.won(), trace.price());
        }
    }
}
