package io.weir.cli;

import com.google.common.base.Stopwatch;
import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanText;
import io.weir.planning.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans the next periods. */
@Command(
        name = "plan",
        description =
                "Plans the spend of every channel in the next periods: calibrates if needed, optimises, enforces the"
                        + " rules, and writes plan.csv, plan.json, plan.xlsx and report.html.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir plan shop                     plan; then open shop/report.html",
            "  weir plan shop --out monday        write the files to another folder",
            "  weir plan shop --policy learned    beside what a learned agent would do",
            "  weir plan shop --json | jq .headline"
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WS", description = "The workspace: a folder with weir.yaml.")
    private Path directory;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the files go (default: the workspace).")
    private @Nullable Path out;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description =
                    "Asks a learned allocation agent too, in a market fitted to the workspace, and plans what it would do where that is"
                            + " within caution: learned (the policy that comes with Weir) or a file of weir train allocation.")
    private @Nullable String policy;

    @Mixin
    private Common common;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.open(directory);
        Path target = out == null ? workspace.directory() : out;
        workspace.requireWritable(target);
        workspace.requirePlannable();
        if (policy != null) {
            LearnedAdvice.requirePossible(policy, workspace);
        }
        Calibration calibration;
        PlanReport report;
        Stopwatch planning = Stopwatch.createUnstarted();
        try (var progress = TerminalProgress.to(spec.commandLine().getErr())) {
            Options options = common.options(progress);
            calibration =
                    common.calibrate(workspace, options, spec.commandLine().getErr());
            planning.start();
            report = policy == null
                    ? workspace.plan(calibration, options)
                    : workspace.plan(calibration, new LearnedAdvice(policy, workspace, calibration, options), options);
            planning.stop();
            if (calibration.seconds() > 0) {
                workspace.keep(calibration);
            }
        }
        workspace.write(report, target);
        PrintWriter terminal = spec.commandLine().getOut();
        if (common.json) {
            terminal.println(PlanText.json(report));
            return 0;
        }
        terminal.println(PlanText.table(report));
        spec.commandLine()
                .getErr()
                .println(told(calibration) + String.format(Locale.ROOT, "planned in %.1f s. ", seconds(planning))
                        + "Open "
                        + target.resolve("report.html").toAbsolutePath().normalize());
        return 0;
    }

    private static String told(Calibration calibration) {
        return calibration.seconds() > 0
                ? String.format(Locale.ROOT, "Calibrated in %.1f s, ", calibration.seconds())
                : "Calibrated before, ";
    }

    private static double seconds(Stopwatch watch) {
        return watch.elapsed(TimeUnit.MILLISECONDS) / 1000.0;
    }
}
