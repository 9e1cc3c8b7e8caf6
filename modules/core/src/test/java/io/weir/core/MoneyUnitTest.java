package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyUnitTest {
    private static final MoneyUnit EURO = MoneyUnit.of("EUR");
    private static final MoneyUnit YEN = MoneyUnit.of("JPY");

    @ParameterizedTest(name = "{0} EUR is {1} micros")
    @CsvSource({
        "0, 0",
        "1234.5, 1234500000",
        "0.005, 10000",
        "0.0049, 0",
        "1.005, 1010000",
        "-0.005, -10000",
        "0.1, 100000",
        "123456789.994, 123456789990000"
    })
    void roundsToTheNearestCentAsWritten(double amount, long micros) {
        assertThat(EURO.toMicros(amount)).isEqualTo(micros);
    }

    @ParameterizedTest(name = "{0} JPY is {1} micros")
    @CsvSource({"0.49, 0", "0.5, 1000000", "1234.5, 1235000000"})
    void yenHaveNoDecimals(double amount, long micros) {
        assertThat(YEN.toMicros(amount)).isEqualTo(micros);
    }

    @Test
    void theQuantumIsTheSmallestBookedAmount() {
        assertThat(EURO.quantum()).isEqualTo(10_000);
        assertThat(YEN.quantum()).isEqualTo(1_000_000);
        assertThat(MoneyUnit.of("KWD").quantum()).isEqualTo(1_000);
        assertThat(MoneyUnit.unnamed().quantum()).isEqualTo(10_000);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void bookedAmountsAreMultiplesOfTheQuantumWithinHalfOfIt(long seed) {
        var random = new SplittableRandom(seed);
        for (var unit : new MoneyUnit[] {EURO, YEN, MoneyUnit.of("KWD")}) {
            double amount = random.nextDouble(0, 1e7);
            long micros = unit.toMicros(amount);
            assertThat(micros % unit.quantum()).isZero();
            assertThat(MoneyUnit.fromMicros(micros)).isCloseTo(amount, within(0.5000001 * unit.quantum() / 1e6));
            assertThat(unit.toMicros(MoneyUnit.fromMicros(micros))).isEqualTo(micros);
        }
    }

    @Test
    void filesCarryPlainDigits() {
        assertThat(EURO.plain(1_234_500_000L)).isEqualTo("1234.50");
        assertThat(EURO.plain(0)).isEqualTo("0.00");
        assertThat(YEN.plain(1_235_000_000L)).isEqualTo("1235");
        assertThat(EURO.plain(12_345_678_901_230_000L)).isEqualTo("12345678901.23");
    }

    @Test
    void peopleReadGroupedDigitsAndTheCurrency() {
        assertThat(EURO.text(12000)).isEqualTo("12,000.00 EUR");
        assertThat(YEN.text(1234567)).isEqualTo("1,234,567 JPY");
        assertThat(MoneyUnit.unnamed().text(0.5)).isEqualTo("0.50");
        assertThat(EURO.shortText(1234.56)).isEqualTo("1,235 EUR");
    }

    @Test
    void amountsThatCannotBeBookedAreRefused() {
        assertThatThrownBy(() -> EURO.toMicros(Double.NaN)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> EURO.toMicros(1e13)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> MoneyUnit.of("XXQ")).isInstanceOf(IllegalArgumentException.class);
    }
}
