package io.weir.bidding;

import io.weir.core.BiddingAgent;
import io.weir.policy.GuardedBidder;
import io.weir.testkit.BiddingAgentContract;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

class AgentsContractTest extends BiddingAgentContract {
    static Stream<Named<Supplier<BiddingAgent>>> agents() {
        return all(
                named("paced for value", () -> new PacedBidder(0.5)),
                named("capped at a target CPA", () -> new CostCapBidder(CostCap.targetCpa(40), 40)),
                named("capped at a least return", () -> new CostCapBidder(CostCap.minReturn(2), 0.5)),
                named("learned, no change", () -> new LearnedBidder(paced(), Policies.constant(0))),
                named("learned, anything", () -> new LearnedBidder(paced(), Policies.any(1))),
                named("learned, guarded", () -> new GuardedBidder(new LearnedBidder(paced(), Policies.any(2)))),
                named("paced, capped", () -> new FrequencyCap(paced(), 2, new double[] {1_000})),
                named("email", () -> new EmailBidder(9, 3, EmailBidder.HORIZON)));
    }

    private static PacedBidder paced() {
        return new PacedBidder(0.5);
    }
}
