package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerValueTest {
    @Test
    void isTheFirstOrderAndWhatThoseWhoStayOrderLater() {
        var customer = new CustomerValue(60, 0.4, 0.25, 0.97, 0.002);

        assertThat(customer.firstOrder()).isCloseTo(24, within(1e-9));
        assertThat(customer.laterOrders()).isCloseTo(24 * 0.25 * 0.97 / 0.032, within(1e-9));
        assertThat(customer.perConversion()).isCloseTo(205.875, within(1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSumOverAllPeriods(long seed) {
        var random = new SplittableRandom(seed);
        var customer = new CustomerValue(
                random.nextDouble(1, 500),
                random.nextDouble(0.05, 1),
                random.nextDouble(0, 3),
                random.nextDouble(0, 0.99),
                random.nextDouble(0, 0.1));

        double sum = customer.margin() * customer.orderValue();
        double staying = 1;
        for (int t = 1; t < 10_000; t++) {
            staying *= customer.retention() / (1 + customer.discount());
            sum += customer.margin() * customer.orderValue() * customer.orders() * staying;
        }
        assertThat(customer.perConversion()).as("%s", customer).isCloseTo(sum, within(1e-9 * sum));
    }

    @Test
    void isTheFirstOrderAloneWhereNobodyStaysOrOrdersAgain() {
        assertThat(new CustomerValue(60, 0.4, 0.25, 0, 0).perConversion()).isEqualTo(24);
        assertThat(new CustomerValue(60, 0.4, 0, 0.97, 0).perConversion()).isEqualTo(24);
    }

    @Test
    void risesWithRetentionAndFallsWithTheDiscount() {
        double usual = new CustomerValue(60, 0.4, 0.25, 0.9, 0.01).perConversion();

        assertThat(new CustomerValue(60, 0.4, 0.25, 0.95, 0.01).perConversion()).isGreaterThan(usual);
        assertThat(new CustomerValue(60, 0.4, 0.25, 0.9, 0.02).perConversion()).isLessThan(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.4, 0.25, 0.9, 0, orderValue (0.0) must be finite and > 0.",
        "NaN, 0.4, 0.25, 0.9, 0, orderValue (NaN) must be finite and > 0.",
        "60, 0, 0.25, 0.9, 0, 'margin (0.0) must be in (0, 1].'",
        "60, NaN, 0.25, 0.9, 0, 'margin (NaN) must be in (0, 1].'",
        "60, 1.1, 0.25, 0.9, 0, 'margin (1.1) must be in (0, 1].'",
        "60, 0.4, -1, 0.9, 0, orders (-1.0) must be finite and >= 0.",
        "60, 0.4, NaN, 0.9, 0, orders (NaN) must be finite and >= 0.",
        "60, 0.4, Infinity, 0.9, 0, orders (Infinity) must be finite and >= 0.",
        "60, 0.4, 0.25, 1, 0, 'retention (1.0) must be in [0, 1).'",
        "60, 0.4, 0.25, NaN, 0, 'retention (NaN) must be in [0, 1).'",
        "60, 0.4, 0.25, 0.9, -0.1, 'discount (-0.1) must be in [0.0, 1.0].'",
        "60, 0.4, 0.25, 0.9, NaN, 'discount (NaN) must be in [0.0, 1.0].'"
    })
    void refusesWhatIsOutsideItsRange(
            double orderValue, double margin, double orders, double retention, double discount, String message) {
        assertThatThrownBy(() -> new CustomerValue(orderValue, margin, orders, retention, discount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
