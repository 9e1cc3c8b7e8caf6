package io.weir.policy;

import static io.weir.core.Checks.requirePositive;

/**
 * Adaptive pacing: bids {@code v / (1 + mu)} for a profit of {@code v} in currency, and moves the multiplier by
 * {@code mu = max(0, mu - rate * (share - spend) / share)} after each impression. Never bids more than the profit, so money may
 * stay unspent.
 *
 * <p>Source: Balseiro and Gur (2019), <em>Learning in repeated auctions with budgets: regret minimization and equilibrium</em>;
 * the step is taken in shares of the budget per impression, so that it does not depend on the currency's unit.
 */
public final class AdaptivePacing implements ImpressionBidder {
    private final double worth;
    private final double rate;
    private final double most;
    private final Episode episode = new Episode();
    private double multiplier;
    private boolean capped;

    /**
     * @param worth currency that a unit of the KPI is worth, {@code > 0}
     * @param rate of learning, {@code > 0}
     * @param most highest bid, currency, {@code > 0}
     */
    public AdaptivePacing(double worth, double rate, double most) {
        this.worth = requirePositive("worth", worth);
        this.rate = requirePositive("rate", rate);
        this.most = requirePositive("most", most);
    }

    @Override
    public void begin(double budget, int impressions) {
        episode.begin(budget, impressions);
    }

    @Override
    public double bid(double value) {
        double wanted = Math.min(most, worth * Episode.requireValue(value) / (1 + multiplier));
        capped = wanted > episode.left();
        return episode.affordable(wanted);
    }

    @Override
    public void result(boolean won, double price) {
        episode.result(won, price);
        // Who has no money left learns nothing of prices.
        if (!capped && episode.share() > 0) {
            double shares = won ? price / episode.share() : 0;
            multiplier = Math.max(0, multiplier + rate * (shares - 1));
        }
    }
}
