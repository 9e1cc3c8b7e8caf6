package io.weir.cli;

import com.google.common.collect.Iterators;
import io.weir.core.BadInputException;
import io.weir.planning.Simulation;
import io.weir.planning.SimulationText;
import io.weir.planning.WorldExplanation;
import io.weir.planning.Worlds;
import io.weir.simulator.World;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a simulated market. */
@Command(
        name = "simulate",
        description =
                "Runs a simulated market and writes a workspace of what a business would have seen of it, with the"
                        + " truth beside: history.csv, weir.yaml, truth.json, and world.yaml, which made them.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir simulate halo --out shop            then weir plan shop",
            "  weir simulate halo --periods 52          one year",
            "  weir simulate halo --explain             a page that shows the world",
            "  weir simulate random --seed 7            a world drawn at random",
            "  weir simulate my-world.yaml --seed 7     a world of your own"
        })
final class SimulateCommand implements Callable<Integer> {
    private static final int MOST_PERIODS = 2000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "WORLD",
            completionCandidates = WorldNames.class,
            description = "A world that comes with Weir (${COMPLETION-CANDIDATES}) or a file.")
    private String world;

    @Option(
            names = "--periods",
            paramLabel = "N",
            description = "Periods of the history (default: what the world says).")
    private @Nullable Integer periods;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the files go (default: a folder named as the world).")
    private @Nullable Path out;

    @Option(
            names = "--explain",
            description =
                    "Also writes explain.html: how people move, response curves, the clairvoyant split, auctions, calendars.")
    private boolean explain;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Worlds.Source source = Worlds.find(world, common.seed);
        World given = source.world();
        if (periods != null && (periods < 1 || periods > MOST_PERIODS)) {
            throw BadInputException.of(
                    "--periods", "(" + periods + ") must be a whole number from 1 to " + MOST_PERIODS + ".", "");
        }
        World asked = periods == null ? given : given.over(periods);
        PrintWriter err = spec.commandLine().getErr();
        Simulation simulation;
        Path target = out == null ? Path.of(asked.name()) : out;
        try (var progress = TerminalProgress.to(err)) {
            simulation = Simulation.of(asked, common.options(progress));
            simulation.write(target, source.yaml());
            if (explain) {
                WorldExplanation.of(simulation, common.options(progress)).write(target);
            }
        }
        PrintWriter terminal = spec.commandLine().getOut();
        if (common.json) {
            terminal.println(SimulationText.json(simulation));
            return 0;
        }
        terminal.println(SimulationText.table(simulation));
        if (explain) {
            err.println("Look at " + target.resolve("explain.html"));
        }
        err.println("Next: weir plan " + target);
        return 0;
    }

    /** The worlds that come with Weir, for help and completion. */
    static final class WorldNames implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Iterators.concat(Worlds.NAMES.iterator(), Iterators.singletonIterator(Worlds.RANDOM));
        }
    }
}
