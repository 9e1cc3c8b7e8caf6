package io.weir.cli;

import io.weir.core.BadInputException;
import io.weir.planning.Calibration;
import io.weir.planning.FittedWorld;
import io.weir.planning.FittedWorld.Settings;
import io.weir.planning.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits a simulated market to a calibrated workspace. */
@Command(
        name = "world",
        description =
                "Fits a simulated market to a workspace, so that its channels bring what the calibrated model says, and tells how"
                        + " well it fits. Agents can be trained in it, and plans tried.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir world shop                     writes shop/world.yaml",
            "  weir world shop --order-value 85    what the history does not tell",
            "  weir world shop --draws 8           and eight more worlds of what the history leaves open",
            "  weir run shop/world.yaml            then: a closed loop in it"
        })
final class WorldCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WS", description = "The workspace: a folder with weir.yaml.")
    private Path directory;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: the workspace).")
    private @Nullable Path out;

    @Option(
            names = "--order-value",
            paramLabel = "AMOUNT",
            description =
                    "Mean of an order, in the workspace's currency (default: what a conversion is worth, if the workspace says"
                            + " so).")
    private @Nullable Double orderValue;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "How many people there are (default: as many as usually bring so many orders).")
    private @Nullable Double people;

    @Option(
            names = "--hourly",
            description =
                    "Bidders decide by the hour, not by the day: slower, and closer to what they do (always so where periods are"
                            + " days).")
    private boolean hourly;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "How many more worlds to fit, each to one draw of the posterior, 0 to 100 (default: ${DEFAULT-VALUE}).")
    private int draws;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Settings settings = settings();
        Workspace workspace = Workspace.open(directory);
        Path target = out == null ? workspace.directory() : out;
        workspace.requireWritable(target);
        FittedWorld.requireReplaceable(target);
        PrintWriter err = spec.commandLine().getErr();
        FittedWorld fitted;
        try (var progress = TerminalProgress.to(err)) {
            Calibration calibration = common.calibrate(workspace, common.options(progress), err);
            workspace.keep(calibration);
            fitted = FittedWorld.of(workspace, calibration, settings, common.options(progress));
        }
        fitted.write(target);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(common.json ? fitted.json() : fitted.text());
        err.println("Next: weir run " + target.resolve("world.yaml"));
        return 0;
    }

    private Settings settings() {
        if (draws < 0 || draws > Settings.MOST_DRAWS) {
            throw BadInputException.of(
                    "--draws", "(" + draws + ") must be a whole number from 0 to " + Settings.MOST_DRAWS + ".", "");
        }
        if (orderValue != null && !(orderValue > 0 && orderValue < Double.POSITIVE_INFINITY)) {
            throw BadInputException.of("--order-value", "(" + orderValue + ") must be an amount above 0.", "");
        }
        if (people != null && !(people >= Settings.LEAST_PEOPLE && people <= Settings.MOST_PEOPLE)) {
            throw BadInputException.of(
                    "--people", "(" + people + ") must be from 1,000 to 100 million.", "Maybe households were meant.");
        }
        return new Settings(optional(orderValue), optional(people), hourly, draws);
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
