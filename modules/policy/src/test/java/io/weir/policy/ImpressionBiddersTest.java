package io.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImpressionBiddersTest {
    private static final int HIGHEST = 20;
    private static final PriceLandscape EVEN = PriceLandscape.smoothed(new double[HIGHEST + 1]);

    static Stream<Named<Supplier<ImpressionBidder>>> bidders() {
        MdpTable table = MdpTable.of(EVEN, 0.1, 300, 100);
        return Stream.of(
                Named.of("multiple of the value", () -> new ValueBid(100, HIGHEST)),
                Named.of("adaptive pacing", () -> new AdaptivePacing(200, 0.05, HIGHEST)),
                Named.of("dual descent", () -> new DualDescent(0.01, 0.05, HIGHEST)),
                Named.of("MDP by value", () -> MdpBid.byValue(table)),
                Named.of("MDP by mean", () -> MdpBid.byMean(table, 0.1)));
    }

    @ParameterizedTest
    @MethodSource("bidders")
    void neverSpendMoreThanTheBudget(Supplier<ImpressionBidder> some) {
        ImpressionBidder bidder = some.get();
        var random = new SplittableRandom(1);
        for (int episode = 0; episode < 20; episode++) {
            int budget = random.nextInt(300);
            bidder.begin(budget, 100);
            int left = budget;
            for (int k = 0; k < 100; k++) {
                double bid = bidder.bid(random.nextDouble(0.2));
                assertThat(bid).isBetween(0.0, (double) left);
                int price = random.nextInt(HIGHEST + 1);
                boolean won = bid >= price;
                bidder.result(won, won ? price : Double.NaN);
                left -= won ? price : 0;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("bidders")
    void withoutABudgetBidNothing(Supplier<ImpressionBidder> some) {
        ImpressionBidder bidder = some.get();
        bidder.begin(0, 100);
        assertThat(bidder.bid(1)).isZero();
        bidder.result(false, Double.NaN);
        assertThat(bidder.bid(1)).isZero();
    }

    @ParameterizedTest
    @MethodSource("bidders")
    void refuseWhatIsNoEpisode(Supplier<ImpressionBidder> some) {
        ImpressionBidder bidder = some.get();
        assertThatThrownBy(() -> bidder.begin(-1, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bidder.begin(Double.NaN, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bidder.begin(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("bidders")
    void refuseAValueThatIsNone(Supplier<ImpressionBidder> some) {
        ImpressionBidder bidder = some.get();
        bidder.begin(100, 10);
        for (double value : new double[] {Double.NaN, -1, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> bidder.bid(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("value");
        }
    }

    /** Half of what all impressions cost: pacing buys those below the price at which that is spent. */
    @Test
    void dualDescentSpendsItsBudget() {
        var bidder = new DualDescent(1, 0.02, HIGHEST);
        var random = new SplittableRandom(2);
        double spent = 0;
        for (int episode = 0; episode < 50; episode++) {
            bidder.begin(5_000, 1_000);
            for (int k = 0; k < 1_000; k++) {
                int price = random.nextInt(HIGHEST + 1);
                boolean won = bidder.bid(1) >= price;
                bidder.result(won, won ? price : Double.NaN);
                spent += won && episode >= 40 ? price : 0;
            }
        }
        assertThat(spent / 10).isCloseTo(5_000, within(250.0));
    }

    /** Against every way to bid on few impressions at few prices. */
    @Test
    void theTableHoldsTheBestThatBidsCanDo() {
        PriceLandscape prices = PriceLandscape.smoothed(new double[] {0, 3, 1, 0, 2});
        MdpTable table = MdpTable.of(prices, 0.5, 8, 5);
        for (int toCome = 1; toCome <= 5; toCome++) {
            for (int left = 1; left <= 8; left++) {
                int best = 0;
                double most = -1;
                for (int bid = 0; bid <= left; bid++) {
                    double worth = worthOf(prices, bid, toCome, left);
                    if (worth >= most - 1e-12) {
                        best = bid;
                        most = Math.max(most, worth);
                    }
                }
                int told = table.worthPaying(toCome, left, 0.5);
                assertThat(worthOf(prices, told, toCome, left)).isCloseTo(most, within(1e-12));
                assertThat(told).isEqualTo(Math.min(best, prices.highest()));
            }
        }
    }

    private static double worthOf(PriceLandscape prices, int bid, int toCome, int left) {
        double worth = 0;
        for (int price = 0; price <= prices.highest(); price++) {
            boolean won = price <= bid;
            worth += prices.share(price) * ((won ? 0.5 : 0) + bestOf(prices, toCome - 1, won ? left - price : left));
        }
        return worth;
    }

    /** Without money nothing is won, not even for nothing, as in the source. */
    private static double bestOf(PriceLandscape prices, int toCome, int left) {
        double best = 0;
        for (int bid = 0; toCome > 0 && left > 0 && bid <= Math.min(left, prices.highest()); bid++) {
            best = Math.max(best, worthOf(prices, bid, toCome, left));
        }
        return best;
    }

    @Test
    void aLandscapeDrawsPricesAboveALosingBid() {
        PriceLandscape prices = PriceLandscape.smoothed(new double[] {0, 3, 1, 0, 2});
        var random = new SplittableRandom(3);
        double[] drawn = new double[5];
        int many = 200_000;
        for (int k = 0; k < many; k++) {
            drawn[(int) prices.above(1.5, random.nextDouble())]++;
        }
        double above = prices.share(2) + prices.share(3) + prices.share(4);
        for (int price = 0; price < 5; price++) {
            double expected = price < 2 ? 0 : prices.share(price) / above;
            assertThat(drawn[price] / many).isCloseTo(expected, within(0.005));
        }
        assertThat(prices.above(7, 0.5)).as("beyond all prices").isEqualTo(7);
    }
}
