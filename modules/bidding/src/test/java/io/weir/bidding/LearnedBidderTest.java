package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.policy.Activation;
import io.weir.policy.GuardedBidder;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.testkit.AuctionStub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedBidderTest {
    private static final double TARGET = 2_000;
    private static final int DAY = 24;

    private static PacedBidder paced() {
        return new PacedBidder(0.5);
    }

    private static AuctionStub market() {
        return new AuctionStub(bid -> 5 * bid);
    }

    @Test
    void isThePacedBidderWhereThePolicySaysNothing() {
        AuctionStub market = market();
        AuctionStub same = market();
        var learned = new LearnedBidder(paced(), Policies.constant(0));
        PacedBidder alone = paced();
        for (int day = 0; day < 21; day++) {
            if (day % 7 == 0) {
                learned.begin(TARGET);
                alone.begin(TARGET);
            }
            market.play(learned, DAY);
            same.play(alone, DAY);
            assertThat(market.bid()).as("day %s", day).isEqualTo(same.bid());
            assertThat(learned.shadowPrice()).isEqualTo(alone.shadowPrice());
            assertThat(learned.forecastSpend()).isEqualTo(alone.forecastSpend());
        }
    }

    @ParameterizedTest(name = "action {0}")
    @ValueSource(doubles = {-0.9, 0.5, 0.9})
    void changesTheFirstBidByItsFactor(double action) {
        AuctionStub market = market();
        AuctionStub same = market();
        var learned = new LearnedBidder(paced(), Policies.constant(action));
        PacedBidder alone = paced();
        learned.begin(TARGET);
        alone.begin(TARGET);
        market.play(learned, 1);
        same.play(alone, 1);
        assertThat(market.bid())
                .isCloseTo(same.bid() * Math.exp(BidChange.REACH_OF_AN_HOUR * action), within(1e-6 * same.bid()));
        assertThat(learned.shadowPrice())
                .isCloseTo(alone.shadowPrice() * Math.exp(-BidChange.REACH_OF_AN_HOUR * action), within(1e-6));
    }

    @Test
    void changesOfOneTickAfterAnotherDoNotAddUp() {
        AuctionStub market = market();
        var learned = new LearnedBidder(paced(), Policies.constant(0.9));
        market.spendOfLast(learned, TARGET, 2);
        learned.begin(TARGET);
        market.play(learned, DAY);
        learned.retarget(20 * TARGET);
        double most = 1;
        for (int hour = 0; hour < DAY; hour++) {
            double before = market.bid();
            market.play(learned, 1);
            most = Math.max(most, market.bid() / before);
        }
        // as far as the paced bidder moves from tick to tick
        assertThat(most).isBetween(1.25, 1.3 * (1 + 1e-9));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyPolicySpendsTheTargetAndNoMore(long seed) {
        var learned = new LearnedBidder(paced(), Policies.any(seed));
        double spent = market().spendOfLast(learned, TARGET, 3);
        assertThat(spent).isBetween(0.97 * TARGET, TARGET * (1 + 1e-9));
    }

    @Test
    void followsATargetThatChanges() {
        AuctionStub market = market();
        var learned = new LearnedBidder(paced(), Policies.any(1));
        market.spendOfLast(learned, TARGET, 2);
        learned.begin(TARGET);
        market.play(learned, DAY);
        double spent = market.spentInAll();
        learned.retarget(spent);
        market.play(learned, DAY);
        assertThat(market.spentInAll()).isEqualTo(spent);
        learned.retarget(TARGET);
        market.play(learned, 5 * DAY);
        assertThat(market.spentInAll()).isBetween(0.97 * TARGET, TARGET * (1 + 1e-9));
    }

    @Test
    void whatCannotBeSpentIsForecast() {
        AuctionStub market = new AuctionStub(bid -> bid > 1 ? 2 : 0);
        var learned = new LearnedBidder(paced(), Policies.any(2));
        double target = 1e6;
        market.spendOfLast(learned, target, 2);
        learned.begin(target);
        market.play(learned, 6 * DAY);
        assertThat(learned.forecastSpend()).isLessThan(0.9 * target);
    }

    @Test
    void sees() {
        var change = new BidChange(paced());
        change.begin(TARGET);
        double[] seen = new double[BidChange.INPUTS.size()];
        BiddingAgent looking = new Looking(change, seen);
        AuctionStub market = market();
        market.play(looking, 1);
        assertThat(seen[BidChange.INPUTS.indexOf("time-left")]).isOne();
        assertThat(seen[BidChange.INPUTS.indexOf("target-left")]).isOne();
        assertThat(seen[BidChange.INPUTS.indexOf("bid-over-usual")]).isZero();
        market.play(looking, DAY);
        assertThat(seen[BidChange.INPUTS.indexOf("time-left")]).isCloseTo(1 - 24 / 168.0, within(1e-12));
        assertThat(seen[BidChange.INPUTS.indexOf("hour-cosine")]).isCloseTo(1, within(1e-12));
        assertThat(seen[BidChange.INPUTS.indexOf("daily")]).isZero();
        for (int k = 0; k < seen.length; k++) {
            assertThat(seen[k]).as(BidChange.INPUTS.get(k)).isBetween(-2.0, 2.0);
        }
    }

    /** Changes nothing and keeps what is seen. */
    private record Looking(BidChange change, double[] seen) implements BiddingAgent {
        @Override
        public void begin(double target) {
            change.begin(target);
        }

        @Override
        public void retarget(double target) {
            change.retarget(target);
        }

        @Override
        public void bid(io.weir.core.Observation now, Bids bids) {
            change.bid(now, bids);
            change.observe(seen);
            change.change(0, bids);
        }

        @Override
        public BiddingAgent copy() {
            return new Looking(change.copy(), seen.clone());
        }
    }

    @Test
    void aNumberThatIsNoneChangesNothing() {
        var change = new BidChange(paced());
        var bids = new Bids(1);
        bids.set(0, 2);
        change.begin(TARGET);
        change.bid(market(), bids);
        double paced = bids.bid(0);
        change.change(Double.NaN, bids);
        assertThat(bids.bid(0)).isEqualTo(paced);
        change.change(Double.POSITIVE_INFINITY, bids);
        assertThat(bids.bid(0)).isCloseTo(paced * Math.exp(BidChange.REACH_OF_AN_HOUR), within(1e-12));
    }

    @Test
    void aGuardKeepsUnsoundTicksAway() {
        var guarded = new GuardedBidder(new LearnedBidder(paced(), Policies.any(3)));
        double spent = market().spendOfLast(guarded, TARGET, 2);
        assertThat(guarded.unsound()).isZero();
        assertThat(spent).isGreaterThan(0.97 * TARGET);
    }

    @Test
    void refusesAPolicyMadeForOtherInputs() {
        var layer = new NetworkLayer(new float[2][1], new float[1], Activation.TANH);
        var other = new Network(
                ImmutableList.of("a", "b"),
                ImmutableList.of("bid"),
                Normalisation.none(2),
                ImmutableList.of(layer),
                new NetworkOrigin(1, "x", "y", 0));
        assertThatThrownBy(() -> new LearnedBidder(paced(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inputs ([a, b])");
    }
}
