package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstPriceShadingTest {
    private static final int AUCTIONS = 10_000;

    /** What is spent of a budget against rivals between 0 and 20, with values between 0 and 40. */
    private static double spent(FirstPriceShading bidder, double budget) {
        var random = new SplittableRandom(3);
        bidder.begin(budget, AUCTIONS);
        double left = budget;
        for (int k = 0; k < AUCTIONS; k++) {
            double value = random.nextDouble(40);
            double bid = bidder.bid(value);
            assertThat(bid).isBetween(0.0, Math.min(left, value));
            boolean won = bid >= random.nextDouble(20);
            bidder.result(won, won ? bid : Double.NaN);
            left -= won ? bid : 0;
        }
        return budget - left;
    }

    private static FirstPriceShading bidder() {
        return new FirstPriceShading(10, 1, 0.02, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5, 3_000, 20_000, 1e9})
    void neverSpendsMoreThanItsBudgetNorBidsBeyondTheValue(double budget) {
        assertThat(spent(bidder(), budget)).isBetween(0.0, budget);
    }

    @Test
    void aBudgetThatIsShortLastsAndIsSpent() {
        FirstPriceShading bidder = bidder();
        spent(bidder, 10_000);
        double before = bidder.bestBid(30);
        assertThat(spent(bidder, 10_000)).isGreaterThan(9_700);
        assertThat(before).as("shaded for the budget too").isLessThan(0.8 * rich());
    }

    @Test
    void aValueThatIsNoneIsRefused() {
        FirstPriceShading bidder = bidder();
        bidder.begin(100, 10);
        assertThatThrownBy(() -> bidder.bid(Double.NaN)).hasMessageContaining("value");
    }

    private static double rich() {
        FirstPriceShading bidder = bidder();
        spent(bidder, 1e9);
        return bidder.bestBid(30);
    }
}
