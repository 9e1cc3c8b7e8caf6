package io.weir.hierarchy;

import static io.weir.core.Checks.requireInRange;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.ChannelKind;
import io.weir.core.Observation;
import io.weir.hierarchy.internal.Reweighed;

/**
 * A bidder that is told how much to make of what the last click credits its lines with. In an auction that is how strongly it prefers lines
 * with a high value: {@code value * (value / mean)^weight}, so that at -1 all lines are worth the same and those that meet people early, who
 * buy later by another way, get as much as those that meet buyers. Mail has no auction, and what counts is how much it sells beside what
 * it costs in readers: {@code value * 3^weight}. At 0 it is the bidder itself.
 *
 * <p>Not safe for use by several threads.
 */
public final class WeighedBidder implements BiddingAgent {
    private final BiddingAgent bidder;
    private final boolean mail;
    private final Reweighed view;
    private double weight;

    /** @param bidder used and changed */
    public WeighedBidder(BiddingAgent bidder, ChannelKind kind) {
        this(bidder, kind == ChannelKind.EMAIL, 0);
    }

    private WeighedBidder(BiddingAgent bidder, boolean mail, double weight) {
        this.bidder = bidder;
        this.mail = mail;
        this.view = new Reweighed(mail);
        this.weight = weight;
    }

    /** @param value -1 to 1 */
    public void weigh(double value) {
        weight = requireInRange("weight", value, -1, 1);
    }

    /** As it was told, -1 to 1. */
    public double weight() {
        return weight;
    }

    @Override
    public void begin(double target) {
        bidder.begin(target);
    }

    @Override
    public void retarget(double target) {
        bidder.retarget(target);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        bidder.bid(weight == 0 ? seen : view.of(seen, weight), bids);
    }

    @Override
    public WeighedBidder copy() {
        return new WeighedBidder(bidder.copy(), mail, weight);
    }

    @Override
    public double forecastSpend() {
        return bidder.forecastSpend();
    }

    @Override
    public double shadowPrice() {
        return bidder.shadowPrice();
    }
}
