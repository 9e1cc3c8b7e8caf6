package io.weir.response.internal;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import io.weir.core.ChannelHistory;
import io.weir.core.Control;
import io.weir.core.Experiment;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.response.AdstockKind;
import io.weir.response.FittedElsewhere;
import io.weir.response.ModelSettings;
import io.weir.response.SaturationKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A history made ready for the sampler: everything divided by its own scale, so that the unit of money or of volume does
 * not matter. Immutable; shared by all chains.
 */
public final class ModelData {
    /** Which prior scale a column of the baseline shares. */
    enum Group {
        FIXED,
        SEASON,
        TREND,
        CONTROL,
        DEMAND
    }

    /** A column of the baseline: its values per geo and its prior scale relative to its group's. */
    private record Column(Group group, double scale, double[][] values) {}

    /**
     * What the priors are measured in.
     *
     * @param total size of the KPI over the whole history, all geos
     * @param mean of the KPI, {@code [geo]}
     * @param deviation of the KPI, {@code [geo]}
     */
    record Scales(double total, double[] mean, double[] deviation) {}

    /** Source acts on target; positions among channels. */
    record PairIndex(int source, int target) {}

    /** A lift test, ready for the likelihood: two series of volume, with the tested spend and without. */
    record Lift(int channel, double[][] with, double[][] without, double lift, double standardError) {}

    private static final int WEEKS_OF_MEMORY = 14;
    private static final int MOST_DAYS_OF_MEMORY = 56;
    private static final int WEEKS_PER_KNOT = 13;
    private static final double MAX_MEDIA_SHARE = 0.5;
    private static final double TYPICAL_RETURN = Math.exp(0.3);

    /**
     * A channel on which e times less is spent than on the others returns {@code exp(THRIFT)} times as much per unit, give
     * or take. 0 would be the same return a priori whatever is spent (Meridian's default), 1 the same contribution
     * (PyMC-Marketing's default).
     */
    private static final double THRIFT = 0.4;

    static final double THRIFT_SPREAD = 0.3;

    /** The first columns of the baseline: level and slope. */
    static final int LEVEL_COLUMNS = 2;

    final int geos;
    final int periods;
    /** Periods whose KPI counts, from the first. */
    final int observed;

    final int window;
    final double weeksPerPeriod;
    final int knotInterval;
    final int knots;
    final double[] population;
    /** Size of the KPI over the whole history, all geos. */
    final double kpiTotal;

    final double[] kpiScale;
    final double[] kpiMean;
    final double[] rowWeight;
    final double[][] y;
    final double[][][] z;
    final Group[] groups;
    final double[] columnScale;
    final ImmutableList<ChannelSpec> specs;
    /** Whether a channel never ran: its response is its prior. */
    final boolean[] silent;
    /** Volume per head that counts as 1: the mean of active periods. */
    final double[] inputScale;

    final double[][][] x;
    final ImmutableList<PairIndex> pairs;
    final ImmutableList<Lift> lifts;

    public ModelData(History history, ModelSettings settings) {
        this(history, settings, 0);
    }

    /** @param heldOut the last periods whose KPI is not looked at */
    public ModelData(History history, ModelSettings settings, int heldOut) {
        this(history, settings, heldOut, Optional.empty());
    }

    /** @param given what the priors are measured in, where it is not to come from the KPI itself */
    ModelData(History history, ModelSettings settings, int heldOut, Optional<Scales> given) {
        geos = history.geos().size();
        periods = history.periods();
        observed = periods - heldOut;
        weeksPerPeriod = history.length().days() / 7.0;
        window = Math.min(periods, history.length() == PeriodLength.WEEK ? WEEKS_OF_MEMORY : MOST_DAYS_OF_MEMORY);
        knotInterval = (int) Math.round(WEEKS_PER_KNOT / weeksPerPeriod);
        knots = periods >= 2 * knotInterval ? (periods - 1 + knotInterval - 1) / knotInterval : 0;
        population = history.geos().stream().mapToDouble(Geo::population).toArray();
        rowWeight = rowWeights(history);
        Scales scales = given.orElseGet(() -> ownScales(history));
        kpiTotal = scales.total();
        kpiMean = scales.mean();
        kpiScale = scales.deviation();
        y = scaledKpi(history);
        List<Column> columns = baselineColumns(history, settings);
        groups = columns.stream().map(Column::group).toArray(Group[]::new);
        columnScale = columns.stream().mapToDouble(Column::scale).toArray();
        z = new double[geos][columns.size()][];
        for (int g = 0; g < geos; g++) {
            for (int k = 0; k < columns.size(); k++) {
                z[g][k] = weighted(columns.get(k).values()[g]);
            }
        }
        silent = new boolean[history.channels().size()];
        inputScale = new double[history.channels().size()];
        x = new double[history.channels().size()][][];
        for (int i = 0; i < x.length; i++) {
            x[i] = scaledInput(history, i);
        }
        specs = specs(history, settings);
        pairs = pairs(settings);
        lifts = history.experiments().stream().map(e -> lift(history, e)).collect(ImmutableList.toImmutableList());
    }

    private static double[] rowWeights(History history) {
        var weights = new double[history.periods()];
        for (int t = 0; t < weights.length; t++) {
            weights[t] = Math.sqrt(history.kpi().visibleShare(weights.length - t));
        }
        return weights;
    }

    private double[][] scaledKpi(History history) {
        var scaled = new double[geos][periods];
        for (int g = 0; g < geos; g++) {
            double[] full = full(history, g);
            for (int t = 0; t < periods; t++) {
                scaled[g][t] = (full[t] - kpiMean[g]) / kpiScale[g] * rowWeight[t];
            }
        }
        return scaled;
    }

    /** What is visible of a young period, blown up to its expected full size; such a period weighs less. */
    private double[] full(History history, int g) {
        var full = new double[periods];
        for (int t = 0; t < periods; t++) {
            full[t] = history.kpi().counted().at(g, t) / (rowWeight[t] * rowWeight[t]);
        }
        return full;
    }

    /** The KPI's own scales, from what is observed of it. */
    private Scales ownScales(History history) {
        var mean = new double[geos];
        var scale = new double[geos];
        for (int g = 0; g < geos; g++) {
            double[] full = full(history, g);
            double centre = Arrays.stream(full, 0, observed).average().orElse(0);
            double variance = Arrays.stream(full, 0, observed)
                    .map(v -> (v - centre) * (v - centre))
                    .sum();
            double sd = Math.sqrt(variance / observed);
            mean[g] = centre;
            // A constant KPI's deviation is rounding, not a scale.
            scale[g] = sd > 1e-12 * Math.abs(centre) ? sd : Math.max(Math.abs(centre), Double.MIN_NORMAL);
        }
        double[] kpi = history.kpi().counted().national();
        double total = Arrays.stream(kpi, 0, observed).map(Math::abs).sum();
        return new Scales(total * periods / observed, mean, scale);
    }

    private double[] weighted(double[] values) {
        var out = new double[values.length];
        for (int t = 0; t < out.length; t++) {
            out[t] = values[t] * rowWeight[t];
        }
        return out;
    }

    private double[][] everywhere(double[] values) {
        var out = new double[geos][];
        Arrays.fill(out, values);
        return out;
    }

    private List<Column> baselineColumns(History history, ModelSettings settings) {
        var columns = new ArrayList<Column>();
        var level = new double[periods];
        Arrays.fill(level, 1);
        columns.add(new Column(Group.FIXED, 10, everywhere(level)));
        var slope = new double[periods];
        for (int t = 0; t < periods; t++) {
            slope[t] = periods > 1 ? 2.0 * t / (periods - 1) - 1 : 0;
        }
        columns.add(new Column(Group.FIXED, 1.5, everywhere(slope)));
        addSeason(history, settings.baseline().waves(), columns);
        for (int j = 0; settings.baseline().flexibleTrend() && j < knots; j++) {
            var rise = new double[periods];
            int end = periods - 1 - j * knotInterval;
            for (int t = 0; t < periods; t++) {
                rise[t] = Math.min(1, Math.max(0, 1 - (end - t) / (double) knotInterval)) - 0.5;
            }
            columns.add(new Column(Group.TREND, 1, everywhere(rise)));
        }
        for (Control control : history.controls()) {
            double[][] values = standardised(control.values().toArray());
            if (values.length > 0) {
                columns.add(new Column(Group.CONTROL, 1, values));
            }
        }
        for (ChannelHistory c : history.channels()) {
            if (settings.of(c.channel().name()).followsDemand().orElse(false)) {
                double[][] values = standardised(logSpend(c));
                if (values.length > 0) {
                    columns.add(new Column(Group.DEMAND, 1, values));
                }
            }
        }
        return columns;
    }

    private void addSeason(History history, int waves, List<Column> columns) {
        double perYear = history.length().perYear();
        double years = periods / perYear;
        int harmonics = years >= 1.5 ? waves : years >= 0.9 ? Math.min(1, waves) : 0;
        for (int h = 1; h <= harmonics; h++) {
            var sin = new double[periods];
            var cos = new double[periods];
            for (int t = 0; t < periods; t++) {
                double angle = 2 * Math.PI * h * history.startOf(t).toEpochDay() / 365.25;
                sin[t] = Math.sin(angle);
                cos[t] = Math.cos(angle);
            }
            // The year's wave is as large as it is; ripples on it shrink together where the history has none.
            Group group = h == 1 ? Group.FIXED : Group.SEASON;
            columns.add(new Column(group, 1.0 / h, everywhere(sin)));
            columns.add(new Column(group, 1.0 / h, everywhere(cos)));
        }
        if (history.length() == PeriodLength.DAY && periods >= 14) {
            for (int day = 1; day <= 6; day++) {
                var values = new double[periods];
                for (int t = 0; t < periods; t++) {
                    int weekday = history.startOf(t).getDayOfWeek().getValue();
                    values[t] = weekday == day ? 1 : weekday == 7 ? -1 : 0;
                }
                columns.add(new Column(Group.FIXED, 0.7, everywhere(values)));
            }
        }
    }

    /**
     * Log of spend: what demand moves spend by shows in it at once and in proportion, whereas an effect of spend flattens
     * and lasts.
     */
    private double[][] logSpend(ChannelHistory c) {
        double[][] spend = c.spend().toArray();
        double mean = c.spend().total() / (geos * periods);
        for (double[] row : spend) {
            for (int t = 0; t < row.length; t++) {
                row[t] = Math.log1p(mean > 0 ? row[t] / mean : 0);
            }
        }
        return spend;
    }

    /** Centred and divided by the standard deviation over all geos, in place; empty if nothing varies. */
    private static double[][] standardised(double[][] values) {
        double mean =
                Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElse(0);
        double square = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0);
        if (!(square > 0)) {
            return new double[0][];
        }
        for (double[] row : values) {
            for (int t = 0; t < row.length; t++) {
                row[t] = (row[t] - mean) / Math.sqrt(square);
            }
        }
        return values;
    }

    private double[][] scaledInput(History history, int i) {
        ChannelHistory channel = history.channels().get(i);
        double[][] volume = channel.volume().orElse(channel.spend()).toArray();
        double sum = 0;
        int active = 0;
        for (int g = 0; g < geos; g++) {
            for (int t = 0; t < periods; t++) {
                volume[g][t] /= population[g];
                if (volume[g][t] > 0) {
                    sum += volume[g][t];
                    active++;
                }
            }
        }
        silent[i] = active == 0;
        inputScale[i] = active > 0 ? sum / active : typicalSpendPerHead(history);
        var padded = new double[geos][];
        for (int g = 0; g < geos; g++) {
            for (int t = 0; t < periods; t++) {
                volume[g][t] /= inputScale[i];
            }
            padded[g] = padded(volume[g]);
        }
        return padded;
    }

    /** Mean spend per channel, period and head; what a channel without history is measured by. */
    private double typicalSpendPerHead(History history) {
        return typicalSpend(history) / periods / heads();
    }

    /** Mean spend of a paid channel over the history; 1 per head and period where nothing was ever spent. */
    private double typicalSpend(History history) {
        double mean =
                history.paid().stream().mapToDouble(c -> c.spend().total()).sum()
                        / Math.max(1, history.paid().size());
        return mean > 0 ? mean : periods * heads();
    }

    private double heads() {
        return Arrays.stream(population).sum();
    }

    /** Before the history began a channel is taken to have run as in its first periods. */
    private double[] padded(double[] series) {
        int pad = window - 1;
        int first = Math.min(8, series.length);
        double mean = Arrays.stream(series, 0, first).sum() / first;
        var out = new double[pad + series.length];
        Arrays.fill(out, 0, pad, mean);
        System.arraycopy(series, 0, out, pad, series.length);
        return out;
    }

    private ImmutableList<ChannelSpec> specs(History history, ModelSettings settings) {
        double value = meanValue(history);
        double spendTotal =
                history.paid().stream().mapToDouble(c -> c.spend().total()).sum();
        boolean worth =
                history.kpi().kind() == KpiKind.REVENUE || history.kpi().value().isPresent();
        // A priori all channels together are not expected to bring more than half of the KPI.
        double most = spendTotal > 0 ? MAX_MEDIA_SHARE * kpiTotal * (worth ? value : 1) / spendTotal : 1;
        double typical = worth ? Math.min(TYPICAL_RETURN, most) : most / 2;
        var out = ImmutableList.<ChannelSpec>builder();
        for (ChannelHistory c : history.channels()) {
            var own = settings.of(c.channel().name());
            var known = own.fitted().map(f -> known(history, c, f, worth ? value : 1));
            var family = known.map(FittedElsewhere.Response::saturation)
                    .orElseGet(() -> own.saturation().orElse(SaturationKind.HILL));
            var adstock = known.map(FittedElsewhere.Response::adstock)
                    .orElseGet(() -> own.adstock().orElse(AdstockKind.GEOMETRIC));
            boolean fatigue = own.fatigue()
                    .orElse(c.channel().kind() == io.weir.core.ChannelKind.EMAIL
                            && !c.channel().organic()
                            && known.isEmpty());
            ChannelSpec.ReturnCentre returns;
            if (c.channel().organic()) {
                returns = new ChannelSpec.ReturnCentre(kpiTotal, kpiTotal, 0, false, Math.log(0.03), 1);
            } else {
                double spend = c.spend().total();
                // A channel without history keeps the prior of a return on the mean spend of the others.
                double measure = spend > 0 ? spend : typicalSpend(history);
                double unit = measure / (worth ? value : 1);
                double thrift = thrift(history, spend);
                double anchor = unit * typical * Math.exp(THRIFT * thrift);
                returns = own.priors()
                        .returns()
                        .map(p -> new ChannelSpec.ReturnCentre(unit, unit, 0, false, Math.log(p.median()), p.spread()))
                        .orElse(new ChannelSpec.ReturnCentre(unit, anchor, thrift, true, 0, 0));
            }
            out.add(new ChannelSpec(
                    c.channel(),
                    adstock,
                    family,
                    fatigue,
                    own.drift().orElse(settings.drift()),
                    own.costCurve().orElse(true),
                    Priors.shape(c.channel().kind(), family, own.priors()),
                    returns,
                    known));
        }
        return out.build();
    }

    /** A response fitted elsewhere, in units of the input scale. */
    private FittedElsewhere.Response known(
            History history, ChannelHistory c, FittedElsewhere fitted, double valueOfUnit) {
        require(
                geos == 1,
                "a response fitted elsewhere (%s) needs a national history.",
                c.channel().name());
        var r = fitted.response(
                c.volume().orElse(c.spend()).national(),
                c.spend().national(),
                history.kpi().counted().national(),
                valueOfUnit);
        double unit = inputScale[history.indexOf(c.channel().name())] * population[0];
        return new FittedElsewhere.Response(
                r.adstock(),
                r.adstockParameters(),
                r.memory(),
                r.saturation(),
                r.half() / unit,
                r.slope(),
                r.ceiling());
    }

    /** Mean over the channels of the log of their spend relative to this one's; 0 for one that never ran. */
    private static double thrift(History history, double spend) {
        return spend > 0
                ? history.paid().stream()
                        .mapToDouble(c -> c.spend().total())
                        .filter(v -> v > 0)
                        .map(v -> Math.log(v / spend))
                        .average()
                        .orElse(0)
                : 0;
    }

    /** Currency per unit of KPI over the history; 1 where no value is given. */
    static double meanValue(History history) {
        if (history.kpi().value().isEmpty()) {
            return 1;
        }
        double weighted = 0;
        double total = 0;
        for (int g = 0; g < history.geos().size(); g++) {
            for (int t = 0; t < history.periods(); t++) {
                weighted += history.kpi().counted().at(g, t)
                        * history.kpi().value().get().at(g, t);
                total += history.kpi().counted().at(g, t);
            }
        }
        return total > 0 && weighted > 0 ? weighted / total : 1;
    }

    private ImmutableList<PairIndex> pairs(ModelSettings settings) {
        var names = specs.stream().map(s -> s.channel().name()).toList();
        var interactions = settings.interactions();
        if (!interactions.auto()) {
            return interactions.pairs().stream()
                    .map(p -> new PairIndex(names.indexOf(p.source()), names.indexOf(p.target())))
                    .collect(ImmutableList.toImmutableList());
        }
        var out = ImmutableList.<PairIndex>builder();
        for (int target = 0; target < specs.size(); target++) {
            for (int source = 0; source < specs.size(); source++) {
                if (specs.get(target).fixed().isEmpty() && Priors.mayLift(specs.get(source), specs.get(target))) {
                    out.add(new PairIndex(source, target));
                }
            }
        }
        return out.build();
    }

    private Lift lift(History history, Experiment experiment) {
        int i = history.indexOf(experiment.channel());
        double spent = 0;
        var inside = new boolean[periods];
        for (int t = 0; t < periods; t++) {
            inside[t] = !history.startOf(t + 1).minusDays(1).isBefore(experiment.start())
                    && !history.startOf(t).isAfter(experiment.end());
            for (int g = 0; inside[t] && g < geos; g++) {
                spent += history.channels().get(i).spend().at(g, t);
            }
        }
        double factor = spent > 0 ? experiment.spend() / spent : 1;
        var with = new double[geos][];
        var without = new double[geos][];
        for (int g = 0; g < geos; g++) {
            with[g] = x[i][g].clone();
            without[g] = x[i][g].clone();
            for (int t = 0; t < periods; t++) {
                if (inside[t]) {
                    with[g][window - 1 + t] *= factor;
                    without[g][window - 1 + t] = 0;
                }
            }
        }
        return new Lift(i, with, without, experiment.lift(), experiment.standardError());
    }

    /** What the priors are measured in here. */
    Scales scales() {
        return new Scales(kpiTotal, kpiMean, kpiScale);
    }

    /** What a coordinate of {@link LogPosterior} is, in words, for diagnostics. */
    public String describe(int coordinate) {
        String[] globals = {
            "spread of returns",
            "noise",
            "autocorrelation",
            "season scale",
            "trend scale",
            "control scale",
            "geo spread",
            "demand scale"
        };
        if (coordinate < globals.length) {
            return globals[coordinate];
        }
        var density = new LogPosterior(this);
        for (int i = specs.size() - 1; i >= 0; i--) {
            if (coordinate >= density.returnAt(i)) {
                int offset = coordinate - density.returnAt(i);
                int shapes = density.shapeParameters(i);
                String what = offset == 0
                        ? "return"
                        : offset <= shapes ? "shape " + offset : "drift, geo or lift " + (offset - shapes);
                return specs.get(i).channel().name() + " " + what;
            }
        }
        return "coordinate " + coordinate;
    }
}
