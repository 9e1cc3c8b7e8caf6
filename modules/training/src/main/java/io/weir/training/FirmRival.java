package io.weir.training;

import static java.util.Objects.requireNonNull;

import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.core.ForwardingObservation;
import io.weir.core.Observation;
import io.weir.hierarchy.WeighedBidder;
import org.jspecify.annotations.Nullable;

/**
 * A channel of a firm in the auctions of another's market: it spends what the firm's team ordered for the period, by a bidder like the one
 * that the firm has at home, on what lines are worth to the firm. A period without new orders is as usual: nothing of orders stays, so
 * that a market does not depend on what was played before in others. Not safe for use by several threads.
 */
final class FirmRival implements BiddingAgent {
    private final FirmOrders orders;
    private final int channel;
    private final WeighedBidder bidder;
    private final Valued view = new Valued();
    private final double[] usualValues;
    private double[] values;
    private double usual;
    private boolean begins;
    /** Number of the orders that were followed last. */
    private int followed;

    /**
     * @param orders shared by all copies
     * @param usualValues of its lines where nothing is ordered, currency per unit bid for
     * @param bidder used and changed
     */
    FirmRival(FirmOrders orders, int channel, double[] usualValues, WeighedBidder bidder) {
        this.orders = orders;
        this.channel = channel;
        this.usualValues = usualValues;
        this.values = usualValues;
        this.bidder = bidder;
    }

    /** @param target what is usual */
    @Override
    public void begin(double target) {
        // a period begins in the market before the team has decided
        usual = target;
        begins = true;
    }

    @Override
    public void retarget(double target) {
        bidder.retarget(target);
    }

    @Override
    public void bid(Observation seen, Bids bids) {
        if (begins) {
            begins = false;
            boolean ordered = orders.areNewerThan(followed);
            followed = ordered ? orders.number() : followed;
            values = ordered ? orders.values(channel) : usualValues;
            bidder.weigh(ordered ? orders.weight(channel) : 0);
            bidder.begin(ordered ? orders.target(channel) : usual);
        }
        view.seen = seen;
        bidder.bid(view, bids);
    }

    @Override
    public BiddingAgent copy() {
        var copy = new FirmRival(orders, channel, usualValues, bidder.copy());
        copy.values = values;
        copy.usual = usual;
        copy.begins = begins;
        copy.followed = followed;
        return copy;
    }

    /** The other's market with the firm's own values. */
    private final class Valued extends ForwardingObservation {
        private @Nullable Observation seen;

        @Override
        protected Observation seen() {
            return requireNonNull(seen, "nothing is looked at yet.");
        }

        @Override
        public double value(int line) {
            return values[line];
        }
    }
}
