package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import io.weir.response.AdstockKind;
import io.weir.response.ModelSettings;
import io.weir.response.SaturationKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogPosteriorTest {
    @ParameterizedTest(name = "{0}, {1}, {2} geos")
    @CsvSource({
        "GEOMETRIC, HILL, 1",
        "DELAYED, LOGISTIC, 1",
        "WEIBULL_PDF, TANH, 1",
        "WEIBULL_CDF, MICHAELIS_MENTEN, 3",
        "BINOMIAL, ROOT, 1",
        "NONE, HILL, 2"
    })
    void gradientAgreesWithFiniteDifferences(AdstockKind adstock, SaturationKind saturation, int geos) {
        var random = new SplittableRandom(7);
        var settings = new ModelSettings(
                ImmutableMap.of(
                        "search",
                        new ModelSettings.ChannelSettings(
                                Optional.of(adstock), Optional.of(saturation), Optional.empty(), Optional.of(true)),
                        "email",
                        new ModelSettings.ChannelSettings(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new ModelSettings.ReturnPrior(2, 0.4)),
                                Optional.empty())),
                ModelSettings.Interactions.AUTO);
        var density = new LogPosterior(new ModelData(anyHistory(random, geos, 70), settings));
        var z = random.doubles(density.dimension(), -1, 1).toArray();
        var gradient = new double[z.length];
        density.at(z, gradient);
        var scratch = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            double h = 1e-5;
            double kept = z[k];
            z[k] = kept + h;
            double above = density.at(z, scratch);
            z[k] = kept - h;
            double below = density.at(z, scratch);
            z[k] = kept;
            assertThat(gradient[k])
                    .as("coordinate %s of %s", k, z.length)
                    .isCloseTo((above - below) / (2 * h), within(1e-4 * Math.max(1, Math.abs(gradient[k]))));
        }
    }

    static History anyHistory(SplittableRandom random, int geos, int periods) {
        var start = LocalDate.of(2022, 1, 3);
        var geoList = ImmutableList.<Geo>builder();
        for (int g = 0; g < geos; g++) {
            geoList.add(geos == 1 ? Geo.national() : new Geo("g" + g, 1000 + 500 * g));
        }
        var kpi = new Kpi(
                "y",
                KpiKind.REVENUE,
                series(random, geos, periods, 5000, 9000),
                Optional.empty(),
                ImmutableList.of(0.5, 0.9));
        return new History(
                PeriodLength.WEEK,
                start,
                geoList.build(),
                kpi,
                ImmutableList.of(
                        paid("search", ChannelKind.SEARCH, series(random, geos, periods, 100, 900)),
                        paid("social", ChannelKind.SOCIAL, series(random, geos, periods, 0, 500)),
                        paid("email", ChannelKind.EMAIL, series(random, geos, periods, 10, 90)),
                        paid("tv", ChannelKind.OTHER, Panel.constant(geos, periods, 0)),
                        new ChannelHistory(
                                new Channel("news", ChannelKind.EMAIL, true),
                                Panel.constant(geos, periods, 0),
                                Optional.of(series(random, geos, periods, 10, 50)))),
                ImmutableList.of(new Control("event", series(random, geos, periods, 0, 1), Optional.empty())),
                ImmutableList.of(new Experiment("social", start.plusWeeks(20), start.plusWeeks(24), 3000, 5000, 900)),
                MoneyUnit.unnamed());
    }

    private static ChannelHistory paid(String name, ChannelKind kind, Panel spend) {
        return new ChannelHistory(Channel.paid(name, kind), spend, Optional.empty());
    }

    private static Panel series(SplittableRandom random, int geos, int periods, double low, double high) {
        var values = new double[geos][];
        for (int g = 0; g < geos; g++) {
            values[g] = random.doubles(periods, low, high).toArray();
        }
        return Panel.of(values);
    }
}
