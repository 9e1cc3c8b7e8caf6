package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0           | WHOLE
            1234        | WHOLE
            1 234 567   | WHOLE
            1'234       | WHOLE
            -5          | WHOLE
            \u22125     | WHOLE
            12e3        | WHOLE
            0.5         | POINT
            .5          | POINT
            5.          | POINT
            0.125       | POINT
            1234.567    | POINT
            1.2345      | POINT
            1,234.5     | POINT
            1,234,567   | POINT
            1 234.5     | POINT
            1.5e-3      | POINT
            0,5         | COMMA
            1.234,5     | COMMA
            1.234.567   | COMMA
            1 234,567   | COMMA
            1,234       | EITHER
            12.345      | EITHER
            $1,234      | EITHER
            -1.234 \u20ac | EITHER
            USD 5       | WHOLE
            ABC 5       | NONE
            x           | NONE
            .           | NONE
            ,           | NONE
            -           | NONE
            1-2         | NONE
            --5         | NONE
            1,23,456    | NONE
            12,34.5     | NONE
            1.234,567.8 | NONE
            1,234.567,8 | NONE
            1 2         | NONE
            1 234 5     | NONE
            1e          | NONE
            NaN         | NONE
            (5)         | NONE
            5%          | NONE
            2024-01-01  | NONE
            """)
    void tellsInWhichWaysANumberCanBeRead(String text, NumberShape shape) {
        assertThat(NumberShape.of(text)).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,234       | POINT | 1234
            1,234       | COMMA | 1.234
            -1.234 \u20ac | COMMA | -1234
            -\u20ac1.5  | POINT | -1.5
            +1.5        | POINT | 1.5
            1 234,5     | COMMA | 1234.5
            1.5         | COMMA | NaN
            1,5         | POINT | NaN
            x           | POINT | NaN
            """)
    void readsANumberInOneWay(String text, DecimalMark mark, Double value) {
        assertThat(Double.valueOf(NumberShape.value(text, mark))).isEqualTo(value);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void readsBackWhatWasWritten(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            double value = Math.rint((random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(9)) * 100) / 100;
            String grouped = String.format(Locale.ROOT, "%,.2f", value);
            String german = String.format(Locale.GERMANY, "%,.2f", value);

            assertThat(NumberShape.value(grouped, DecimalMark.POINT))
                    .as(grouped)
                    .isEqualTo(value);
            assertThat(NumberShape.value(german, DecimalMark.COMMA)).as(german).isEqualTo(value);
            assertThat(NumberShape.value(Double.toString(value), DecimalMark.POINT))
                    .isEqualTo(value);
        }
    }
}
