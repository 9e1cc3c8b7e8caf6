package io.weir.benchmarks.internal.bidding;

import io.weir.policy.ImpressionBidder;

/**
 * What a bidder made of a log.
 *
 * @param values won per episode
 * @param impressions won
 * @param clicks on them
 * @param cost of them, price units
 * @param overspent how many episodes cost more than their budget
 */
public record Replay(double[] values, int impressions, int clicks, long cost, int overspent) {
    /** Lets a bidder bid on each impression in turn; a tie is won. */
    public static Replay of(AuctionLog log, ImpressionBidder bidder, int budget) {
        double[] values = new double[log.episodes()];
        int impressions = 0;
        int clicks = 0;
        long cost = 0;
        int overspent = 0;
        for (int episode = 0; episode < values.length; episode++) {
            // the last episode ends early; nobody could know
            bidder.begin(budget, AuctionLog.EPISODE);
            long spent = 0;
            for (int k = log.from(episode); k < log.to(episode); k++) {
                int price = log.prices()[k];
                boolean won = bidder.bid(log.values()[k]) >= price;
                bidder.result(won, won ? price : Double.NaN);
                if (won) {
                    values[episode] += log.values()[k];
                    impressions++;
                    clicks += log.clicks()[k] ? 1 : 0;
                    spent += price;
                }
            }
            cost += spent;
            overspent += spent > budget ? 1 : 0;
        }
        return new Replay(values, impressions, clicks, cost, overspent);
    }

    /** All that was won. */
    public double value() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
