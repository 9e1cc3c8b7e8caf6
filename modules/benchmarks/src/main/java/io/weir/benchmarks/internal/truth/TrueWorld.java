package io.weir.benchmarks.internal.truth;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.weir.core.BadInputException;
import io.weir.core.History;
import io.weir.response.AdstockKind;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Interactions;
import io.weir.response.ModelSettings.Pair;
import io.weir.response.ModelSettings.Prior;
import io.weir.response.ModelSettings.PriorSettings;
import io.weir.response.Posterior;
import io.weir.response.SaturationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A world whose truth is known: a workspace with a {@code truth.json} beside it. Plans are currency per cell,
 * {@code cell = period * channels + channel}, channels in the truth's order. Immutable.
 */
public final class TrueWorld {
    /** Weak: each return on its own within a factor of six, shapes over most of their ranges. */
    private static final PriorSettings WEAK = new PriorSettings(
            Optional.of(new Prior(1.5, 0.9)),
            Optional.of(new Prior(0.3, 1.2)),
            Optional.of(new Prior(1, 0.8)),
            Optional.of(new Prior(1.2, 0.4)));

    private final Path folder;
    private final TruthFile truth;
    private final TrueResponse response;
    private final List<NamedCsvRecord> rows;
    private final double[][] spend;
    private final int tail;
    private final double nothing;

    private TrueWorld(Path folder) {
        this.folder = folder;
        truth = TruthFile.read(folder);
        response = new TrueResponse(truth);
        rows = rows(folder.resolve(truth.history().file()));
        spend = new double[channels()][rows.size()];
        for (int i = 0; i < channels(); i++) {
            for (int t = 0; t < rows.size(); t++) {
                spend[i][t] = number(rows.get(t), truth.channels().get(i).spendColumn());
            }
        }
        tail = response.tail();
        nothing = gross(new double[periods() * channels()]);
    }

    /** @throws BadInputException if the folder holds no world */
    public static TrueWorld read(Path folder) {
        return new TrueWorld(folder);
    }

    /** Every folder with a truth in {@code parent}, by name. */
    public static ImmutableList<TrueWorld> all(Path parent) {
        try (Stream<Path> folders = Files.list(parent)) {
            // what a simulated market made has a truth of another kind
            return folders.filter(f ->
                            Files.isRegularFile(f.resolve(TruthFile.NAME)) && !Files.exists(f.resolve("world.yaml")))
                    .sorted()
                    .map(TrueWorld::new)
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw BadInputException.of(parent.toString(), "cannot be listed: " + e.getMessage() + ".", "");
        }
    }

    private static List<NamedCsvRecord> rows(Path file) {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw BadInputException.of(file.toString(), "cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    public String name() {
        return truth.world();
    }

    TruthFile truth() {
        return truth;
    }

    /** Number of channels. */
    public int channels() {
        return truth.channels().size();
    }

    public ImmutableList<String> channelNames() {
        return truth.channels().stream().map(TruthFile.ChannelTruth::name).collect(ImmutableList.toImmutableList());
    }

    /** Number of periods of the horizon. */
    public int periods() {
        return truth.plan().periods();
    }

    /** Currency over the horizon. */
    public double budget() {
        return truth.plan().budget();
    }

    /**
     * The true optimum over all periods and channels, KPI.
     *
     * @throws BadInputException if nobody has computed it
     */
    public double optimum() {
        return truth.references()
                .map(TruthFile.References::optimum)
                .orElseThrow(() -> BadInputException.of(
                        folder.resolve(TruthFile.NAME).toString(),
                        "holds no references, so the world's optimum is not known.",
                        "Maybe name a folder of worlds that have them: --worlds DIR."));
    }

    /** Whether every curve is concave and no channel acts on another or tires. */
    public boolean concave() {
        return truth.references().map(TruthFile.References::concave).orElse(false);
    }

    /** Incremental KPI of a plan over horizon and carry-out, its history carried in. */
    public double value(double[] plan) {
        return gross(plan) - nothing;
    }

    private double gross(double[] plan) {
        int first = rows.size();
        var all = new double[channels()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = Arrays.copyOf(spend[i], first + periods() + tail);
            for (int t = 0; t < periods(); t++) {
                all[i][first + t] = plan[t * channels() + i];
            }
        }
        double sum = 0;
        for (double[] series : response.contributions(all)) {
            for (int t = first; t < series.length; t++) {
                sum += series[t];
            }
        }
        return sum;
    }

    /** The budget in the shares of {@code weights}, the same in every period. */
    public double[] constant(double[] weights) {
        double total = Arrays.stream(weights).sum();
        var plan = new double[periods() * channels()];
        for (int cell = 0; cell < plan.length; cell++) {
            plan[cell] = budget() * weights[cell % channels()] / total / periods();
        }
        return plan;
    }

    /** The budget split as the whole history's total was. */
    public double[] historical() {
        return constant(
                Arrays.stream(spend).mapToDouble(s -> Arrays.stream(s).sum()).toArray());
    }

    /** The budget split equally. */
    public double[] equal() {
        var ones = new double[channels()];
        Arrays.fill(ones, 1);
        return constant(ones);
    }

    /** What each channel truly brought over the history, halos counted with the channel that is lifted; KPI. */
    public double[] historyContributions() {
        return Arrays.stream(response.contributions(spend))
                .mapToDouble(c -> Arrays.stream(c).sum())
                .toArray();
    }

    /** The KPI without noise, {@code [period]}. */
    public double[] signal() {
        var baseline = new TrueBaseline(truth);
        double[][] contributions = response.contributions(spend);
        var out = new double[rows.size()];
        for (int t = 0; t < out.length; t++) {
            var controls = ImmutableMap.<String, Double>builder();
            for (String column : truth.controlColumns()) {
                controls.put(column, number(rows.get(t), column));
            }
            LocalDate day = LocalDate.parse(rows.get(t).getField(truth.history().dateColumn()));
            out[t] = baseline.at(t, out.length, day, controls.buildOrThrow());
            for (double[] series : contributions) {
                out[t] += series[t];
            }
        }
        return out;
    }

    /** The KPI that was published with the world, {@code [period]}. */
    public double[] published() {
        return rows.stream().mapToDouble(row -> number(row, kpiColumn())).toArray();
    }

    private String kpiColumn() {
        return truth.kpi().column();
    }

    /** The KPI with new noise of the world's kind, {@code [period]}. */
    public double[] kpi(long seed) {
        double[] out = signal();
        var random = new SplittableRandom(seed);
        double memory = truth.noise().memory();
        double noise = random.nextGaussian();
        for (int t = 0; t < out.length; t++) {
            out[t] += truth.noise().sd() * noise;
            noise = memory * noise + Math.sqrt(1 - memory * memory) * random.nextGaussian();
        }
        return out;
    }

    /** The family of an adstock of the truth. */
    static AdstockKind adstockOf(TruthFile.Adstock adstock) {
        return AdstockKind.valueOf(adstock.kind().toUpperCase(Locale.ROOT));
    }

    /** The family of a saturation of the truth. */
    static SaturationKind saturationOf(TruthFile.Saturation saturation) {
        return SaturationKind.valueOf(saturation.kind().toUpperCase(Locale.ROOT));
    }

    /** The truth as a posterior of one draw, for a history of this world. */
    public Posterior posterior(History history) {
        return TruePosterior.of(truth, history);
    }

    /** Where the world stands. */
    public Path folder() {
        return folder;
    }

    /**
     * The model that made the world, its numbers unknown: families, which channels tire, drift and act on which, one wave
     * of season and a straight trend, as somebody would set it who knew all that; returns and shapes by weak priors, none
     * pooled.
     */
    public ModelSettings ownFamily() {
        var channels = ImmutableMap.<String, ChannelSettings>builder();
        for (TruthFile.ChannelTruth c : truth.channels()) {
            channels.put(
                    c.name(),
                    ChannelSettings.builder()
                            .adstock(adstockOf(c.adstock()))
                            .saturation(saturationOf(c.saturation()))
                            .fatigue(c.fatigue().isPresent())
                            .drift(c.drift().isPresent())
                            .followsDemand(false)
                            .priors(WEAK)
                            .build());
        }
        ImmutableList<Pair> pairs = truth.halos().stream()
                .map(h -> new Pair(h.source(), h.target()))
                .collect(ImmutableList.toImmutableList());
        return new ModelSettings(
                channels.buildOrThrow(), new Interactions(false, pairs), false, new BaselineSettings(2, false));
    }

    /**
     * Writes a workspace with this KPI and without the truth.
     *
     * @param kpi {@code [period]}
     */
    public void writeWorkspace(Path target, double[] kpi) throws IOException {
        Files.createDirectories(target);
        Files.copy(folder.resolve("weir.yaml"), target.resolve("weir.yaml"));
        List<String> header = rows.get(0).getHeader();
        try (CsvWriter writer =
                CsvWriter.builder().build(target.resolve(truth.history().file()))) {
            writer.writeRecord(header);
            for (int t = 0; t < rows.size(); t++) {
                var fields = new ArrayList<String>();
                for (String column : header) {
                    fields.add(
                            column.equals(kpiColumn())
                                    ? Double.toString(kpi[t])
                                    : rows.get(t).getField(column));
                }
                writer.writeRecord(fields);
            }
        }
    }
}
