package io.weir.cli;

import io.weir.planning.Calibration;
import io.weir.planning.CalibrationText;
import io.weir.planning.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fits the response and prints diagnostics. */
@Command(
        name = "calibrate",
        description = "Fits the response of every channel to the history and keeps it in model.json.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir calibrate shop            fit, print what was learnt and whether to trust it",
            "  weir calibrate shop --json     the same for a program"
        })
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WS", description = "The workspace: a folder with weir.yaml.")
    private Path directory;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.open(directory);
        Calibration calibration;
        try (var progress = TerminalProgress.to(spec.commandLine().getErr())) {
            calibration = common.calibrate(
                    workspace, common.options(progress), spec.commandLine().getErr());
        }
        workspace.keep(calibration);
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                common.json
                        ? CalibrationText.json(workspace, calibration)
                        : CalibrationText.table(workspace, calibration));
        return 0;
    }
}
