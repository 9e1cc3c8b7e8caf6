package io.weir.benchmarks.internal;

import com.google.common.collect.ImmutableList;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.ChannelHistory;
import io.weir.core.FeasibleRegion;
import io.weir.core.History;
import io.weir.core.Progress;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.ScratchFolder;
import io.weir.planning.Workspace;
import io.weir.response.ModelSettings;
import io.weir.response.PriorPredictive;
import io.weir.response.ResponseObjective;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One market drawn from the prior, planned from its history.
 *
 * @param stated probability of beating carrying on
 * @param gain true value of the plan less that of carrying on, relative to the latter
 * @param harmed whether it is truly worse by over 1 %
 * @param valueInside whether the plan's true value lies within its 90 % interval
 * @param ratio true value over that of a plan that knows the truth
 */
public record PromiseCase(double stated, double gain, boolean harmed, boolean valueInside, double ratio) {
    private static final int PERIODS = 8;
    private static final double HARM = 0.01;
    private static final int FEWEST_CHANNELS = 2;
    private static final int SIZES = 3;
    private static final int WEEKS = 104;

    /** Draws, writes, plans and judges market {@code k}. */
    public static PromiseCase of(int k) {
        History template = Templates.history(FEWEST_CHANNELS + k % SIZES, WEEKS, 5000 + k);
        PriorPredictive.Drawn market = new PriorPredictive(template, ModelSettings.defaults()).draw(9000 + k, false);
        try (var folder = new ScratchFolder()) {
            write(market.history(), folder.path());
            PlanReport report = Workspace.open(folder.path()).plan(Options.defaults());
            return judged(market, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PromiseCase judged(PriorPredictive.Drawn market, PlanReport report) {
        var truth = ResponseObjective.of(
                market.truth(), market.history(), report.grid(), new ResponseObjective.Worth(1, 0), 1);
        double[] plan =
                report.cells().stream().mapToDouble(PlanReport.Cell::spend).toArray();
        double[] before =
                report.cells().stream().mapToDouble(PlanReport.Cell::carryingOn).toArray();
        double value = truth.value(plan);
        double carryingOn = truth.value(before);
        double gain = (value - carryingOn) / Math.max(Math.abs(carryingOn), Double.MIN_NORMAL);
        Estimate promised = report.headline().value();
        double budget = Arrays.stream(plan).sum();
        var upper = new double[plan.length];
        Arrays.fill(upper, budget);
        var region = new FeasibleRegion(new double[plan.length], upper, budget, budget, ImmutableList.of());
        double best = new ContinuousOptimiser()
                .propose(truth, region, before, 1, Progress.SILENT)
                .value();
        return new PromiseCase(
                report.headline().probabilityBetter(),
                gain,
                gain < -HARM,
                value >= promised.low() && value <= promised.high(),
                value / Math.max(best, value));
    }

    private static void write(History history, Path folder) throws IOException {
        var yaml = new StringBuilder("history:\n  file: history.csv\n  date: week\n  period: week\n"
                + "  kpi: {column: revenue, kind: revenue}\n  channels:\n");
        double spend = 0;
        for (ChannelHistory c : history.channels()) {
            String name = c.channel().name();
            spend += c.spend().total();
            yaml.append(String.format(
                    Locale.ROOT,
                    "    - {name: %s, kind: %s, spend: %s}\n",
                    name,
                    c.channel().kind().name().toLowerCase(Locale.ROOT),
                    name));
        }
        yaml.append(String.format(
                Locale.ROOT, "plan: {periods: %d, budget: %.0f}\n", PERIODS, spend / history.periods() * PERIODS));
        Files.writeString(folder.resolve("weir.yaml"), yaml);
        try (CsvWriter csv = CsvWriter.builder().build(folder.resolve("history.csv"))) {
            List<String> head = new ArrayList<>(List.of("week", "revenue"));
            history.channels().forEach(c -> head.add(c.channel().name()));
            csv.writeRecord(head);
            for (int t = 0; t < history.periods(); t++) {
                List<String> row = new ArrayList<>(List.of(
                        history.startOf(t).toString(),
                        Double.toString(history.kpi().counted().at(0, t))));
                for (ChannelHistory c : history.channels()) {
                    row.add(Double.toString(c.spend().at(0, t)));
                }
                csv.writeRecord(row);
            }
        }
    }
}
