package io.weir.planning.internal.facts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.Control;
import io.weir.core.Geo;
import io.weir.core.History;
import io.weir.core.Kpi;
import io.weir.core.KpiKind;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.PeriodLength;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.PlanReport.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFactsTest {
    private static final int WEEKS = 156;

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void saysHowLongAHealthyHistoryIsAndNothingElse() {
        List<Fact> facts = of(kpi(), noisy(500), noisy(300));

        assertThat(facts)
                .containsExactly(
                        new Fact(Severity.INFO, "The history holds 156 weeks, 2021-01-04 to 2023-12-31 (3.0 years)."));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsQuietAboutOrdinaryNoise(long seed) {
        var other = new SplittableRandom(seed);
        double[] kpi = series(WEEKS, t -> 10_000 + 2000 * Math.sin(2 * Math.PI * t / 52) + 400 * normal(other));

        assertThat(of(kpi, noisy(500), noisy(300))).hasSize(1);
    }

    @Test
    void warnsOfShortHistories() {
        List<Fact> facts = of(head(kpi(), 15), head(noisy(500), 15), head(noisy(300), 15));

        assertThat(warnings(facts))
                .anyMatch(text -> text.startsWith("The history holds 15 weeks") && text.contains("teach little"))
                .anyMatch(text -> text.contains("shorter than a year"));
    }

    @Test
    void namesExtraordinaryPeriodsButNotTheSeason() {
        double[] kpi = series(WEEKS, t -> 10_000 + (t % 52 == 50 ? 9000 : 0) + 200 * normal(random));
        kpi[70] = 25_000;

        assertThat(warnings(of(kpi, noisy(500), noisy(300))))
                .singleElement()
                .asString()
                .contains("y is extraordinary in 1 week: 2022-05-09 (25,000, about ")
                .doesNotContain("2021-12-20");
    }

    @Test
    void tellsALastingChangeOfLevel() {
        double[] kpi = series(WEEKS, t -> (t < 100 ? 10_000 : 16_000) + 300 * normal(random));

        assertThat(warnings(of(kpi, noisy(500), noisy(300))))
                .anyMatch(text -> text.startsWith("y changed its level around 2022-12-05: from about "));
    }

    @Test
    void asksWhetherTheLastPeriodsAreComplete() {
        double[] kpi = kpi();
        kpi[WEEKS - 1] = 3000;

        assertThat(warnings(of(kpi, noisy(500), noisy(300))))
                .singleElement()
                .asString()
                .contains("y falls to 3,000 from about", "in the last week", "kpi.maturity");
    }

    @Test
    void repeatsTheMaturityThatWasDeclared() {
        var kpi = new Kpi(
                "orders", KpiKind.CONVERSIONS, Panel.of(kpi()), Optional.empty(), ImmutableList.of(0.6, 0.85, 1.0));

        assertThat(DataFacts.of(history(kpi, List.of(), paid("a", noisy(5)))))
                .anyMatch(fact -> fact.text()
                        .equals(
                                "The last periods are not complete: visible are 60 % of the one from 2023-12-25, 85 % of the one"
                                        + " from 2023-12-18."));
    }

    @Test
    void warnsOfNegativeKpi() {
        double[] kpi = kpi();
        kpi[3] = -5;

        assertThat(warnings(of(kpi, noisy(500), noisy(300))))
                .anyMatch(text -> text.contains("y is below zero in 1 week (2021-01-25)"));
    }

    @Test
    void tellsChannelsThatTeachNothing() {
        double[] seldom = series(WEEKS, t -> t % 60 == 7 ? 400 + t : 0);
        List<Fact> facts = of(kpi(), series(WEEKS, t -> 250), series(WEEKS, t -> 0), seldom);

        assertThat(warnings(facts))
                .anyMatch(text -> text.startsWith("a never varied: its spend was 250 in every week"))
                .anyMatch(text -> text.startsWith("b never had any spend"))
                .anyMatch(text -> text.startsWith("c had spend in only 3 of 156 weeks (2021-02-22 to"));
    }

    @Test
    void tellsChannelsThatStopped() {
        double[] spend = noisy(300);
        Arrays.fill(spend, 120, WEEKS, 0);

        assertThat(of(kpi(), spend, noisy(500)))
                .anyMatch(fact -> fact.text().startsWith("a had no spend in the last 36 weeks"));
    }

    @Test
    void namesPairsThatMoveTogether() {
        double[] one = noisy(500);
        double[] other = series(WEEKS, t -> one[t] * 0.5 + 2 * normal(random));

        assertThat(warnings(of(kpi(), one, other)))
                .singleElement()
                .asString()
                .startsWith("Spend of a and b moves together (correlation ");
    }

    @Test
    void tellsSpendThatFollowsDemand() {
        double[] kpi = series(WEEKS, t -> 10_000 + 4000 * Math.sin(2 * Math.PI * t / 52) + 300 * normal(random));
        double[] spend = series(WEEKS, t -> 500 + 200 * Math.sin(2 * Math.PI * t / 52) + 30 * normal(random));

        assertThat(warnings(of(kpi, spend, noisy(300))))
                .singleElement()
                .asString()
                .startsWith("Spend of a follows demand");
    }

    @Test
    void comparesSpendWithVolume() {
        double[] spend = noisy(500);
        double[] volume = series(WEEKS, t -> spend[t] * 3);
        for (int t = 0; t < 20; t++) {
            volume[t] = 0;
        }
        spend[50] = 0;
        var channel = new ChannelHistory(
                Channel.paid("a", ChannelKind.SEARCH), Panel.of(spend), Optional.of(Panel.of(volume)));

        List<Fact> facts = DataFacts.of(history(plain(kpi()), List.of(), channel));

        assertThat(warnings(facts)).anyMatch(text -> text.startsWith("a has spend without volume in 20 of 155 weeks"));
        assertThat(facts)
                .anyMatch(fact -> fact.severity() == Severity.INFO
                        && fact.text().startsWith("a has volume without spend in 1 week:"));
    }

    @Test
    void recognisesGapsThatWereFilled() {
        double[] kpi = kpi();
        double[] one = noisy(500);
        double[] other = noisy(300);
        for (double[] series : List.of(kpi, one, other)) {
            series[20] = 0;
            series[41] = series[40] + (series[43] - series[40]) / 3;
            series[42] = series[40] + (series[43] - series[40]) * 2 / 3;
        }

        List<Fact> facts = of(kpi, one, other);

        assertThat(facts)
                .anyMatch(fact -> fact.text().startsWith("In 1 week neither KPI nor spend was recorded (2021-05-24)"));
        assertThat(facts)
                .anyMatch(fact -> fact.text()
                        .startsWith(
                                "In 2 weeks all values lie exactly between their neighbours (2021-10-18, 2021-10-25)"));
    }

    @Test
    void mentionsControlsThatNeverChange() {
        var control = new Control("price", Panel.constant(1, WEEKS, 3), Optional.empty());

        assertThat(DataFacts.of(history(plain(kpi()), List.of(control), paid("a", noisy(5)))))
                .anyMatch(fact -> fact.text().startsWith("Control price never changes"));
    }

    @Test
    void knowsDaysOfTheWeek() {
        double[] kpi = series(800, t -> (t % 7 == 5 ? 3000 : 10_000) + 200 * normal(random));
        double[] spend = series(800, t -> 50 + 20 * random.nextDouble());
        kpi[400] = 5000;

        List<Fact> facts = DataFacts.of(new History(
                PeriodLength.DAY,
                LocalDate.of(2021, 1, 4),
                ImmutableList.of(Geo.national()),
                plain(kpi),
                ImmutableList.of(paid("a", spend)),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed()));

        assertThat(facts).first().extracting(Fact::text).asString().startsWith("The history holds 800 days");
        assertThat(warnings(facts))
                .singleElement()
                .asString()
                .contains("extraordinary in 1 day: 2022-02-08 (5,000, about");
    }

    @Test
    void looksIntoRegions() {
        double[] silent = new double[WEEKS];
        double[] one = noisy(500);
        double[] other = noisy(300);
        var kpi = new Kpi("y", KpiKind.REVENUE, Panel.of(kpi(), silent), Optional.empty(), ImmutableList.of());
        var a = new ChannelHistory(
                Channel.paid("a", ChannelKind.OTHER), Panel.of(one, other), Optional.of(Panel.of(one, silent)));
        var b = new ChannelHistory(Channel.paid("b", ChannelKind.OTHER), Panel.of(one, other), Optional.empty());

        List<Fact> facts = DataFacts.of(new History(
                PeriodLength.WEEK,
                LocalDate.of(2021, 1, 4),
                ImmutableList.of(new Geo("north", 1), new Geo("south", 2)),
                kpi,
                ImmutableList.of(a, b),
                ImmutableList.of(),
                ImmutableList.of(),
                MoneyUnit.unnamed()));

        assertThat(facts).first().extracting(Fact::text).asString().endsWith("(3.0 years), 2 regions.");
        assertThat(warnings(facts))
                .anyMatch(text -> text.equals("y is zero in every week of south."))
                .anyMatch(text -> text.startsWith("a has spend without volume in 156 of 312 rows with spend"))
                .anyMatch(text -> text.startsWith("Spend of a and b moves together (correlation 1.00)"));
    }

    @Test
    void copesWithTwoPeriods() {
        assertThat(of(new double[] {1, 2}, new double[] {3, 0}, new double[] {0, 0}))
                .isNotEmpty();
    }

    private double[] kpi() {
        return series(WEEKS, t -> 10_000 + 300 * normal(random));
    }

    private double[] noisy(double mean) {
        return series(WEEKS, t -> mean * (0.5 + random.nextDouble()));
    }

    private static double normal(SplittableRandom random) {
        return IntStream.range(0, 12).mapToDouble(i -> random.nextDouble()).sum() - 6;
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }

    private static double[] head(double[] series, int count) {
        return Arrays.copyOf(series, count);
    }

    private static List<String> warnings(List<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.severity() == Severity.WARNING)
                .map(Fact::text)
                .toList();
    }

    private static List<Fact> of(double[] kpi, double[]... spends) {
        var channels = new ArrayList<ChannelHistory>();
        for (int i = 0; i < spends.length; i++) {
            channels.add(paid(String.valueOf((char) ('a' + i)), spends[i]));
        }
        return DataFacts.of(history(plain(kpi), List.of(), channels.toArray(ChannelHistory[]::new)));
    }

    private static Kpi plain(double[] kpi) {
        return new Kpi("y", KpiKind.REVENUE, Panel.of(kpi), Optional.empty(), ImmutableList.of());
    }

    private static ChannelHistory paid(String name, double[] spend) {
        return new ChannelHistory(Channel.paid(name, ChannelKind.OTHER), Panel.of(spend), Optional.empty());
    }

    private static History history(Kpi kpi, List<Control> controls, ChannelHistory... channels) {
        return new History(
                PeriodLength.WEEK,
                LocalDate.of(2021, 1, 4),
                ImmutableList.of(Geo.national()),
                kpi,
                ImmutableList.copyOf(channels),
                ImmutableList.copyOf(controls),
                ImmutableList.of(),
                MoneyUnit.unnamed());
    }
}
