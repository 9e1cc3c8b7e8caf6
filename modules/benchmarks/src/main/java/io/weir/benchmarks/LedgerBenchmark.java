package io.weir.benchmarks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.benchmarks.internal.Interval;
import io.weir.benchmarks.internal.MarkdownTable;
import io.weir.benchmarks.internal.ledger.DurableCase;
import io.weir.benchmarks.internal.ledger.KillCase;
import io.weir.benchmarks.internal.ledger.LeaseSpeed;
import io.weir.planning.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The ledger: is anything overspent, lost or counted twice under kills, and how fast is it. */
public final class LedgerBenchmark {
    /** What it is made of. */
    public static final ImmutableSet<String> PARTS = ImmutableSet.of("kills", "leases", "durable");

    private static final String NO_SERVER =
            "PostgreSQL: skipped, as there is no embedded server for this kind of machine (Linux on x86-64 has one).\n";

    private final BenchmarkSetup setup;
    private final StringBuilder text = new StringBuilder();
    private final ImmutableList.Builder<Figure> figures = ImmutableList.builder();

    private LedgerBenchmark(BenchmarkSetup setup) {
        this.setup = setup;
    }

    /** Runs its parts. */
    public static BenchmarkReport run(BenchmarkSetup setup) {
        var benchmark = new LedgerBenchmark(setup);
        try {
            if (setup.runs("kills")) {
                benchmark.kills();
            }
            if (setup.runs("leases")) {
                benchmark.leases();
            }
            if (setup.runs("durable")) {
                benchmark.durable();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("plain inserts failed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted.", e);
        }
        return new BenchmarkReport(benchmark.text.toString(), benchmark.figures.build());
    }

    // ---- kills ----

    private void kills() throws IOException, InterruptedException {
        var setting = setup.quick()
                ? new KillCase.Setting(Duration.ofSeconds(15), 10, setup.progress())
                : new KillCase.Setting(Duration.ofSeconds(60), 50, setup.progress());
        List<KillCase.Result> results = new ArrayList<>();
        text.append("## Ledger: 4 processes of 8 threads each spend by one ledger while they are killed at random\n\n");
        try (var folder = new ScratchFolder()) {
            results.add(KillCase.onSqlite(folder.path(), setting));
        }
        try (var folder = new ScratchFolder()) {
            KillCase.onPostgres(folder.path(), setting).ifPresentOrElse(results::add, () -> text.append(NO_SERVER));
        }
        text.append(table(results)).append("\n");
        for (KillCase.Result result : results) {
            result.told().stream()
                    .limit(10)
                    .forEach(fault -> text.append("- ")
                            .append(result.database())
                            .append(": ")
                            .append(fault)
                            .append("\n"));
        }
        none("overspend", results, KillCase.Result::overspend);
        none("lost-acknowledgements", results, KillCase.Result::lost);
        none("double-counts", results, KillCase.Result::twice);
        none("audit-faults", results, KillCase.Result::faults);
    }

    private static MarkdownTable table(List<KillCase.Result> results) {
        var table = new MarkdownTable(
                "database",
                "seconds",
                "kills of processes",
                "of the server",
                "asked",
                "refused",
                "acknowledged",
                "as booked before",
                "lines",
                "overspend",
                "lost",
                "twice",
                "faults");
        for (KillCase.Result r : results) {
            table.row(
                    r.database(),
                    String.format(Locale.ROOT, "%.0f", r.seconds()),
                    Integer.toString(r.kills()),
                    Integer.toString(r.serverKills()),
                    number(r.asked()),
                    number(r.refused()),
                    number(r.acknowledged()),
                    number(r.again()),
                    number(r.lines()),
                    number(r.overspend()),
                    number(r.lost()),
                    number(r.twice()),
                    number(r.faults()));
        }
        return table;
    }

    /** Over all databases together. */
    private void none(String name, List<KillCase.Result> results, ToLongFunction<KillCase.Result> count) {
        long sum = results.stream().mapToLong(count).sum();
        figures.add(Figure.atMost(name, sum, "count", sum, sum, 0));
    }

    // ---- leases ----

    private void leases() throws IOException {
        setup.progress().at("authorisations from a lease", 0);
        try (var folder = new ScratchFolder()) {
            LeaseSpeed.Measured measured =
                    LeaseSpeed.measure(setup.quick(), folder.path().resolve("jmh.log"));
            text.append("\n## Leases: two threads authorise from one lease (JMH)\n\n")
                    .append(new MarkdownTable("", "per second", "bytes allocated each")
                            .row(
                                    "authorisation",
                                    number((long) measured.perSecond()),
                                    String.format(Locale.ROOT, "%.4f", measured.bytes()))
                            .row("empty method", number((long) measured.emptyPerSecond()), ""))
                    .append("\n");
            figures.add(Figure.atLeast(
                    "leased-per-second", measured.perSecond(), "1/s", measured.low(), measured.high(), 10_000_000));
            // below a thousandth of a byte is what the measuring itself allocates
            double bytes = measured.bytes() < 1e-3 ? 0 : measured.bytes();
            figures.add(Figure.atMost("leased-bytes", bytes, "B", bytes, bytes, 0));
        }
    }

    // ---- durable ----

    private void durable() throws IOException, SQLException {
        var setting = setup.quick()
                ? new DurableCase.Setting(5, 10_000, 1_000, setup.progress())
                : new DurableCase.Setting(20, 20_000, 1_000, setup.progress());
        List<DurableCase.Result> results = new ArrayList<>();
        text.append(String.format(
                Locale.ROOT,
                "\n## Durable: %d rounds of %,d settlements in batches of %d, and plain inserts of the same lines\n\n",
                setting.rounds(),
                setting.rows(),
                setting.batch()));
        try (var folder = new ScratchFolder()) {
            results.add(DurableCase.onSqlite(folder.path(), setting));
        }
        try (var folder = new ScratchFolder()) {
            DurableCase.onPostgres(folder.path(), setting).ifPresentOrElse(results::add, () -> text.append(NO_SERVER));
        }
        var table = new MarkdownTable("database", "settlements/s", "plain inserts/s", "ratio", "95 % interval");
        Interval worst = new Interval(Double.POSITIVE_INFINITY, 0, 0);
        for (DurableCase.Result result : results) {
            Interval ratio = Interval.ofMiddle(result.ratios());
            worst = ratio.value() < worst.value() ? ratio : worst;
            table.row(
                    result.database(),
                    number((long) Arrays.stream(result.ledger()).average().orElse(0)),
                    number((long) Arrays.stream(result.raw()).average().orElse(0)),
                    String.format(Locale.ROOT, "%.3f", ratio.value()),
                    String.format(Locale.ROOT, "%.3f-%.3f", ratio.low(), ratio.high()));
        }
        text.append(table).append("\n");
        figures.add(Figure.atLeast("durable-against-raw", worst.value(), "ratio", worst.low(), worst.high(), 0.5));
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
