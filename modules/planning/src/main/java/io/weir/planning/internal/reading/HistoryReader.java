package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.ChannelHistory;
import io.weir.core.Control;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.Panel;
import io.weir.planning.internal.reading.HistorySpec.ChannelSpec;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/** Turns the data file of a workspace into a history. */
final class HistoryReader {
    private final HistorySpec spec;
    private final Table table;
    private final Faults faults;
    private final Notes notes;

    private HistoryReader(HistorySpec spec, Table table, Faults faults, Notes notes) {
        this.spec = spec;
        this.table = table;
        this.faults = faults;
        this.notes = notes;
    }

    /**
     * A history, and how its controls and dates were written.
     *
     * @param history without experiments and without future values of controls
     * @param controls the columns its controls came from
     * @param lifetimeValues currency that a conversion is worth over time, if a column says it
     * @param dates how dates are written
     * @param mark how decimals are written, if the file tells
     */
    record Read(
            History history,
            ImmutableList<ControlColumn> controls,
            Optional<Panel> lifetimeValues,
            Optional<DateShape> dates,
            Optional<DecimalMark> mark) {}

    /** Names of the columns that {@code spec} uses. */
    static ImmutableSet<String> wanted(HistorySpec spec) {
        return spec.columns().stream().map(ColumnRef::name).collect(ImmutableSet.toImmutableSet());
    }

    /** The history; empty, and faults, if the data cannot be used. */
    static Optional<Read> read(HistorySpec spec, Table table, Faults faults, Notes notes) {
        return new HistoryReader(spec, table, faults, notes).read();
    }

    private Optional<Read> read() {
        int before = faults.count();
        spec.columns().forEach(column -> table.column(column.value(), column.name())); // tells those that do not exist
        var format = new NumberFormatGuess(table, spec.decimal(), Optional.empty(), faults);
        numeric().forEach(column -> table.column(column.name()).ifPresent(c -> format.observe(column.name(), c)));
        format.note().ifPresent(note -> notes.add(table.file() + ": " + note + "."));
        var numbers = new ColumnNumbers(table, format, faults);
        Optional<DateFormatGuess.Dates> dates = table.column(spec.date().name())
                .flatMap(cells -> new DateFormatGuess(table, spec.date().name(), cells, faults, notes)
                        .dates(spec.dateFormat(), Optional.empty()));
        Optional<TimeGrid> grid = dates.flatMap(d -> grid(d.rows()));
        if (grid.isEmpty()) {
            numeric().forEach(column -> numbers.read(column, true)); // so that their faults are told as well
            return Optional.empty();
        }
        var series = new SeriesReader(table, grid.get(), numbers, spec.gaps(), faults, notes);
        Optional<Parts> parts = parts(grid.get(), series, numbers);
        if (parts.isEmpty() || faults.count() > before) {
            return Optional.empty();
        }
        Optional<DecimalMark> mark =
                format.seen().size() == 1 ? Optional.of(format.seen().iterator().next()) : Optional.empty();
        return Optional.of(new Read(
                history(grid.get(), parts.get()),
                parts.get().controls,
                parts.get().lifetimeValues,
                dates.flatMap(DateFormatGuess.Dates::shape),
                mark));
    }

    private record Parts(
            Kpi kpi,
            ImmutableList<Geo> geos,
            ImmutableList<ChannelHistory> channels,
            ImmutableList<ControlColumn> controls,
            Optional<Panel> lifetimeValues) {}

    private Optional<TimeGrid> grid(LocalDate[] dates) {
        return new TimeGridReader(table, spec, dates, faults, notes).read();
    }

    /** Columns that hold numbers; controls only where they do. */
    private ImmutableList<ColumnRef> numeric() {
        ImmutableSet<String> controls =
                spec.controls().stream().map(ColumnRef::name).collect(ImmutableSet.toImmutableSet());
        return spec.columns().stream()
                .filter(column ->
                        !column.equals(spec.date()) && !Optional.of(column).equals(spec.geo()))
                .filter(column -> !controls.contains(column.name())
                        || table.column(column.name())
                                .filter(ControlReader::isFactor)
                                .isEmpty())
                .collect(ImmutableList.toImmutableList());
    }

    private Optional<Parts> parts(TimeGrid grid, SeriesReader series, ColumnNumbers numbers) {
        Optional<Kpi> kpi = kpi(grid, series);
        Optional<ImmutableList<Geo>> geos = geos(grid, numbers);
        var channels = ImmutableList.<ChannelHistory>builder();
        spec.channels().forEach(channel -> channel(grid, series, channel).ifPresent(channels::add));
        var reader = new ControlReader(table, grid, series, faults, notes);
        var controls = ImmutableList.<ControlColumn>builder();
        spec.controls().forEach(column -> reader.read(column).ifPresent(controls::add));
        Optional<Panel> lifetimeValues = spec.lifetimeValue().flatMap(column -> series.levels(column, false));
        return kpi.flatMap(k -> geos.map(g -> new Parts(k, g, channels.build(), controls.build(), lifetimeValues)));
    }

    private Optional<Kpi> kpi(TimeGrid grid, SeriesReader series) {
        ColumnRef column = spec.kpi().column();
        Optional<Panel> counted = series.amounts(column, true);
        Optional<Panel> worth = spec.kpi()
                .value()
                .flatMap(value -> series.levels(value, false))
                .or(() -> spec.kpi()
                        .constantValue()
                        .map(v -> Panel.constant(grid.geos().size(), grid.periods(), v)));
        if (counted.isPresent() && isZero(counted.get())) {
            column.value()
                    .fault(
                            "is zero in every period; nothing can be learnt from it.",
                            "Maybe another column was meant.");
        }
        return counted.map(panel -> new Kpi(
                column.name(), spec.kpi().kind(), panel, worth, spec.kpi().maturity()));
    }

    private static boolean isZero(Panel panel) {
        return Arrays.stream(panel.toArray()).flatMapToDouble(Arrays::stream).allMatch(x -> x == 0);
    }

    private Optional<ImmutableList<Geo>> geos(TimeGrid grid, ColumnNumbers numbers) {
        if (spec.geo().isEmpty()) {
            return Optional.of(ImmutableList.of(Geo.national()));
        }
        if (spec.population().isEmpty()) {
            notes.add(table.file() + ": regions have no population; all count as equally large.");
            return Optional.of(
                    grid.geos().stream().map(name -> new Geo(name, 1)).collect(ImmutableList.toImmutableList()));
        }
        return numbers.read(spec.population().get(), false).map(byRow -> {
            double[][] populations = grid.arrange(byRow);
            var geos = ImmutableList.<Geo>builder();
            for (int g = 0; g < populations.length; g++) {
                geo(grid.geos().get(g), populations[g]).ifPresent(geos::add);
            }
            return geos.build();
        });
    }

    /** With its last known population. */
    private Optional<Geo> geo(String name, double[] populations) {
        double[] known = Arrays.stream(populations).filter(x -> x > 0).toArray();
        if (known.length == 0) {
            spec.population()
                    .ifPresent(
                            p -> p.value().fault("must be above 0 for " + name + ".", "Maybe leave population out."));
            return Optional.empty();
        }
        double last = known[known.length - 1];
        if (Arrays.stream(known).anyMatch(x -> x != last)) {
            notes.add(table.file() + ": the population of " + name + " changes; the last (" + Texts.plain(last)
                    + ") is used.");
        }
        return Optional.of(new Geo(name, last));
    }

    private Optional<ChannelHistory> channel(TimeGrid grid, SeriesReader series, ChannelSpec channel) {
        Optional<Panel> volume = channel.volume().flatMap(column -> series.amounts(column, false));
        Optional<Panel> spend = channel.spend().isPresent()
                ? series.amounts(channel.spend().get(), false)
                : Optional.of(Panel.constant(grid.geos().size(), grid.periods(), 0));
        if (channel.volume().isPresent() && volume.isEmpty()) {
            return Optional.empty();
        }
        return spend.map(panel -> new ChannelHistory(channel.channel(), panel, volume));
    }

    private History history(TimeGrid grid, Parts parts) {
        ImmutableList<Control> controls = parts.controls.stream()
                .flatMap(column -> column.controls().stream())
                .collect(ImmutableList.toImmutableList());
        return new History(
                grid.length(),
                grid.start(),
                parts.geos,
                parts.kpi,
                parts.channels,
                controls,
                ImmutableList.of(),
                spec.unit());
    }
}
