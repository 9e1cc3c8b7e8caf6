package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.bidding.PacedBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.ChannelKind;
import io.weir.core.Observation;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedMarket;
import io.weir.testkit.BiddingAgentContract;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;

class WeighedBidderTest extends BiddingAgentContract {
    /** Bids what it is told that lines are worth. */
    private static final class Truthful implements BiddingAgent {
        @Override
        public void begin(double target) {}

        @Override
        public void retarget(double target) {}

        @Override
        public void bid(Observation seen, Bids bids) {
            for (int line = 0; line < bids.lines(); line++) {
                bids.set(line, seen.value(line));
            }
            bids.limit(seen.ticksLeft());
        }

        @Override
        public BiddingAgent copy() {
            return new Truthful();
        }
    }

    /** Search has two lines of different value, mail one. */
    private static Observation seen(int channel) {
        SimulatedMarket market = SimulatedMarket.expected(Worlds.named("halo").byDays(8), 2);
        market.reset(1);
        return market.observation(channel);
    }

    private static double[] bids(BiddingAgent agent, Observation seen) {
        var bids = new Bids(seen.lines());
        agent.bid(seen, bids);
        assertThat(bids.limit()).as("all else is seen as it is").isEqualTo(seen.ticksLeft());
        double[] all = new double[seen.lines()];
        for (int line = 0; line < all.length; line++) {
            all[line] = bids.bid(line);
        }
        return all;
    }

    private static WeighedBidder truthful(ChannelKind kind, double weight) {
        var bidder = new WeighedBidder(new Truthful(), kind);
        bidder.weigh(weight);
        return bidder;
    }

    @Test
    void allLinesAreWorthTheSameAtTheLowestAndTheBestStandsOutMoreAboveZero() {
        Observation search = seen(0);
        double plain = search.value(0) / search.value(1);
        assertThat(Math.abs(Math.log(plain))).isGreaterThan(0.1);
        double[] same = bids(truthful(ChannelKind.SEARCH, -1), search);
        assertThat(same[0]).isCloseTo(same[1], within(1e-9));
        assertThat(same[0]).isCloseTo((search.value(0) + search.value(1)) / 2, within(1e-9));
        assertThat(bids(truthful(ChannelKind.SEARCH, 0), search)).containsExactly(search.value(0), search.value(1));
        double[] more = bids(truthful(ChannelKind.SEARCH, 0.5), search);
        assertThat(more[0] / more[1]).isCloseTo(Math.pow(plain, 1.5), within(1e-9));
    }

    @Test
    void mailIsWorthUpToThreeTimesMoreOrLess() {
        Observation mail = seen(2);
        double value = mail.value(0);
        assertThat(value).isPositive();
        assertThat(bids(truthful(ChannelKind.EMAIL, 1), mail)[0]).isCloseTo(3 * value, within(1e-9));
        assertThat(bids(truthful(ChannelKind.EMAIL, -1), mail)[0]).isCloseTo(value / 3, within(1e-9));
    }

    @Test
    void aCopyWeighsAsItDoesAndGoesItsOwnWay() {
        Observation search = seen(0);
        WeighedBidder one = truthful(ChannelKind.SEARCH, 0.7);
        BiddingAgent copy = one.copy();
        double[] weighed = bids(one, search);
        one.weigh(-0.7);
        assertThat(bids(copy, search)).isEqualTo(weighed);
        assertThat(bids(one, search)).isNotEqualTo(weighed);
    }

    private static WeighedBidder paced(double weight) {
        var bidder = new WeighedBidder(new PacedBidder(0.5), ChannelKind.SEARCH);
        bidder.weigh(weight);
        return bidder;
    }

    static Stream<Named<Supplier<BiddingAgent>>> agents() {
        return Stream.of(-1.0, 0.0, 0.6).map(weight -> Named.of("weight " + weight, () -> paced(weight)));
    }

    @Test
    void refusesWeightsOutOfRange() {
        assertThatThrownBy(() -> paced(1.5)).hasMessageContaining("weight (1.5)");
        assertThatThrownBy(() -> paced(Double.NaN)).hasMessageContaining("weight (NaN)");
    }
}
