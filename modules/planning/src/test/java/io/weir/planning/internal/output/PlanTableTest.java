package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PlanTableTest {
    static final ImmutableList<PlanReport> reports = SampleReports.all();

    @ParameterizedTest
    @FieldSource("reports")
    void fitsTheWidthAndNamesEveryChannel(PlanReport report) {
        String text = PlanTable.text(report);
        assertThat(text.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= PlanTable.WIDTH);
        assertThat(text.lines()).noneMatch(line -> line.chars().anyMatch(c -> c < ' '));
        assertThat(text).doesNotContain("NaN", "Infinity", "null");
        for (PlanReport.ChannelReport channel : report.channels()) {
            String start =
                    channel.name().substring(0, Math.min(5, channel.name().length()));
            assertThat(text.lines()).anyMatch(line -> line.startsWith(start));
        }
    }

    @Test
    void saysWarningsFirstThenThePlanThenWhatToDoNext() {
        Golden.assertSame("shop-table.txt", PlanTable.text(SampleReports.shop()));
    }

    @Test
    void breaksAWordThatIsTooLongAndKeepsTheIndent() {
        assertThat(TextTable.wrap("  ab " + "x".repeat(12) + " c", 10, 1))
                .containsExactly("  ab", "   xxxxxxx", "   xxxxx c");
    }

    @Test
    void shortensWithAnEllipsis() {
        assertThat(TextTable.shorten("out of home", 6)).isEqualTo("out o\u2026");
        assertThat(TextTable.shorten("\ud83d\udce7\ud83d\udce7\ud83d\udce7", 3))
                .isEqualTo("\ud83d\udce7\ud83d\udce7\ud83d\udce7");
    }
}
