package io.weir.cli;

import io.weir.planning.Samples;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a workspace from a sample. */
@Command(
        name = "init",
        description =
                "Makes a workspace from a sample: a folder with weir.yaml, history.csv and the truth behind them.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir init shop                             the online shop: search, social, email, three years",
            "  weir init trial --sample subscription      conversions per day that arrive late",
            "  weir init corner --sample local-business   small and noisy"
        })
final class InitCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder to make; it must not exist or must be empty.")
    private Path directory;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            defaultValue = "online-shop",
            completionCandidates = SampleNames.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String sample;

    @Override
    public Integer call() {
        Samples.copy(sample, directory);
        spec.commandLine().getOut().println("Made " + directory + " from the sample " + sample + ".");
        spec.commandLine().getOut().println("Next: weir plan " + directory);
        return 0;
    }

    /** The samples, for help and completion. */
    static final class SampleNames implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return Samples.NAMES.iterator();
        }
    }
}
