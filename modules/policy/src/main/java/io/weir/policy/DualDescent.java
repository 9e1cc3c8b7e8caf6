package io.weir.policy;

import static io.weir.core.Checks.requirePositive;

/**
 * Dual mirror descent for a budget: bids {@code value / price}, and moves the price of money by
 * {@code price *= exp(rate * (spend / share - 1))} after each impression. The mirror map is the entropy.
 *
 * <p>Source: Balseiro, Lu and Mirrokni (2023), <em>The best of many worlds: dual mirror descent for online allocation
 * problems</em>.
 */
public final class DualDescent implements ImpressionBidder {
    private final double rate;
    private final double most;
    private final Episode episode = new Episode();
    private double price;
    private boolean capped;

    /**
     * @param price KPI units per currency at the start, {@code > 0}
     * @param rate of learning, {@code > 0}; of the order of one over the square root of an episode's impressions
     * @param most highest bid, currency, {@code > 0}
     */
    public DualDescent(double price, double rate, double most) {
        this.price = requirePositive("price", price);
        this.rate = requirePositive("rate", rate);
        this.most = requirePositive("most", most);
    }

    @Override
    public void begin(double budget, int impressions) {
        episode.begin(budget, impressions);
    }

    @Override
    public double bid(double value) {
        double wanted = Math.min(most, Episode.requireValue(value) / price);
        capped = wanted > episode.left();
        return episode.affordable(wanted);
    }

    @Override
    public void result(boolean won, double paid) {
        episode.result(won, paid);
        // Who has no money left learns nothing of prices.
        if (!capped && episode.share() > 0) {
            double shares = won ? paid / episode.share() : 0;
            price *= Math.exp(rate * (shares - 1));
        }
    }
}
