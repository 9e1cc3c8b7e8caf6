package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {
    private static final LocalDate START = LocalDate.of(2024, 1, 1);
    private static final Panel SPEND = Panel.constant(1, 4, 10);

    private static Kpi kpi(Double... maturity) {
        return new Kpi("y", KpiKind.REVENUE, SPEND, Optional.empty(), ImmutableList.copyOf(maturity));
    }

    private static ChannelHistory paid(String name, Panel spend) {
        return new ChannelHistory(Channel.paid(name, ChannelKind.SEARCH), spend, Optional.empty());
    }

    private static ChannelHistory organic(String name) {
        return new ChannelHistory(new Channel(name, ChannelKind.EMAIL, true), SPEND, Optional.of(SPEND));
    }

    private static History history(ChannelHistory... channels) {
        return new History(
                PeriodLength.WEEK,
                START,
                ImmutableList.of(Geo.national()),
                kpi(),
                ImmutableList.copyOf(channels),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed());
    }

    @Test
    void findsChannelsByNameAndKnowsWhichArePaid() {
        var history = history(paid("search", SPEND), paid("social", SPEND), organic("news"));
        assertThat(history.periods()).isEqualTo(4);
        assertThat(history.startOf(4)).isEqualTo(START.plusWeeks(4));
        assertThat(history.paid()).hasSize(2);
        assertThat(history.indexOf("news")).isEqualTo(2);
        assertThat(history.indexOf("tv")).isEqualTo(-1);
    }

    @Test
    void shapesMustAgree() {
        assertThatThrownBy(() -> history(paid("search", Panel.constant(1, 5, 1))))
                .hasMessage("channel search has another shape than the KPI.");
        assertThatThrownBy(() -> history(paid("search", Panel.constant(2, 4, 1))))
                .hasMessage("channel search has another shape than the KPI.");
        assertThatThrownBy(() -> new Kpi(
                        "y", KpiKind.CONVERSIONS, SPEND, Optional.of(Panel.constant(1, 3, 40)), ImmutableList.of()))
                .hasMessage("value and KPI must have the same shape.");
    }

    @Test
    void organicChannelsStandLastAndHaveAVolume() {
        assertThatThrownBy(() -> history(organic("news"), paid("search", SPEND)))
                .hasMessage("paid channel search stands after an organic one.");
        assertThatThrownBy(
                        () -> new ChannelHistory(new Channel("news", ChannelKind.EMAIL, true), SPEND, Optional.empty()))
                .hasMessage("organic channel news needs a volume.");
    }

    @Test
    void youngPeriodsShowPartOfTheirKpi() {
        var kpi = kpi(0.6, 0.85);
        assertThat(kpi.visibleShare(1)).isEqualTo(0.6);
        assertThat(kpi.visibleShare(2)).isEqualTo(0.85);
        assertThat(kpi.visibleShare(3)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.01, Double.NaN})
    void sharesOutsideZeroToOneAreRefused(double share) {
        assertThatThrownBy(() -> kpi(share)).hasMessageContaining("must be in (0, 1]");
    }

    @Test
    void amountsOfExperimentsAreChecked() {
        assertThatThrownBy(() -> new Experiment("search", START, START, 0, 1, 1))
                .hasMessageContaining("spend (0.0)");
        assertThatThrownBy(() -> new Experiment("search", START, START, 1, 1, Double.NaN))
                .hasMessageContaining("standard-error (NaN)");
        assertThatThrownBy(() -> new Experiment("search", START, START.minusDays(1), 1, 1, 1))
                .hasMessageContaining("is before start");
        assertThatThrownBy(() -> new Experiment("search", START, START, 1, Double.POSITIVE_INFINITY, 1))
                .hasMessageContaining("lift (Infinity)");
    }

    @Test
    void geosHavePeople() {
        assertThat(Geo.national().population()).isEqualTo(1);
        assertThatThrownBy(() -> new Geo("north", 0)).hasMessageContaining("population of north (0.0)");
    }
}
