package io.weir.cli;

import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.AllocationBenchmark;
import io.weir.benchmarks.BenchmarkReport;
import io.weir.benchmarks.BenchmarkSetup;
import io.weir.benchmarks.BiddingBenchmark;
import io.weir.benchmarks.CalibrationBenchmark;
import io.weir.benchmarks.HierarchyBenchmark;
import io.weir.benchmarks.Kept;
import io.weir.benchmarks.LedgerBenchmark;
import io.weir.benchmarks.PromiseBenchmark;
import io.weir.benchmarks.RulesBenchmark;
import io.weir.benchmarks.SimulatorBenchmark;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a benchmark. */
@Command(
        name = "bench",
        description = "Measures Weir where the truth is known and prints tables, then one line per figure: name, value,"
                + " unit, 95 %% interval, what it has to reach, whether it does.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir bench allocation                    plans in worlds with known truth",
            "  weir bench calibration --only speed      one part alone",
            "  weir bench promise --figures out.json    are stated probabilities true"
        })
final class BenchCommand implements Callable<Integer> {
    /** Where worlds are looked for unless told: beside the folder that Weir stands in. */
    private static final String HOME = "weir.home";

    private static final String WORLDS = "shared/worlds";

    /** What can be measured. */
    enum What {
        /** Value of plans. */
        ALLOCATION(AllocationBenchmark.PARTS, AllocationBenchmark::run),
        /** Posteriors. */
        CALIBRATION(CalibrationBenchmark.PARTS, CalibrationBenchmark::run),
        /** Stated probabilities and intervals. */
        PROMISE(PromiseBenchmark.PARTS, PromiseBenchmark::run),
        /** Plans under rules. */
        RULES(RulesBenchmark.PARTS, RulesBenchmark::run),
        /** The record of money, under kills. */
        LEDGER(LedgerBenchmark.PARTS, LedgerBenchmark::run),
        /** Simulated markets. */
        SIMULATOR(SimulatorBenchmark.PARTS, SimulatorBenchmark::run),
        /** Bidders. */
        BIDDING(BiddingBenchmark.PARTS, BiddingBenchmark::run),
        /** Whole teams. */
        HIERARCHY(HierarchyBenchmark.PARTS, HierarchyBenchmark::run);

        private final ImmutableSet<String> parts;
        private final Function<BenchmarkSetup, BenchmarkReport> run;

        What(ImmutableSet<String> parts, Function<BenchmarkSetup, BenchmarkReport> run) {
            this.parts = parts;
            this.run = run;
        }

        /** The word that people write. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WHAT", description = "One of: ${COMPLETION-CANDIDATES}.")
    private What what;

    @Option(names = "--only", paramLabel = "PART", split = ",", description = "Only these parts of it.")
    private List<String> only = List.of();

    @Option(names = "--quick", description = "A smaller run within two minutes; its figures are rougher.")
    private boolean quick;

    @Option(
            names = "--worlds",
            paramLabel = "DIR",
            description = "Folder of worlds with known truth (default: " + WORLDS + " beside Weir's folder).")
    private @Nullable Path worlds;

    @Option(
            names = "--write-histories",
            paramLabel = "DIR",
            description = "Run nothing; write the histories that the allocation benchmark plans, as workspaces.")
    private @Nullable Path histories;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Keep in DIR what closed loops of a world and seeds of firms have found; the same command goes on from there after it was"
                            + " broken off. Only what this very build found counts.")
    private @Nullable Path keep;

    @Option(names = "--figures", paramLabel = "FILE", description = "Write the figures to a JSON file too.")
    private @Nullable Path figures;

    @Override
    public Integer call() {
        for (String part : only) {
            if (!what.parts.contains(part)) {
                throw BadInputException.of(
                        "--only",
                        "(" + part + ") must be one of " + String.join(", ", what.parts) + ".",
                        "Maybe leave it out to run all.");
            }
        }
        if (keep != null && what != What.HIERARCHY) {
            throw BadInputException.of(
                    "--keep",
                    "(" + keep + ") is of the hierarchy benchmark only.",
                    "Maybe leave it out: nothing of the others is kept.");
        }
        BenchmarkReport report;
        Kept kept = keep == null ? Kept.nowhere() : Kept.in(keep);
        try (var progress = TerminalProgress.to(spec.commandLine().getErr())) {
            if (histories != null) {
                return write(histories, new BenchmarkSetup(folder(), ImmutableSet.of(), quick, kept, progress));
            }
            report = what.run.apply(new BenchmarkSetup(folder(), ImmutableSet.copyOf(only), quick, kept, progress));
        }
        spec.commandLine().getOut().print(report.told());
        spec.commandLine().getOut().flush();
        if (figures != null) {
            write(figures, report.json());
        }
        return 0;
    }

    private int write(Path target, BenchmarkSetup setup) {
        if (what != What.ALLOCATION) {
            throw BadInputException.of(
                    "--write-histories",
                    "(" + target + ") is of the allocation benchmark only.",
                    "Maybe write: weir bench allocation --write-histories DIR.");
        }
        AllocationBenchmark.writeHistories(setup, target);
        return 0;
    }

    private Path folder() {
        if (worlds != null) {
            return worlds;
        }
        Path home = Path.of(System.getProperty(HOME, "")).toAbsolutePath();
        return home.resolveSibling(WORLDS);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be written: " + e.getMessage() + ".", "Maybe name another file.");
        }
    }
}
