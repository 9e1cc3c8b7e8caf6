package io.weir.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line: one command per use case. */
@Command(
        name = "weir",
        description = "Splits a marketing budget over channels and weeks.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            CalibrateCommand.class,
            PlanCommand.class,
            WhatIfCommand.class,
            SimulateCommand.class,
            WorldCommand.class,
            TrainGroup.class,
            RunCommand.class,
            LedgerGroup.class,
            AgentCommand.class,
            BenchCommand.class,
            AutoComplete.GenerateCompletion.class,
            HelpCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir init shop --sample online-shop    a workspace to try things on",
            "  weir plan shop                         plan its next weeks",
            "  weir whatif shop shop/scenarios/*.yaml compare scenarios with the plan",
            "  weir ledger shop open                  the plan's targets become limits of the money",
            "  source <(weir generate-completion)     complete commands in this shell"
        })
public final class Weir {
    private Weir() {}

    /** Runs a command and ends the process with its exit code: 0 done, 2 bad input, 3 no feasible plan, 1 our fault. */
    public static void main(String[] arguments) {
        var out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
        var err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
        int code = Failures.OUR_FAULT;
        try {
            code = commandLine(out, err).execute(arguments);
        } catch (OutOfMemoryError e) {
            err.println("weir ran out of memory. Maybe plan fewer regions or periods at once, or give Java more: "
                    + "java -Xmx8g -jar weir.jar ...");
        } catch (Error e) {
            err.println("Something went wrong inside weir; this is our fault, not yours: " + e);
        }
        Runtime.getRuntime().exit(code);
    }

    /** The command line, writing results to {@code out} and everything else to {@code err}. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Weir())
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new Misuse())
                .setExecutionExceptionHandler(new Failures());
    }

    /** Tells the version. */
    static final class VersionLine implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"weir " + io.weir.planning.Version.text()};
        }
    }
}
