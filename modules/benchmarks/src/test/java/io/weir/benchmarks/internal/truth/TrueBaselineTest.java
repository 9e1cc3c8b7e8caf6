package io.weir.benchmarks.internal.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrueBaselineTest {
    private static final LocalDate DAY = LocalDate.of(2023, 3, 6);
    private static final int DAY_OF_YEAR = 65;
    private static final double PI = Math.PI;

    @Test
    void multipliesWhatStandsSideBySide() {
        assertThat(at("27000 + 18t", 5, 100)).isEqualTo(27090);
        assertThat(at("3(t+1)", 5, 100)).isEqualTo(18);
        assertThat(at("(t+1) (t-1)", 5, 100)).isEqualTo(24);
    }

    @Test
    void takesAnglesInRadians() {
        assertThat(at("2900 cos(2 pi (t-20)/52.18)", 31, 100))
                .isCloseTo(2900 * Math.cos(2 * PI * 11 / 52.18), within(1e-9));
        assertThat(at("-sin(4 pi doy/365.5)", 0, 100)).isCloseTo(-Math.sin(4 * PI * DAY_OF_YEAR / 365.5), within(1e-9));
    }

    @Test
    void spreadsAnEvenGridOverTheRows() {
        assertThat(at("(linspace(0,50,n)+10)^0.25", 0, 101)).isCloseTo(Math.pow(10, 0.25), within(1e-9));
        assertThat(at("(linspace(0,50,n)+10)^0.25", 100, 101)).isCloseTo(Math.pow(60, 0.25), within(1e-9));
        assertThat(at("linspace(10,20,n)", 50, 101)).isCloseTo(15, within(1e-9));
    }

    @Test
    void understandsWholeFormulas() {
        assertThat(at("level*(1+0.2*sin(2 pi t/52)) + 0.5*event + 0.5*sale", 13, 60))
                .isCloseTo(800 * 1.2 + 0.5 * 3 + 0.5 * 7, within(1e-9));
        double year = 0.5 * (-Math.sin(4 * PI * DAY_OF_YEAR / 365.5) + Math.cos(2 * PI * DAY_OF_YEAR / 365.5));
        assertThat(at("1000*(2 + 0.5*(-sin(4 pi doy/365.5)+cos(2 pi doy/365.5)) + 1.5*event)", 13, 60))
                .isCloseTo(1000 * (2 + year + 1.5 * 3), within(1e-9));
    }

    /** {@code event} stands for all controls that the truth gives a number, each times its column. */
    @Test
    void addsUpWhatNamedControlsBring() {
        var baseline =
                new TrueBaseline(truth("100 + event", Map.of("promotion", JsonNodeFactory.instance.numberNode(4))));
        assertThat(baseline.at(0, 60, DAY, Map.of("promotion", 2.5))).isEqualTo(110);
    }

    @Test
    void writesOutTheFormulasOfTheWorlds() {
        for (TrueWorld world : KnownWorlds.withReferences()) {
            assertThat(world.signal())
                    .as(world.name())
                    .hasSameSizeAs(world.published())
                    .doesNotContain(Double.NaN);
        }
    }

    @Test
    void saysWhichFormulaItDoesNotUnderstand() {
        assertThatThrownBy(() -> at("100 + (t", 0, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(100 + (t)");
        assertThatThrownBy(() -> at("100 + unheard_of", 0, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard_of");
    }

    private static double at(String formula, int t, int rows) {
        return new TrueBaseline(truth(formula, Map.of("level", JsonNodeFactory.instance.numberNode(800))))
                .at(t, rows, DAY, Map.of("event", 3.0, "sale", 7.0));
    }

    private static TruthFile truth(String formula, Map<String, JsonNode> numbers) {
        return new TruthFile(
                "any",
                "week",
                new TruthFile.Kpi("y", "revenue"),
                new TruthFile.HistoryFile("history.csv", "week", 60),
                new TruthFile.Planned(DAY, 8, 100),
                ImmutableList.of(),
                null,
                null,
                ImmutableMap.<String, JsonNode>builder()
                        .put("formula", JsonNodeFactory.instance.textNode(formula))
                        .putAll(numbers)
                        .buildOrThrow(),
                new TruthFile.Noise("normal", 1),
                Optional.empty());
    }
}
