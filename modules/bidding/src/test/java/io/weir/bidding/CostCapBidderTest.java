package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.weir.testkit.AuctionStub;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class CostCapBidderTest {
    private static final double ROUNDING = 1 + 1e-9;

    /** A result costs four fifths of what is bid for it. */
    private static AuctionStub linear() {
        return new AuctionStub(bid -> 5 * bid);
    }

    private static double cpa(AuctionStub market) {
        return market.spentInAll() / (market.boughtInAll() * market.conversionRate(0));
    }

    @Test
    void comesAsNearToItsCpaAsItMay() {
        AuctionStub market = linear();
        market.spendOfLast(new CostCapBidder(CostCap.targetCpa(40), 40), 1e9, 3);
        // a little stays for what chance does to the last hour
        assertThat(cpa(market)).isBetween(0.99 * 40, 0.9985 * 40);
    }

    @Test
    void comesAsNearToItsReturnAsItMay() {
        AuctionStub market = linear();
        market.spendOfLast(new CostCapBidder(CostCap.minReturn(2), 0.5), 1e9, 3);
        double value = market.boughtInAll() * market.value(0) / market.spentInAll();
        assertThat(value).isBetween(2 / ROUNDING, 2 * 1.01);
    }

    @Test
    void spendsItsTargetWhereThatIsCheaperThanItMayBe() {
        AuctionStub market = linear();
        double spent = market.spendOfLast(new CostCapBidder(CostCap.targetCpa(40), 40), 300, 3);
        assertThat(spent).isBetween(0.97 * 300, 300 * ROUNDING);
        assertThat(cpa(market)).isLessThan(30);
    }

    @Test
    void oneHourThatIsLargerThanAllOthersDoesNotBreakTheCap() {
        // hours in which next to nothing is sold, in which the bid rises, and then one that sells a hundred times as
        // much
        var random = new SplittableRandom(3);
        for (int week = 0; week < 20; week++) {
            int[] hour = {0};
            int large = 24 + random.nextInt(140);
            AuctionStub market = new AuctionStub(bid -> (hour[0]++ % 168 == large ? 100 : 0.05) * bid);
            market.spendOfLast(new CostCapBidder(CostCap.targetCpa(40), 40), 1e9, 3);
            assertThat(cpa(market)).as("large hour %s", large).isLessThan(40 * ROUNDING);
        }
    }

    @Test
    void moneyIsWorthWhatItWouldBeWorthInTheWeeksBeforeOnAverage() {
        double usual = firstBid(week -> false);
        double rich = firstBid(week -> true);
        double oneRich = firstBid(week -> week == 1);
        assertThat(rich).isLessThan(0.85 * usual);
        // the mean of what would be spent would have it a twelfth higher
        assertThat(1 / oneRich).isCloseTo((5 / usual + 1 / rich) / 6, withinPercentage(6));
    }

    /** The first bid after six weeks of days of which some were six times as rich. */
    private static double firstBid(IntPredicate rich) {
        int[] day = {0};
        AuctionStub market = AuctionStub.byDay(bid -> (rich.test(day[0]++ / 7) ? 6 : 1) * 5 * bid);
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        market.spendOfLast(agent, 300, 6);
        agent.begin(300);
        market.play(agent, 1);
        return market.bid();
    }

    @Test
    void followsATargetThatIsChangedInTheMiddleOfAWeek() {
        AuctionStub market = linear();
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        market.spendOfLast(agent, 200, 2);
        agent.begin(200);
        market.play(agent, 84);
        agent.retarget(300);
        market.play(agent, 84);
        assertThat(market.spentInAll()).isBetween(0.97 * 300, 300 * ROUNDING);
    }

    @Test
    void beforeAnythingIsKnownOneHourSpendsLittle() {
        var market = new AuctionStub(bid -> 1e6);
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        agent.begin(1_680);
        market.play(agent, 1);
        assertThat(market.spentInAll()).isBetween(1.0, 80 * ROUNDING);
    }

    @Test
    void bidsMoreUntilItWins() {
        var market = new AuctionStub(bid -> bid > 1 ? 100 * (bid - 1) : 0);
        var agent = new CostCapBidder(CostCap.targetCpa(400), 4);
        double spent = market.spendOfLast(agent, 1e9, 1);
        assertThat(spent).isPositive();
        assertThat(cpa(market)).isLessThan(400 * ROUNDING);
    }

    @Test
    void saysHowMuchOfATargetThatIsTooLargeCanBeSpent() {
        // at most a hundred units per hour, and a bid that goes up to what a return of 1 allows
        var market = new AuctionStub(bid -> Math.min(100, 5 * bid));
        var agent = new CostCapBidder(CostCap.minReturn(1), 0.5);
        market.spendOfLast(agent, 1e9, 3);
        double spent = market.spentInAll();
        agent.begin(1e9);
        market.play(agent, 24);
        assertThat(agent.forecastSpend()).isBetween(0.85 * spent, 1.15 * spent);
    }

    @Test
    void theLastTickOfAPeriodIsRememberedToo() {
        AuctionStub market = AuctionStub.byDay(bid -> 5 * bid);
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        double spent = market.spendOfLast(agent, 1e9, 4);
        agent.begin(1e9);
        market.play(agent, 1);
        assertThat(agent.forecastSpend()).isBetween(0.95 * spent, 1.05 * spent);
    }

    @Test
    void hoursWithoutMoneyTeachNothing() {
        AuctionStub market = linear();
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        market.spendOfLast(agent, 1e9, 2);
        agent.begin(1e9);
        market.play(agent, 80);
        double before = market.bid();
        agent.retarget(0);
        market.play(agent, 40);
        agent.retarget(1e9);
        market.play(agent, 1);
        assertThat(market.bid()).isBetween(before / 1.05, before * 1.05);
    }

    @Test
    void aWeekWithoutMoneyIsNotTakenForADearOne() {
        AuctionStub market = linear();
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        market.spendOfLast(agent, 300, 3);
        agent.begin(300);
        market.play(agent, 1);
        double before = market.bid();
        market.play(agent, 167);
        market.spendOfLast(agent, 0, 1);
        agent.begin(300);
        market.play(agent, 1);
        assertThat(market.bid()).isBetween(before / 1.05, before * 1.05);
    }

    @Test
    void theBidAtMostDoublesFromHourToHour() {
        AuctionStub market = linear();
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        market.spendOfLast(agent, 1, 2);
        agent.begin(1);
        market.play(agent, 80);
        double before = market.bid();
        agent.retarget(1e9);
        market.play(agent, 1);
        assertThat(market.bid()).isBetween(1.9 * before, 2 * before * ROUNDING);
    }

    @Test
    void hoursWithoutAuctionsTeachNothing() {
        AuctionStub market = linear();
        var agent = new CostCapBidder(CostCap.targetCpa(40), 40);
        market.spendOfLast(agent, 1e9, 2);
        agent.begin(1e9);
        market.play(agent, 50);
        double before = market.bid();
        market.closed(true);
        market.play(agent, 40);
        assertThat(market.bid()).isBetween(before / 1.1, before * 1.1);
        market.closed(false);
        market.play(agent, 78);
        assertThat(cpa(market)).isBetween(0.99 * 40, 40 * ROUNDING);
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new CostCapBidder(CostCap.targetCpa(40), 0)).hasMessageContaining("start (0.0)");
        assertThatThrownBy(() -> CostCap.targetCpa(Double.NaN)).hasMessageContaining("most cost");
        assertThatThrownBy(() -> CostCap.targetCpa(Double.POSITIVE_INFINITY)).hasMessageContaining("most cost");
        assertThatThrownBy(() -> CostCap.minReturn(-1)).hasMessageContaining("min return (-1.0)");
    }
}
