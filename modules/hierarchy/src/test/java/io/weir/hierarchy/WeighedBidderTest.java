package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.bidding.Aim;
import io.weir.bidding.PacedBidder;
import io.weir.core.BiddingAgent;
import io.weir.core.ChannelKind;
import io.weir.testkit.BiddingAgentContract;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;

class WeighedBidderTest extends BiddingAgentContract {
    private static WeighedBidder weighed(double weight) {
        var bidder = new WeighedBidder(new PacedBidder(Aim.value(), 0.5), ChannelKind.SEARCH);
        bidder.weigh(weight);
        return bidder;
    }

    static Stream<Named<Supplier<BiddingAgent>>> agents() {
        return Stream.of(-1.0, 0.0, 0.6).map(weight -> Named.of("weight " + weight, () -> weighed(weight)));
    }

    @Test
    void refusesWeightsOutOfRange() {
        assertThatThrownBy(() -> weighed(1.5)).hasMessageContaining("weight (1.5)");
        assertThatThrownBy(() -> weighed(Double.NaN)).hasMessageContaining("weight (NaN)");
    }
}
