package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.testkit.AuctionStub;
import org.junit.jupiter.api.Test;

/** A market of one audience of 1000 people, in which a bid of 2 shows ten impressions per hour. */
class FrequencyCapTest {
    private static final double[] PEOPLE = {1_000};
    private static final int HALF = 84;

    private static AuctionStub market() {
        return new AuctionStub(bid -> 5 * bid);
    }

    private static BiddingAgent paced() {
        return new PacedBidder(0.5);
    }

    @Test
    void showsAsMuchAsTheCapAllowsAllThroughTheWeek() {
        AuctionStub market = market();
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        market.spendOfLast(agent, 1e6, 3);
        agent.begin(1e6);
        market.play(agent, HALF);
        assertThat(market.boughtInAll()).isBetween(900.0, 1_100.0);
        market.play(agent, HALF);
        assertThat(market.boughtInAll()).isBetween(1_940.0, 2_025.0);
        // shown evenly: a fiftieth of an hour's bid of 2.4 and not of a far higher one
        assertThat(market.spentInAll()).isBetween(3_500.0, 4_000.0);
    }

    @Test
    void isNotThereWhereTheTargetAllowsLess() {
        AuctionStub market = market();
        AuctionStub free = market();
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        double spent = market.spendOfLast(agent, 1_500, 3);
        assertThat(spent).isEqualTo(free.spendOfLast(paced(), 1_500, 3));
        assertThat(market.boughtInAll()).isEqualTo(free.boughtInAll()).isLessThan(2_000);
    }

    @Test
    void tellsThatATargetCannotBeSpent() {
        AuctionStub market = market();
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        double spent = market.spendOfLast(agent, 20_000, 4);
        agent.begin(20_000);
        market.play(agent, HALF);
        assertThat(agent.forecastSpend()).isBetween(0.8 * spent, 1.2 * spent);
    }

    @Test
    void followsAMarketThatGrowsSuddenlyWithinADay() {
        double[] busy = {1};
        var market = new AuctionStub(bid -> busy[0] * 5 * bid);
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        market.spendOfLast(agent, 1e6, 2);
        agent.begin(1e6);
        market.play(agent, HALF);
        busy[0] = 3;
        market.play(agent, HALF);
        assertThat(market.boughtInAll()).isLessThan(2_100);
    }

    @Test
    void beginsAPeriodWithTheBidThatItStoppedWith() {
        AuctionStub market = sellsEvery(10);
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        market.spendOfLast(agent, 1e6, 2);
        for (int week = 0; week < 4; week++) {
            market.spendOfLast(agent, 1e6, 1);
            assertThat(market.boughtInAll()).isBetween(1_850.0, 2_000.0);
        }
    }

    @Test
    void stopsWhereATickMayWinMoreThanIsLeft() {
        AuctionStub market = sellsEvery(2);
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        market.spendOfLast(agent, 1e6, 6);
        assertThat(market.bid()).isZero();
        assertThat(market.boughtInAll()).isBetween(1_950.0, 1_999.0);
    }

    @Test
    void bidsAgainInTheNextWeekHoweverMuchAnHourWon() {
        double[] cheap = {1};
        AuctionStub market = AuctionStub.priced(bid -> cheap[0] * 5 * bid, bid -> 0.8 * bid / cheap[0]);
        BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
        market.spendOfLast(agent, 1e6, 2);
        agent.begin(1e6);
        market.play(agent, HALF);
        cheap[0] = 10_000;
        market.play(agent, 1);
        cheap[0] = 1;
        market.play(agent, HALF - 1);
        assertThat(market.boughtInAll()).isGreaterThan(10_000);
        market.spendOfLast(agent, 1e6, 1);
        assertThat(market.boughtInAll()).isBetween(1_800.0, 2_000.0);
    }

    @Test
    void copiesKnowWhatTheOriginalKnows() {
        for (int hours : new int[] {2, 10}) {
            AuctionStub market = sellsEvery(hours);
            BiddingAgent agent = new FrequencyCap(paced(), 2, PEOPLE);
            BiddingAgent copy = agent.copy();
            var copied = new Bids(1);
            for (int tick = 0; tick < 12 * HALF; tick++) {
                if (tick % (2 * HALF) == 0) {
                    agent.begin(1e6);
                    copy.begin(1e6);
                }
                copy = copy.copy();
                copy.bid(market, copied);
                market.play(agent, 1);
                assertThat(copied.bid(0)).isEqualTo(market.bid());
            }
        }
    }

    /** Nothing for some hours, then as much as in all of them. */
    private static AuctionStub sellsEvery(int hours) {
        int[] hour = {0};
        return new AuctionStub(bid -> hour[0]++ % hours == 0 ? hours * 5 * bid : 0);
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new FrequencyCap(paced(), 0, PEOPLE)).hasMessageContaining("frequency-cap (0.0)");
        assertThatThrownBy(() -> new FrequencyCap(paced(), 1, new double[] {0})).hasMessageContaining("people (0.0)");
        assertThatThrownBy(() -> new FrequencyCap(paced(), 1, new double[] {1, 1}).bid(market(), new Bids(1)))
                .hasMessageContaining("lines (1)");
    }
}
