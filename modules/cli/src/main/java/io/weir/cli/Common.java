package io.weir.cli;

import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.PlanReport.Severity;
import io.weir.planning.Workspace;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** Options that several commands share. */
final class Common {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Seed of all randomness; the same inputs and seed give the same result (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", description = "Print one JSON document to standard output instead of text.")
    boolean json;

    /** Calibrates, telling the facts about the data before the model that is fitted to them. */
    Calibration calibrate(Workspace workspace, Options options, PrintWriter err) {
        if (!workspace.isCalibrated(options)) {
            workspace.facts().forEach(f -> err.println((f.severity() == Severity.WARNING ? "! " : "- ") + f.text()));
        }
        return workspace.calibrate(options);
    }

    Options options(TerminalProgress progress) {
        return new Options(seed, progress);
    }
}
