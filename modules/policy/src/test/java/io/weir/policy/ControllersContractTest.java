package io.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.testkit.AuctionStub;
import io.weir.testkit.BiddingAgentContract;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ControllersContractTest extends BiddingAgentContract {
    static Stream<Named<Supplier<BiddingAgent>>> agents() {
        return all(
                named("fixed", () -> new FixedBid(1.5)),
                named("linear", () -> new LinearBid(0.5)),
                named("fixed CPA", () -> new FixedCpa(30)),
                named("dual pacing", () -> new DualPacing(2, 0.05)),
                named("PID", () -> new PidPacing(0.5, 0.1, 0.002, 0.02)),
                named("budget pacer", () -> new BudgetPacer(0.5)),
                named("budget and CPA", () -> new BudgetCpaPacing(40, 0.1)),
                named("online LP", () -> new OnlineLp(log(), 200)),
                named("mail calendar", () -> new MailCalendar(ImmutableSortedSet.of(1, 3), 9)));
    }

    /** A week in which every hour offers ten conversions each at 10, 20 ... 100 currency. */
    private static PriceLog log() {
        var log = new PriceLog(168);
        for (int tick = 0; tick < 168; tick++) {
            for (int k = 1; k <= 10; k++) {
                log.add(tick, 1, 10 * k);
            }
        }
        return log;
    }

    @Test
    void theOnlineLpBuysWhatIsCheapestUntilTheRestIsSpent() {
        var agent = new OnlineLp(log(), 1_000);
        // 168 hours of conversions at 10, 20 and 30 each
        agent.begin(168 * 60.0);
        var bids = new Bids(1);
        agent.bid(new AuctionStub(bid -> 0), bids);
        double ratio = bids.bid(0) / 0.05;
        assertThat(ratio).isBetween(30.0, 40.0);
    }

    @Test
    void aCpaThatCannotBeKeptLowersTheBidAndOneThatIsFarRaisesIt() {
        // four fifths of the bid are paid, so that a conversion costs 0.8 of what is bid for it
        var dear = new AuctionStub(bid -> 5 * bid);
        dear.spendOfLast(new BudgetCpaPacing(40, 0.1), 1e9, 3);
        double highest = dear.bid() / 0.05;
        assertThat(highest * 0.8).as("cost per conversion").isBetween(36.0, 42.0);
        var scarce = new AuctionStub(bid -> 5 * bid);
        scarce.spendOfLast(new BudgetCpaPacing(40, 0.1), 20, 3);
        assertThat(scarce.bid()).isLessThan(0.5 * dear.bid());
    }

    @ParameterizedTest
    @MethodSource("agents")
    void guardedBiddersBidNothingOnATickThatMakesNoSenseAndGoOnAfterIt(Supplier<BiddingAgent> maker) {
        var market = new AuctionStub(bid -> 5 * bid);
        var agent = new GuardedBidder(maker.get());
        agent.begin(1_000);
        market.play(agent, 5);
        for (double nonsense : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
            market.worth(nonsense);
            market.play(agent, 1);
            assertThat(market.bid()).isZero();
        }
        market.worth(1);
        market.play(agent, 100);
        assertThat(agent.unsound()).isEqualTo(3);
        assertThat(market.bid()).isFinite();
        assertThat(market.spentInAll()).isFinite().isLessThanOrEqualTo(1_000 * (1 + 1e-9));
    }
}
