package io.weir.planning;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.planning.PlanReport.Cell;
import io.weir.response.Calibrator;
import io.weir.response.ModelSettings;
import io.weir.response.Posterior;
import io.weir.response.SamplerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A small market of three channels over 60 weeks, and plans on it with a posterior of few draws. */
final class Market {
    static final int WEEKS = 60;
    static final LocalDate START = LocalDate.of(2023, 1, 2).plusWeeks(WEEKS);
    static final String REVENUE = "kpi: {column: revenue, kind: revenue}";

    private static final String YAML = """
            history:
              file: history.csv
              date: week
              %s
              currency: EUR
              channels:
                - {name: search, kind: search, spend: search_spend}
                - {name: social, kind: social, spend: social_spend}
                - {name: tv, kind: other, spend: tv_spend}
              %s
            """;
    private static final SamplerSettings FEW = new SamplerSettings(1, 2, 100, 100, 50);
    private static final Map<String, Posterior> KNOWN = new ConcurrentHashMap<>();

    private final Path directory;
    private String history = csv();
    private String kpi = REVENUE;
    private String more = "";

    Market(Path directory) {
        this.directory = directory;
    }

    Market history(String csv) {
        history = csv;
        return this;
    }

    Market kpi(String line) {
        kpi = line;
        return this;
    }

    /** A further line under history. */
    Market with(String line) {
        more = line;
        return this;
    }

    /** The workspace with these settings under {@code plan:} and below. */
    Workspace workspace(String plan) {
        write("history.csv", history);
        write("weir.yaml", String.format(Locale.ROOT, YAML, kpi, more) + "plan:\n" + plan.indent(2));
        return Workspace.open(directory);
    }

    /** The workspace with these rules, a budget of 24,000 and four weeks. */
    Workspace ruled(String... rules) {
        workspace("periods: 4\nbudget: 24000");
        append("rules:\n  - " + String.join("\n  - ", rules) + "\n");
        return Workspace.open(directory);
    }

    /** The same model for the same history, fitted once. */
    Calibration calibration(Workspace workspace) {
        Posterior posterior = KNOWN.computeIfAbsent(
                history + kpi + more, key -> quick(workspace).posterior());
        return new Calibration(posterior, "key", 0, 0, ImmutableList.of());
    }

    /** A posterior of few draws for any workspace. */
    static Calibration quick(Workspace workspace) {
        return new Calibration(
                Calibrator.calibrate(workspace.history(), ModelSettings.defaults(), FEW, Progress.SILENT),
                "key",
                0,
                0,
                ImmutableList.of());
    }

    PlanReport plan(Workspace workspace) {
        return workspace.plan(calibration(workspace), Options.defaults());
    }

    PlanReport plan(String settings) {
        return plan(workspace(settings));
    }

    PlanReport planRuled(String... rules) {
        return plan(ruled(rules));
    }

    void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String text) {
        try {
            Files.writeString(directory.resolve("weir.yaml"), text, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The default history. */
    static String csv() {
        return csv("revenue", 0);
    }

    /**
     * @param kpi name of the counted column
     * @param silent how many of the channels never spend, from the last on
     */
    static String csv(String kpi, int silent) {
        var random = new SplittableRandom(11);
        var out = new StringBuilder("week," + kpi + ",search_spend,social_spend,tv_spend\n");
        for (int t = 0; t < WEEKS; t++) {
            out.append(week(t)).append(row(random, 1, silent)).append('\n');
        }
        return out.toString();
    }

    /** Two regions, the second a third as large. */
    static String byRegion() {
        var random = new SplittableRandom(12);
        var out = new StringBuilder("week,region,revenue,search_spend,social_spend,tv_spend\n");
        for (int t = 0; t < WEEKS; t++) {
            out.append(week(t)).append(",north").append(row(random, 1, 0)).append('\n');
            out.append(week(t)).append(",south").append(row(random, 0.3, 0)).append('\n');
        }
        return out.toString();
    }

    private static String row(SplittableRandom random, double size, int silent) {
        double search = 3000 * random.nextDouble(0.3, 1.7);
        double social = silent > 1 ? 0 : 2000 * random.nextDouble(0.2, 1.8);
        double tv = silent > 0 ? 0 : 1000 * random.nextDouble(0.1, 1.9);
        double revenue = 20000
                + 12000 * search / (search + 3000)
                + 8000 * social / (social + 3000)
                + 3000 * tv / (tv + 1000)
                + 500 * random.nextDouble(-1, 1);
        return String.format(
                Locale.ROOT, ",%.2f,%.2f,%.2f,%.2f", size * revenue, size * search, size * social, size * tv);
    }

    private static LocalDate week(int t) {
        return START.minusWeeks(WEEKS).plusWeeks(t);
    }

    /** Micros per period of one channel, all regions together. */
    static ImmutableList<Long> micros(PlanReport plan, String channel) {
        return IntStream.range(0, plan.grid().periods())
                .mapToLong(t -> plan.cells().stream()
                        .filter(cell ->
                                cell.period() == t && channelOf(plan, cell).equals(channel))
                        .mapToLong(Cell::micros)
                        .sum())
                .boxed()
                .collect(ImmutableList.toImmutableList());
    }

    static long totalMicros(PlanReport plan) {
        return plan.cells().stream().mapToLong(Cell::micros).sum();
    }

    static String channelOf(PlanReport plan, Cell cell) {
        return plan.grid().columns().get(cell.column()).channel();
    }

    static long micros(double amount) {
        return Math.round(amount * MoneyUnit.MICROS);
    }
}
