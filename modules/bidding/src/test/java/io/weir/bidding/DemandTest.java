package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DemandTest {
    /** Values and prices at random: at the price of money that it tells, so much is spent, to the width of a place. */
    @Test
    void tellsThePriceAtWhichAShareIsSpent() {
        var random = new SplittableRandom(1);
        var demand = new Demand(0.01);
        int many = 20_000;
        double[] values = random.doubles(many, 0, 0.02).toArray();
        double[] prices = random.doubles(many, 0.1, 3).toArray();
        double all = 0;
        for (int k = 0; k < many; k++) {
            demand.add(demand.place(values[k], prices[k]), prices[k], 1.0 / many);
            all += prices[k] / many;
        }
        for (double part : new double[] {0.05, 0.3, 0.8}) {
            double price = demand.priceAt(part * all);
            double spent = 0;
            for (int k = 0; k < many; k++) {
                spent += values[k] / prices[k] >= price ? prices[k] / many : 0;
            }
            assertThat(spent).isCloseTo(part * all, within(0.005 * all));
        }
    }

    @Test
    void whatIsWorthNothingIsBoughtLastAndWhatIsFreeFirst() {
        var demand = new Demand(1);
        assertThat(demand.place(0, 1)).isZero();
        assertThat(demand.place(1, 0)).isGreaterThan(demand.place(100, 1));
        demand.add(demand.place(2, 1), 1, 1);
        assertThat(demand.priceAt(10)).as("more money than there is to buy").isLessThan(0.001);
    }
}
