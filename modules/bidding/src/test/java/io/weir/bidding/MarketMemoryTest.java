package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MarketMemoryTest {
    private static final int TICKS = 12;
    /** What such opportunities are worth and how much is bid for that; 0.01 each wins at a price of 0.5. */
    private static final double WORTH = 0.01;

    private final MarketMemory memory = new MarketMemory(TICKS);

    /** A period all of whose ticks are alike; a bid of 50 wins so many of a thousand opportunities at a price. */
    private void period(double won, double price) {
        memory.begin();
        for (int tick = 0; tick < TICKS; tick++) {
            memory.learn(tick, 50, 1000, won, won * price, won * WORTH * 1.4);
        }
    }

    @Test
    void thatBidBuysTheSameAgain() {
        period(300, 0.5);
        memory.begin();
        assertThat(memory.recall(0, 1)).isTrue();
        assertThat(memory.spend(50)).isCloseTo(TICKS * 150, within(1e-6));
        assertThat(memory.excess(50, 10)).isCloseTo(TICKS * (150 - 10 * 300 * WORTH * 1.4), within(1e-6));
        memory.recall(9, 1);
        assertThat(memory.spend(50)).isCloseTo(3 * 150, within(1e-6));
    }

    @Test
    void aBitMoreBidForCostsWhatIsBid() {
        period(300, 0.5);
        memory.begin();
        memory.recall(0, 1);
        // what one more result costs, over the bid, is the same at any bid
        assertThat(costOfOneMore(45) / 45).isCloseTo(costOfOneMore(90) / 90, within(1e-3));
    }

    private double costOfOneMore(double bid) {
        double step = 1.0001;
        double cost = memory.spend(bid * step) - memory.spend(bid);
        double results = (cost - (memory.excess(bid * step, 1) - memory.excess(bid, 1)));
        return cost / results;
    }

    @Test
    void ticksThatWonNothingAreLikeOthersThatWereDear() {
        period(300, 0.5);
        memory.begin();
        for (int tick = 0; tick < TICKS; tick++) {
            memory.learn(tick, 1, 1000, 0, 0, 0);
        }
        memory.begin();
        memory.recall(0, 2);
        double known = memory.spend(50);
        memory.recall(0, 1);
        assertThat(memory.spend(50)).isCloseTo(known, within(1e-6));
    }

    @Test
    void nothingIsKnownOfAMarketInWhichNothingWasWon() {
        memory.begin();
        memory.learn(0, 1, 1000, 0, 0, 0);
        assertThat(memory.recall(1, 0)).isFalse();
    }

    @Test
    void thisPeriodComesAgainFromItsBeginning() {
        memory.begin();
        memory.learn(0, 50, 1000, 100, 50, 1.4);
        memory.learn(1, 50, 1000, 300, 150, 4.2);
        memory.recall(2, 0);
        // four ticks like the last, then six of either kind in turn
        assertThat(memory.spend(50)).isCloseTo(4 * 150 + 3 * 50 + 3 * 150, within(1e-6));
    }

    @Test
    void aFewPeriodsAreRemembered() {
        for (int k = 0; k < 20; k++) {
            period(300, 0.5);
        }
        assertThat(memory.periods()).isEqualTo(8);
        assertThat(new MarketMemory(168).periods()).isZero();
    }

    @Test
    void theWorstTickIsThatOfTheMarketThatIsWorst() {
        period(300, 0.5);
        double usual = memory.worstExcess(0, 60, 30);
        period(300, 0.6);
        assertThat(memory.worstExcess(0, 60, 30)).isGreaterThan(1.1 * usual);
        period(300, 0.5);
        assertThat(memory.worstExcess(0, 60, 30)).isGreaterThan(1.1 * usual);
        assertThat(memory.worstExcess(0, 60, 1000)).isZero();
    }

    @Test
    void whereBidsHardlyMatterTheyAreSoonTakenToHardlyMatter() {
        memory.begin();
        for (int tick = 0; tick < TICKS - 2; tick++) {
            // bids that double and halve win as much
            memory.learn(tick, tick % 2 == 0 ? 50 : 100, 1000, 300, 150, 4.2);
        }
        var unlearned = new MarketMemory(TICKS);
        unlearned.begin();
        unlearned.learn(TICKS - 3, 100, 1000, 300, 150, 4.2);
        memory.recall(TICKS - 1, 0);
        unlearned.recall(TICKS - 1, 0);
        assertThat(unlearned.spend(100) / unlearned.spend(50)).isGreaterThan(50);
        assertThat(memory.spend(100) / memory.spend(50)).isBetween(1.0, 3.0);
        assertThat(memory.spend(1e-9)).isZero();
    }

    @Test
    void aBidThatFellByFarAndStillWonDoesNotMakeNumbersThatAreNone() {
        memory.begin();
        memory.learn(0, 50, 1000, 10, 5, 0.1);
        // of the market of the tick before a bid like this would have won nothing that can be told from zero
        memory.learn(1, 1e-3, 1000, 10, 1e-5, 0.1);
        memory.recall(2, 0);
        assertThat(memory.spend(1e-3)).isPositive().isFinite();
        assertThat(memory.excess(50, 10)).isFinite();
    }

    @Test
    void copiesRemember() {
        period(300, 0.5);
        memory.begin();
        MarketMemory copy = memory.copy();
        copy.recall(0, 1);
        assertThat(copy.spend(50)).isCloseTo(TICKS * 150, within(1e-6));
        copy.begin();
        assertThat(memory.periods()).isEqualTo(2);
        assertThat(copy.periods()).isEqualTo(3);
    }
}
