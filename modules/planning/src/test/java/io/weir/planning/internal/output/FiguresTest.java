package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.planning.PlanReport.Estimate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private final Figures figures = new Figures(SampleReports.shop(), Figures.Typography.PLAIN);

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "0.0253, 0.0253",
        "1.8, 1.80",
        "512.3, 512",
        "999.4, 999",
        "999.6, 1.00k",
        "12345, 12.3k",
        "999499, 999k",
        "999600, 1.00M",
        "-1234567, -1.23M",
        "2.5e9, 2.50B",
        "NaN, -",
        "Infinity, -"
    })
    void compactNumbersHaveThreeDigits(double value, String expected) {
        assertThat(figures.compact(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 112, +12 %",
        "100, 91.7, -8.3 %",
        "100, 100.01, 0 %",
        "0, 5, new",
        "0, 0, -",
        "100, 0, -100 %",
        "NaN, 1, new"
    })
    void changesCarryTheirSign(double from, double to, String expected) {
        assertThat(figures.change(from, to)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.004, 0.4 %", "0.0001, < 0.1 %", "0, 0.0 %", "0.25, 25 %", "NaN, -"})
    void percentagesAreReadable(double share, String expected) {
        assertThat(figures.percent(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, over 99 %", "0.914, 91 %", "0, under 1 %", "NaN, -"})
    void aChanceIsNeverCertain(double probability, String expected) {
        assertThat(figures.chance(probability)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1230000, 980000, 1410000, 1.23M (0.98M to 1.41M)", "0, -11500, 106200, 0 (-12k to 106k)"})
    void anIntervalSharesTheScaleOfItsMean(double mean, double low, double high, String expected) {
        assertThat(figures.shortEstimate(new Estimate(mean, low, high))).isEqualTo(expected);
    }
}
