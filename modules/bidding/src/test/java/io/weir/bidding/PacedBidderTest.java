package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.testkit.AuctionStub;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacedBidderTest {
    private static AuctionStub linear() {
        return new AuctionStub(bid -> 5 * bid);
    }

    @ParameterizedTest
    @ValueSource(doubles = {50, 2_000, 40_000})
    void landsOnItsTargetFromFarOff(double target) {
        double spent = linear().spendOfLast(new PacedBidder(0.5), target, 3);
        assertThat(spent).isBetween(0.99 * target, target * (1 + 1e-9));
    }

    @Test
    void landsOnItsTargetWhereTheMarketIsSoLargeThatItWinsNextToNothingOfIt() {
        var market = new AuctionStub(bid -> 1e-5 * Math.pow(bid, 2));
        double spent = market.spendOfLast(new PacedBidder(0.5), 10, 4);
        assertThat(spent).isBetween(9.8, 10 * (1 + 1e-9));
    }

    @Test
    void beginsNearThePriceWhereWhatIsSoldIsWorthNextToNothing() {
        // everything costs a thousand times what it is worth
        var market = new AuctionStub(bid -> bid);
        market.worth(1e-6);
        double spent = market.spendOfLast(new PacedBidder(0.5), 20, 3);
        assertThat(spent).isBetween(0.98 * 20, 20 * (1 + 1e-9));
    }

    @Test
    void oneDayThatIsUnlikeOthersHardlyMovesTheBid() {
        double[] busy = {1};
        AuctionStub market = AuctionStub.byDay(bid -> 5 * busy[0] * bid);
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 100, 4);
        agent.begin(100);
        market.play(agent, 1);
        double moved = 1;
        for (int day = 1; day < 7; day++) {
            double before = market.bid();
            busy[0] = day % 2 == 0 ? 0.6 : 1.6;
            market.play(agent, 1);
            moved = Math.max(moved, Math.max(market.bid() / before, before / market.bid()));
        }
        assertThat(moved).isBetween(1.02, 1.12 + 1e-9);
    }

    @Test
    void spreadsItsTargetOverTheWeek() {
        AuctionStub market = linear();
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 2_000, 3);
        agent.begin(2_000);
        market.play(agent, 84);
        assertThat(market.spentInAll()).isBetween(950.0, 1_050.0);
    }

    @Test
    void followsATargetThatIsChangedInTheMiddleOfAWeek() {
        AuctionStub market = linear();
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 2_000, 2);
        agent.begin(2_000);
        market.play(agent, 84);
        agent.retarget(3_000);
        market.play(agent, 84);
        assertThat(market.spentInAll()).isBetween(2_940.0, 3_000 * (1 + 1e-9));
    }

    @Test
    void spendsNoMoreOnceItsTargetIsBelowWhatIsSpent() {
        AuctionStub market = linear();
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 2_000, 2);
        agent.begin(2_000);
        market.play(agent, 84);
        double before = market.spentInAll();
        agent.retarget(500);
        market.play(agent, 84);
        assertThat(market.spentInAll()).isEqualTo(before);
    }

    @Test
    void whatTryingCostsInOneTickIsBounded() {
        // everything can be had at any price, so that the first bid is far too high
        var market = new AuctionStub(bid -> 1e6);
        var agent = new PacedBidder(0.5);
        agent.begin(1_680);
        market.play(agent, 1);
        assertThat(market.spentInAll()).isBetween(1.0, 80.0 * (1 + 1e-9));
    }

    @Test
    void comesBackAfterPricesThatJumpTenfold() {
        AuctionStub cheap = linear();
        var agent = new PacedBidder(0.5);
        cheap.spendOfLast(agent, 2_000, 3);
        var dear = new AuctionStub(bid -> 0.5 * bid);
        double spent = dear.spendOfLast(agent, 2_000, 2);
        assertThat(spent).isBetween(0.98 * 2_000, 2_000 * (1 + 1e-9));
    }

    @Test
    void goesOnAfterHoursWithoutAuctions() {
        AuctionStub market = linear();
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 2_000, 2);
        agent.begin(2_000);
        market.play(agent, 50);
        market.closed(true);
        market.play(agent, 40);
        market.closed(false);
        market.play(agent, 78);
        assertThat(market.spentInAll()).isBetween(0.98 * 2_000, 2_000 * (1 + 1e-9));
    }

    @Test
    void whereAllIsBoughtTheRestOfATargetIsSaidToBeLeft() {
        // 100 an hour are all that can be spent, whatever is bid
        var market = AuctionStub.soldOut(200, 0.5);
        var agent = new PacedBidder(0.5);
        double spent = market.spendOfLast(agent, 40_000, 2);
        assertThat(spent).isCloseTo(16_800, within(1e-6 * 16_800));
        agent.begin(40_000);
        market.play(agent, 84);
        assertThat(agent.forecastSpend()).isBetween(0.8 * spent, 1.2 * spent);
    }

    @Test
    void aBidThatWasCutForWantOfMoneyLeavesNothing() {
        double[] there = {1};
        var market = new AuctionStub(bid -> there[0] * bid);
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 100, 3);
        agent.begin(100);
        market.play(agent, 24);
        there[0] = 1000;
        market.play(agent, 1);
        there[0] = 1;
        market.play(agent, 1);
        assertThat(agent.spendAtBid()).isLessThan(90);
        assertThat(agent.forecastSpend()).isEqualTo(100);
    }

    @Test
    void whatComesInLumpsIsNotTakenForTooLittle() {
        // now and then one hour could take the money of a day
        var random = new SplittableRandom(1);
        var market = new AuctionStub(bid -> (random.nextInt(8) == 0 ? 40 : 1) * bid);
        var agent = new PacedBidder(0.5);
        market.spendOfLast(agent, 100, 3);
        agent.begin(100);
        for (int day = 0; day < 6; day++) {
            market.play(agent, 24);
            assertThat(agent.forecastSpend()).as("after day %s", day).isGreaterThan(98);
        }
        market.play(agent, 24);
        assertThat(market.spentInAll()).isBetween(98.0, 100 * (1 + 1e-9));
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new PacedBidder(0)).hasMessageContaining("start (0.0)");
    }
}
