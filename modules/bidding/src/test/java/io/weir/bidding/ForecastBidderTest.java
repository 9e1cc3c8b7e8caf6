package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.policy.ImpressionBidder;
import io.weir.policy.PriceLandscape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastBidderTest {
    private static final int EPISODE = 1_000;
    private static final int HIGHEST = 200;
    private static final PriceLandscape EVEN = PriceLandscape.smoothed(new double[HIGHEST + 1]);

    private static ForecastBidder bidder() {
        return new ForecastBidder(EVEN, 0.5, 1);
    }

    /** What was won of the last of many episodes, with values at random and prices that swing by a factor. */
    private static double won(ImpressionBidder bidder, int budget, int episodes, double swing, int length) {
        var random = new SplittableRandom(7);
        double won = 0;
        for (int episode = 0; episode < episodes; episode++) {
            bidder.begin(budget, EPISODE);
            double left = budget;
            for (int k = 0; k < EPISODE; k++) {
                double wave = Math.sin(2 * Math.PI * (episode * EPISODE + k) / length);
                double price = Math.ceil(100 * random.nextDouble() * (1 + swing * wave));
                double value = random.nextDouble();
                double bid = bidder.bid(value);
                assertThat(bid).isBetween(0.0, left);
                boolean wins = bid >= price;
                bidder.result(wins, wins ? price : Double.NaN);
                left -= wins ? price : 0;
                won += wins && episode >= episodes / 2 ? value : 0;
            }
        }
        return won;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 500, 5_000, 40_000, 1_000_000})
    void neverSpendsMoreThanItsBudget(int budget) {
        won(bidder(), budget, 6, 0.5, 700);
    }

    @Test
    void aCycleThatIsForeseenPays() {
        double foreseen = won(bidder(), 5_000, 60, 0.9, 1_400);
        double latest = won(ForecastBidder.ofTheLatest(EVEN, 0.5, 1), 5_000, 60, 0.9, 1_400);
        assertThat(foreseen).isGreaterThan(1.02 * latest);
    }

    @Test
    void whereThereIsNoCycleLittleIsLostByLookingForOne() {
        double looking = won(bidder(), 5_000, 60, 0, 1_400);
        double latest = won(ForecastBidder.ofTheLatest(EVEN, 0.5, 1), 5_000, 60, 0, 1_400);
        assertThat(looking).isGreaterThan(0.995 * latest);
    }

    @Test
    void theSameSeedBidsTheSame() {
        assertThat(won(bidder(), 5_000, 10, 0.5, 700)).isEqualTo(won(bidder(), 5_000, 10, 0.5, 700));
    }

    @Test
    void tellsThePriceOfMoney() {
        ForecastBidder poor = bidder();
        ForecastBidder rich = bidder();
        assertThat(poor.shadowPrice()).isNaN();
        won(poor, 2_000, 10, 0, 700);
        won(rich, 20_000, 10, 0, 700);
        assertThat(poor.shadowPrice()).isGreaterThan(1.5 * rich.shadowPrice());
    }

    @Test
    void aValueThatIsNoneIsRefused() {
        ForecastBidder bidder = bidder();
        bidder.begin(100, 10);
        assertThatThrownBy(() -> bidder.bid(Double.NaN)).hasMessageContaining("value");
        assertThatThrownBy(() -> bidder.bid(-1)).hasMessageContaining("value");
    }
}
