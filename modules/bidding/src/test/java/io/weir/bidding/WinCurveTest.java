package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WinCurveTest {
    /** Rival bids are even between 0 and 2 times the usual one; bids too. */
    private static void learn(WinCurve curve, double usual, int auctions, long seed) {
        var random = new SplittableRandom(seed);
        for (int k = 0; k < auctions; k++) {
            double bid = random.nextDouble(2 * usual);
            curve.learn(bid, bid >= random.nextDouble(2 * usual));
        }
        curve.fit();
    }

    @Test
    void comesNearTheTruthFromWinsAndLossesAlone() {
        var curve = new WinCurve(10, 1e6);
        learn(curve, 10, 50_000, 1);
        for (double bid : new double[] {2, 5, 10, 15, 19}) {
            assertThat(curve.chance(bid)).isCloseTo(bid / 20, within(0.04));
        }
    }

    /** Against even rivals half the value is the best bid, and the half of what it is worth in money that costs more. */
    @Test
    void tellsTheBidThatEarnsMost() {
        var curve = new WinCurve(10, 1e6);
        learn(curve, 10, 50_000, 2);
        assertThat(curve.bestBid(16, 1)).isCloseTo(8, within(1.5));
        assertThat(curve.bestBid(16, 2)).isCloseTo(4, within(0.8));
        assertThat(curve.bestBid(0, 1)).isZero();
    }

    @Test
    void risesWithTheBid() {
        var curve = new WinCurve(10, 1e6);
        learn(curve, 10, 300, 3);
        double before = 0;
        for (double bid = 0.3; bid < 400; bid *= 1.03) {
            assertThat(curve.chance(bid)).isBetween(before, 1.0);
            before = curve.chance(bid);
        }
    }

    @Test
    void forgetsAMarketThatIsNoMore() {
        var curve = new WinCurve(10, 2_000);
        learn(curve, 10, 20_000, 4);
        learn(curve, 30, 20_000, 5);
        assertThat(curve.chance(18)).isCloseTo(18.0 / 60, within(0.06));
    }

    @Test
    void whatIsNoPriceIsRefused() {
        assertThatThrownBy(() -> new WinCurve(0, 100)).hasMessageContaining("usual");
        assertThatThrownBy(() -> new WinCurve(1, 0.5)).hasMessageContaining("memory");
    }
}
