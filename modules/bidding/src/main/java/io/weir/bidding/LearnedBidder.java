package io.weir.bidding;

import static io.weir.core.Checks.require;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.Observation;
import io.weir.policy.Network;

/**
 * A paced bidder whose bid is changed by a learned policy, by a bounded factor: {@code bid = paced bid * exp(reach * output)}. A
 * policy that says 0 is the paced bidder, and no policy can spend more than the target or move a bid by more than a fifth.
 *
 * <p>What the policy sees and decides: {@link BidChange#INPUTS}, {@link BidChange#OUTPUTS}.
 */
public final class LearnedBidder implements BiddingAgent {
    private final BidChange change;
    private final Network network;
    private final Network.Scratch scratch;
    private final double[] input = new double[BidChange.INPUTS.size()];
    private final double[] output = new double[BidChange.OUTPUTS.size()];

    /**
     * @param base whose bids are changed; used and changed
     * @param network whose inputs and outputs are those of {@link BidChange}
     * @throws IllegalArgumentException if it was made for others
     */
    public LearnedBidder(PacedBidder base, Network network) {
        this(new BidChange(base), network);
    }

    private LearnedBidder(BidChange change, Network network) {
        require(
                network.inputs().equals(BidChange.INPUTS) && network.outputs().equals(BidChange.OUTPUTS),
                "inputs (%s) and outputs (%s) of the network must be those of a bid's change: %s; %s.",
                network.inputs(),
                network.outputs(),
                BidChange.INPUTS,
                BidChange.OUTPUTS);
        this.change = change;
        this.network = network;
        this.scratch = network.scratch();
    }

    @Override
    public void begin(double target) {
        change.begin(target);
    }

    @Override
    public void retarget(double target) {
        change.retarget(target);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        change.bid(seen, bids);
        change.observe(input);
        network.act(input, output, scratch);
        change.change(output[0], bids);
    }

    @Override
    public BiddingAgent copy() {
        return new LearnedBidder(change.copy(), network);
    }

    @Override
    public double shadowPrice() {
        return change.base().shadowPrice();
    }

    @Override
    public double forecastSpend() {
        return change.base().forecastSpend();
    }
}
