package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Control;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanSettings;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gives controls their values over the plan's horizon: from a file, else a year before, else the mean. */
final class FutureControls {
    private final HistoryReader.Read read;
    private final History history;
    private final int periods;
    private final Optional<FutureTable> future;
    private final Notes notes;

    /**
     * @param plan says how many periods
     * @param future what is known of them
     */
    FutureControls(HistoryReader.Read read, PlanSettings plan, Optional<FutureTable> future, Notes notes) {
        this.read = read;
        this.history = read.history();
        this.periods = plan.periods();
        this.future = future;
        this.notes = notes;
    }

    /** Names of the columns that a file of future values may have. */
    static ImmutableSet<String> wanted(HistorySpec spec) {
        var names = ImmutableSet.<String>builder().add(spec.date().name());
        spec.geo().map(ColumnRef::name).ifPresent(names::add);
        spec.controls().forEach(column -> names.add(column.name()));
        return names.build();
    }

    /** The controls in order, each with a future. */
    ImmutableList<Control> controls() {
        var all = ImmutableList.<Control>builder();
        List<String> repeated = new ArrayList<>();
        for (ControlColumn column : read.controls()) {
            Optional<ImmutableList<Panel>> told = future.flatMap(table -> table.read(column));
            for (int i = 0; i < column.controls().size(); i++) {
                Control control = column.controls().get(i);
                Panel panel = told.isPresent() ? told.get().get(i) : repeat(control.values());
                all.add(new Control(control.name(), control.values(), Optional.of(panel)));
            }
            if (told.isEmpty() && !column.controls().isEmpty()) {
                repeated.add(column.column().name());
            }
        }
        if (!repeated.isEmpty()) {
            notes.add("future values of " + Texts.list(repeated) + ": " + source() + ".");
        }
        return all.build();
    }

    private int year() {
        return history.length() == PeriodLength.DAY ? 365 : 52;
    }

    private String source() {
        if (history.periods() >= year()) {
            return "those a year (" + Texts.count(year(), "period") + ") before, as history.future does not tell them";
        }
        return "those a year before where there are any, else the mean, as history.future does not tell them";
    }

    private Panel repeat(Panel values) {
        var repeated = new double[values.geos()][periods];
        for (int g = 0; g < values.geos(); g++) {
            double[] series = values.geo(g);
            double mean = Arrays.stream(series).average().orElse(0);
            for (int h = 0; h < periods; h++) {
                int t = series.length + h - year() * (1 + h / year());
                repeated[g][h] = t >= 0 ? series[t] : mean;
            }
        }
        return Panel.of(repeated);
    }

    /** Positions of regions, by name. */
    static ImmutableList<String> geos(History history) {
        return history.geos().stream().map(Geo::name).collect(ImmutableList.toImmutableList());
    }
}
