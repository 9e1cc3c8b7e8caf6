package io.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableSortedSet;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.testkit.AuctionStub;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BiddersTest {
    /** Ten units per tick at a bid of 2. */
    private static AuctionStub linear() {
        return new AuctionStub(bid -> 5 * bid);
    }

    static Stream<Named<Supplier<BiddingAgent>>> pacers() {
        return Stream.of(
                Named.of("dual pacing", () -> new DualPacing(2, 0.05)),
                Named.of("PID pacing", () -> new PidPacing(0.5, 0.1, 0.002, 0.02)),
                Named.of("budget pacer", () -> new BudgetPacer(0.5)));
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void pacersSpendTheirTargetFromFarOff(Supplier<BiddingAgent> pacer) {
        for (double target : new double[] {50, 2_000, 40_000}) {
            double spent = linear().spendOfLast(pacer.get(), target, 4);
            assertThat(spent).isBetween(0.97 * target, target * (1 + 1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void pacersSpreadTheirTargetOverTheWeek(Supplier<BiddingAgent> pacer) {
        AuctionStub market = linear();
        BiddingAgent agent = pacer.get();
        market.spendOfLast(agent, 2_000, 4);
        double even = Math.sqrt(2_000.0 / 168 / 0.8 / 5);
        assertThat(market.bid()).isCloseTo(even, within(0.35 * even));
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void pacersComeBackFromBidsThatSpendAWeekInOneTick(Supplier<BiddingAgent> pacer) {
        AuctionStub market = new AuctionStub(bid -> bid > 3 ? 1e6 : 5 * bid);
        BiddingAgent agent = pacer.get();
        // more than the market holds at fair bids: the bid climbs until everything is bought at once
        market.spendOfLast(agent, 1e9, 2);
        double spent = market.spendOfLast(agent, 1_000, 6);
        assertThat(spent).isBetween(900.0, 1_000.0 * (1 + 1e-9));
        assertThat(market.bid()).as("the bid").isLessThan(3);
    }

    @ParameterizedTest
    @MethodSource("pacers")
    void copiesGoOnAsTheOriginalDoes(Supplier<BiddingAgent> pacer) {
        AuctionStub market = linear();
        BiddingAgent agent = pacer.get();
        market.spendOfLast(agent, 2_000, 1);
        BiddingAgent copy = agent.copy();
        var bids = new Bids(1);
        var copied = new Bids(1);
        agent.begin(500);
        copy.begin(500);
        agent.bid(market, bids);
        copy.bid(market, copied);
        assertThat(copied.bid(0)).isEqualTo(bids.bid(0));
        assertThat(copied.limit()).isEqualTo(bids.limit());
        assertThat(copy.shadowPrice()).isEqualTo(agent.shadowPrice());
    }

    @Test
    void dualPacingWithACapBuysNothingAtALoss() {
        var market = new AuctionStub(bid -> bid);
        double spent = market.spendOfLast(new DualPacing(1, 0.05, 1), 1e6, 3);
        assertThat(market.bid()).isEqualTo(market.value(0), within(1e-9));
        assertThat(spent).isCloseTo(168 * 4 * 0.8 * 4, within(1.0));
    }

    @Test
    void fixedLinearAndCpaBidWhatTheySay() {
        var market = linear();
        var bids = new Bids(1);
        for (BiddingAgent agent : new BiddingAgent[] {new FixedBid(1.5), new LinearBid(0.5), new FixedCpa(30)}) {
            agent.begin(1_000);
            agent.bid(market, bids);
            double expected = agent instanceof FixedBid ? 1.5 : agent instanceof LinearBid ? 0.5 * 4 : 30 * 0.05;
            assertThat(bids.bid(0)).isEqualTo(expected, within(1e-12));
            assertThat(bids.limit()).isEqualTo(1_000);
        }
    }

    @Test
    void nobodySpendsMoreThanItsTarget() {
        for (BiddingAgent agent : new BiddingAgent[] {new FixedBid(9), new LinearBid(3), new FixedCpa(300)}) {
            assertThat(linear().spendOfLast(agent, 500, 1)).isLessThanOrEqualTo(500 * (1 + 1e-9));
        }
    }

    @Test
    void mailGoesOutAtItsHoursOnly() {
        var market = linear();
        var agent = new MailCalendar(ImmutableSortedSet.of(1, 3), 9);
        var bids = new Bids(1);
        agent.begin(0.5);
        int sendings = 0;
        for (int tick = 0; tick < 168; tick++) {
            agent.bid(market, bids);
            if (bids.bid(0) > 0) {
                sendings++;
                assertThat(market.hour()).isEqualTo(9);
                assertThat(market.weekday()).isIn(1, 3);
            }
            market.skip();
        }
        assertThat(sendings).isEqualTo(2);
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new DualPacing(0, 0.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DualPacing(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BudgetPacer(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinearBid(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FixedBid(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DualPacing(1, 0.1).begin(-5)).isInstanceOf(IllegalArgumentException.class);
    }
}
