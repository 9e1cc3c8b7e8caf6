package io.weir.response;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.Control;
import io.weir.core.Experiment;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Histories for tests. */
public final class Histories {
    private static final LocalDate START = LocalDate.of(2022, 1, 3);

    private Histories() {}

    /** Noise in every series: all that a history may hold, without any truth behind it. */
    public static History any(SplittableRandom random, int geos, int periods) {
        var kpi = new Kpi(
                "y",
                KpiKind.REVENUE,
                series(random, geos, periods, 5000, 9000),
                Optional.empty(),
                ImmutableList.of(0.5, 0.9));
        return new History(
                PeriodLength.WEEK,
                START,
                geos(geos),
                kpi,
                ImmutableList.of(
                        paid("search", ChannelKind.SEARCH, series(random, geos, periods, 100, 900)),
                        paid("social", ChannelKind.SOCIAL, series(random, geos, periods, 0, 500)),
                        paid("email", ChannelKind.EMAIL, series(random, geos, periods, 10, 90)),
                        paid("tv", ChannelKind.OTHER, Panel.constant(geos, periods, 0)),
                        organic("news", series(random, geos, periods, 10, 50))),
                ImmutableList.of(new Control("event", series(random, geos, periods, 0, 1), Optional.empty())),
                ImmutableList.of(new Experiment("social", START.plusWeeks(20), START.plusWeeks(24), 3000, 5000, 900)),
                MoneyUnit.unnamed());
    }

    /** Revenue and paid channels alone, national and weekly. */
    public static History national(double[] kpi, ChannelHistory... channels) {
        return new History(
                PeriodLength.WEEK,
                START,
                geos(1),
                new Kpi("revenue", KpiKind.REVENUE, Panel.of(kpi), Optional.empty(), ImmutableList.of()),
                ImmutableList.copyOf(channels),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed());
    }

    /** The same history with other lift tests. */
    public static History with(History history, Experiment... experiments) {
        return new History(
                history.length(),
                history.start(),
                history.geos(),
                history.kpi(),
                history.channels(),
                history.controls(),
                ImmutableList.copyOf(experiments),
                history.unit());
    }

    /** The same history with every amount of money counted in units {@code 1 / factor} times as large. */
    public static History inOtherCurrency(History history, double factor) {
        DoubleUnaryOperator money = v -> v * factor;
        DoubleUnaryOperator counted = history.kpi().kind() == KpiKind.REVENUE ? money : v -> v;
        var kpi = history.kpi();
        return new History(
                history.length(),
                history.start(),
                history.geos(),
                new Kpi(
                        kpi.name(),
                        kpi.kind(),
                        map(kpi.counted(), counted),
                        kpi.value().map(v -> map(v, money)),
                        kpi.maturity()),
                history.channels().stream()
                        .map(c -> new ChannelHistory(c.channel(), map(c.spend(), money), c.volume()))
                        .collect(ImmutableList.toImmutableList()),
                history.controls(),
                history.experiments().stream()
                        .map(e -> new Experiment(
                                e.channel(),
                                e.start(),
                                e.end(),
                                money.applyAsDouble(e.spend()),
                                counted.applyAsDouble(e.lift()),
                                counted.applyAsDouble(e.standardError())))
                        .collect(ImmutableList.toImmutableList()),
                history.unit());
    }

    /** The same history with a KPI that is counted, each worth {@code value}. */
    public static History counting(History history, Optional<Double> value) {
        var kpi = history.kpi();
        var worth = value.map(
                v -> Panel.constant(kpi.counted().geos(), kpi.counted().periods(), v));
        return new History(
                history.length(),
                history.start(),
                history.geos(),
                new Kpi(kpi.name(), KpiKind.CONVERSIONS, kpi.counted(), worth, kpi.maturity()),
                history.channels(),
                history.controls(),
                history.experiments(),
                history.unit());
    }

    public static ImmutableList<Geo> geos(int count) {
        var out = ImmutableList.<Geo>builder();
        for (int g = 0; g < count; g++) {
            out.add(count == 1 ? Geo.national() : new Geo("g" + g, 1000 + 500 * g));
        }
        return out.build();
    }

    public static ChannelHistory paid(String name, ChannelKind kind, Panel spend) {
        return new ChannelHistory(Channel.paid(name, kind), spend, Optional.empty());
    }

    public static ChannelHistory organic(String name, Panel volume) {
        return new ChannelHistory(
                new Channel(name, ChannelKind.EMAIL, true),
                Panel.constant(volume.geos(), volume.periods(), 0),
                Optional.of(volume));
    }

    /** Independent uniform values. */
    public static Panel series(SplittableRandom random, int geos, int periods, double low, double high) {
        var values = new double[geos][];
        for (int g = 0; g < geos; g++) {
            values[g] = random.doubles(periods, low, high).toArray();
        }
        return Panel.of(values);
    }

    private static Panel map(Panel panel, DoubleUnaryOperator change) {
        double[][] values = panel.toArray();
        for (double[] row : values) {
            for (int t = 0; t < row.length; t++) {
                row[t] = change.applyAsDouble(row[t]);
            }
        }
        return Panel.of(values);
    }
}
