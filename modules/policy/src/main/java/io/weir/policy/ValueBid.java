package io.weir.policy;

import static io.weir.core.Checks.requirePositive;

/**
 * Bids a fixed multiple of the value. With the cost per click of the past as multiple it is the bidder MCPC, with one that was
 * tuned on the past LIN, of Perlich et al. (2012), <em>Bid optimizing and inventory scoring in targeted online
 * advertising</em>, as compared by Cai et al. (2017).
 */
public final class ValueBid implements ImpressionBidder {
    private final double multiple;
    private final double most;
    private final Episode episode = new Episode();

    /**
     * @param multiple currency per KPI unit, {@code > 0}
     * @param most highest bid, currency, {@code > 0}
     */
    public ValueBid(double multiple, double most) {
        this.multiple = requirePositive("multiple", multiple);
        this.most = requirePositive("most", most);
    }

    @Override
    public void begin(double budget, int impressions) {
        episode.begin(budget, impressions);
    }

    @Override
    public double bid(double value) {
        return episode.affordable(Math.min(most, multiple * Episode.requireValue(value)));
    }

    @Override
    public void result(boolean won, double price) {
        episode.result(won, price);
    }
}
