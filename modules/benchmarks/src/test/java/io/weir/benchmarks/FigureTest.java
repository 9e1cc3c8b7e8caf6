package io.weir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;

class FigureTest {
    private static final Figure HOLDS = Figure.atLeast("plan-ratio-mean", 0.98123, "ratio", 0.97, 0.99, 0.97);
    private static final Figure SHORT = Figure.atMost("calibrate-seconds-3x156", 123.4, "s", 123.4, 123.4, 15);

    @Test
    void aLineHoldsNameValueUnitIntervalReachAndVerdict() {
        assertThat(HOLDS.line()).matches("plan-ratio-mean +0\\.9812 ratio +\\[0\\.9700, 0\\.9900]  >= 0\\.9700 +holds");
        assertThat(SHORT.line()).matches("calibrate-seconds-3x156 +123 s +\\[123, 123]  <= 15\\.00 +falls short");
    }

    @Test
    void reachIsJudgedAtItsEdges() {
        assertThat(Figure.atLeast("a", 0.97, "", 0, 1, 0.97).holds()).isTrue();
        assertThat(Figure.atMost("a", 0.97, "", 0, 1, 0.97).holds()).isTrue();
        assertThat(Figure.within("a", 0.95, "", 0, 1, 0.85, 0.95).holds()).isTrue();
        assertThat(Figure.within("a", 0.96, "", 0, 1, 0.85, 0.95).holds()).isFalse();
        assertThat(Figure.within("a", 0.84, "", 0, 1, 0.85, 0.95).holds()).isFalse();
    }

    @Test
    void whatIsNoNumberDoesNotHold() {
        assertThat(Figure.atLeast("a", Double.NaN, "", 0, 1, 0).holds()).isFalse();
        assertThat(Figure.atMost("a", Double.NaN, "", 0, 1, 0).holds()).isFalse();
        assertThat(Figure.within("a", Double.NaN, "", 0, 1, 0, 1).holds()).isFalse();
    }

    @Test
    void aReportEndsWithItsFigures() {
        var report = new BenchmarkReport("## Speed\n", ImmutableList.of(HOLDS, SHORT));
        assertThat(report.told().lines()).containsExactly("## Speed", "", HOLDS.line(), SHORT.line());
    }

    @Test
    void figuresAreWrittenAsJson() throws Exception {
        JsonNode figures = new JsonMapper()
                .readTree(new BenchmarkReport("", ImmutableList.of(HOLDS, SHORT)).json())
                .get("figures");
        assertThat(figures).hasSize(2);
        assertThat(figures.get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "value", "unit", "low", "high", "reach", "holds");
        assertThat(figures.get(0).get("value").asDouble()).isEqualTo(0.98123);
        assertThat(figures.get(1).get("holds").asBoolean()).isFalse();
    }
}
