package io.weir.cli;

import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfText;
import io.weir.planning.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares scenarios with the workspace as it is. */
@Command(
        name = "whatif",
        description =
                "Plans scenarios beside the workspace as it is, on the same draws: calibrates if needed, and writes"
                        + " whatif.csv, whatif.json and whatif.html.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir whatif shop cut.yaml                        then open shop/whatif.html",
            "  weir whatif shop shop/scenarios/*.yaml           all that come with the sample",
            "  weir whatif shop cut.yaml --run                  and what bidders make of it in a market like yours",
            "  weir whatif shop cut.yaml --json | jq '.scenarios[].difference'",
            "",
            "A scenario file:",
            "  name: less money, dearer social",
            "  changes:",
            "    - {budget: -20%%}",
            "    - {channel: social, price: +30%%}"
        })
final class WhatIfCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "WS", description = "The workspace: a folder with weir.yaml.")
    private Path directory;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "SCENARIO", description = "Scenario files.")
    private List<Path> scenarios;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: the workspace).")
    private @Nullable Path out;

    @Option(
            names = "--run",
            description =
                    "Also fits a market to the workspace and has every plan spent there by Weir's bidders, on the same draws.")
    private boolean run;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.open(directory);
        Path target = out == null ? workspace.directory() : out;
        workspace.requireWritable(target);
        workspace.requirePlannable();
        workspace.requireComparable(scenarios);
        PrintWriter err = spec.commandLine().getErr();
        WhatIfReport report;
        try (var progress = TerminalProgress.to(err)) {
            Options options = common.options(progress);
            Calibration calibration = common.calibrate(workspace, options, err);
            if (calibration.seconds() > 0) {
                workspace.keep(calibration);
            }
            report = run
                    ? workspace.whatIf(calibration, scenarios, new PacedMarkets(common.seed), options)
                    : workspace.whatIf(calibration, scenarios, options);
        }
        workspace.write(report, target);
        PrintWriter terminal = spec.commandLine().getOut();
        if (common.json) {
            terminal.println(WhatIfText.json(report));
            return 0;
        }
        terminal.println(WhatIfText.table(report));
        err.println("Open " + target.resolve("whatif.html").toAbsolutePath().normalize());
        return 0;
    }
}
