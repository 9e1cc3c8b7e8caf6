package io.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every bidder keeps, whatever it bids. A room's test extends this and has a static method {@code agents} that names its
 * bidders.
 */
public abstract class BiddingAgentContract {
    private static final double ROUNDING = 1 + 1e-9;
    private static final int DAY = 24;

    /** A bid of 2 buys ten units per tick. */
    private static AuctionStub market() {
        return new AuctionStub(bid -> 5 * bid);
    }

    @ParameterizedTest
    @MethodSource("agents")
    void neverSpendsMoreThanItsTarget(Supplier<BiddingAgent> agent) {
        for (double target : new double[] {0.01, 50, 2_000, 1e9}) {
            assertThat(market().spendOfLast(agent.get(), target, 3))
                    .as("spend of a target of %s", target)
                    .isLessThanOrEqualTo(target * ROUNDING);
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void spendsNothingOfATargetOfZero(Supplier<BiddingAgent> agent) {
        BiddingAgent one = agent.get();
        AuctionStub market = market();
        market.spendOfLast(one, 500, 1);
        assertThat(market.spendOfLast(one, 0, 1)).isZero();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void aTargetThatIsNoAmountIsRefused(Supplier<BiddingAgent> agent) {
        for (double target : new double[] {-1, Double.NaN}) {
            assertThatThrownBy(() -> agent.get().begin(target))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("target");
        }
    }

    @ParameterizedTest
    @MethodSource("agents")
    void copiesGoOnAsTheOriginalDoes(Supplier<BiddingAgent> agent) {
        AuctionStub market = market();
        BiddingAgent one = agent.get();
        market.spendOfLast(one, 2_000, 1);
        one.begin(500);
        market.play(one, DAY);
        BiddingAgent copy = one.copy();
        var bids = new Bids(1);
        var copied = new Bids(1);
        one.bid(market, bids);
        copy.bid(market, copied);
        assertThat(copied.bid(0)).isEqualTo(bids.bid(0));
        assertThat(copied.limit()).isEqualTo(bids.limit());
        assertThat(Double.compare(copy.shadowPrice(), one.shadowPrice())).isZero();
    }

    @ParameterizedTest
    @MethodSource("agents")
    void copiesLeaveTheOriginalAlone(Supplier<BiddingAgent> agent) {
        BiddingAgent one = agent.get();
        BiddingAgent twin = agent.get();
        AuctionStub market = market();
        AuctionStub same = market();
        market.spendOfLast(one, 2_000, 1);
        same.spendOfLast(twin, 2_000, 1);
        BiddingAgent copy = one.copy();
        market().spendOfLast(copy, 77, 2);
        one.begin(500);
        twin.begin(500);
        market.play(one, DAY);
        same.play(twin, DAY);
        assertThat(market.bid()).isEqualTo(same.bid());
    }

    /** Names a bidder for {@code agents}. */
    protected static Named<Supplier<BiddingAgent>> named(String name, Supplier<BiddingAgent> agent) {
        return Named.of(name, agent);
    }

    /** Lists bidders for {@code agents}. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    protected static Stream<Named<Supplier<BiddingAgent>>> all(Named<Supplier<BiddingAgent>>... agents) {
        return Stream.of(agents);
    }
}
