package io.weir.policy;

/**
 * Bids for one impression after the other within the budget of an episode: the clock is the impression, not the tick. The
 * highest bid wins and pays the price that it had to beat. Not safe for use by several threads.
 */
public interface ImpressionBidder {
    /**
     * An episode begins; what is left of the last one's budget is lost.
     *
     * @param budget most that may be spent in it, currency, {@code >= 0}
     * @param impressions how many will be offered, {@code > 0}
     * @throws IllegalArgumentException if one is out of its range
     */
    void begin(double budget, int impressions);

    /**
     * Decides on the next impression.
     *
     * @param value what it is expected to bring, KPI units, {@code >= 0}
     * @return the most that is paid for it, currency, never more than what is left of the budget
     * @throws IllegalArgumentException if the value is no number {@code >= 0}
     */
    double bid(double value);

    /**
     * What came of the last bid.
     *
     * @param won whether the impression was shown
     * @param price what was paid, currency; not read where it was lost: a loser does not learn the price
     */
    void result(boolean won, double price);
}
