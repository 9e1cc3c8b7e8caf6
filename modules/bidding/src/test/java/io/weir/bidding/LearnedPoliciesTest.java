package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.policy.Network;
import io.weir.testkit.AuctionStub;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnedPoliciesTest {
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"search", "social"})
    void tellWhereTheyComeFromAndSpendATarget(String name) {
        Network network = LearnedPolicies.find(name, Path.of("agent.json"));
        assertThat(network.inputs()).isEqualTo(BidChange.INPUTS);
        assertThat(network.origin().configuration()).matches("[0-9a-f]{64}");
        assertThat(network.origin().steps()).isPositive();
        var bidder = new LearnedBidder(new PacedBidder(0.5), network);
        assertThat(new AuctionStub(bid -> 5 * bid).spendOfLast(bidder, 2_000, 3))
                .isBetween(1_940.0, 2_000.001);
    }

    @Test
    void noneOfAnotherName() {
        assertThatThrownBy(() -> LearnedPolicies.named("mail"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy (mail) must be one that comes with Weir: search, social.");
    }
}
