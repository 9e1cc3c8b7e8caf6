package io.weir.simulator;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.policy.PriceLog;
import io.weir.simulator.internal.AuctionNetEpisode;
import java.util.List;

/**
 * The advertising market of the AuctionNet benchmark with its plain generator of values (NeurIPSPvGen): advertisers of several
 * categories bid on half a million impressions over 48 ticks; three slots, generalised second price, paid when exposed;
 * budgets are hard. A bid is {@code alpha * predicted value}, where the agent sets alpha, currency per conversion, per tick.
 *
 * <p>Source: Su, Huo, Zhang and others (2024), <em>AuctionNet: a novel benchmark for decision-making in large-scale
 * games</em>, re-created from its formulas. Here draws are counter-based, so that a change of one agent changes no draw; in
 * the original the draws of exposure and conversion are seeded anew in every tick.
 *
 * @param advertisers in the order of their categories, the same number in each
 * @param categories how many there are
 * @param traffic share of the impressions that each tick has on average; they add up to 1
 * @param impressions in an episode, on average
 * @param reserve least price; an impression at that price is not sold
 * @param exposure chance of each slot to be seen, given that the one before was
 */
public record AuctionNetLite(
        ImmutableList<Advertiser> advertisers,
        int categories,
        ImmutableDoubleArray traffic,
        int impressions,
        double reserve,
        ImmutableDoubleArray exposure) {
    /** @throws IllegalArgumentException if a component is out of range */
    public AuctionNetLite {
        require(!advertisers.isEmpty(), "advertisers (%s) must not be empty.", advertisers);
        require(
                categories >= 1 && advertisers.size() % categories == 0,
                "categories (%s) must divide the number of advertisers (%s).",
                categories,
                advertisers.size());
        require(!traffic.isEmpty(), "traffic (%s) must not be empty.", traffic);
        require(impressions >= traffic.length(), "impressions (%s) must be at least one a tick.", impressions);
        require(reserve >= 0, "reserve (%s) must be >= 0.", reserve);
        require(!exposure.isEmpty(), "exposure (%s) must not be empty.", exposure);
    }

    /**
     * Who bids.
     *
     * @param budget of an episode, currency
     * @param cpa what a conversion may cost, currency
     */
    public record Advertiser(double budget, double cpa) {}

    /**
     * What an advertiser got in an episode.
     *
     * @param spend currency
     * @param conversions how many
     * @param expected conversions that were to be expected of what was won
     * @param won impressions that were exposed and paid
     * @param score conversions, less where they cost more than they may: {@code conversions * min(1, (cpa / cost)^2)}
     */
    public record Outcome(double spend, double conversions, double expected, double won, double score) {}

    /**
     * Plays one episode.
     *
     * @param agents one per advertiser; used and changed. A line's value is the advertiser's CPA
     * @param seed of all that is drawn
     */
    public ImmutableList<Outcome> play(List<? extends BiddingAgent> agents, long seed) {
        return play(agents, seed, ImmutableList.of());
    }

    /**
     * Plays episodes and notes what every impression would have cost whom.
     *
     * @param agents one per advertiser; used and changed
     * @param from seed of the first episode
     * @param episodes how many, {@code >= 1}
     * @return one log per advertiser, its values being expected conversions
     */
    public ImmutableList<PriceLog> logs(List<? extends BiddingAgent> agents, long from, int episodes) {
        ImmutableList<PriceLog> logs = advertisers.stream()
                .map(advertiser -> new PriceLog(traffic.length()))
                .collect(ImmutableList.toImmutableList());
        for (int k = 0; k < episodes; k++) {
            if (k > 0) {
                logs.forEach(PriceLog::nextPeriod);
            }
            play(agents, from + k, logs);
        }
        return logs;
    }

    private ImmutableList<Outcome> play(List<? extends BiddingAgent> agents, long seed, List<PriceLog> logs) {
        require(
                agents.size() == advertisers.size(),
                "agents (%s) must be one for each of %s advertisers.",
                agents.size(),
                advertisers.size());
        var episode = new AuctionNetEpisode(this, seed);
        var bids = new Bids(1);
        double[] alphas = new double[agents.size()];
        for (int j = 0; j < alphas.length; j++) {
            agents.get(j).begin(advertisers.get(j).budget());
        }
        while (!episode.ended()) {
            for (int j = 0; j < alphas.length; j++) {
                agents.get(j).bid(episode.observation(j), bids);
                alphas[j] = bids.bid(0);
            }
            if (!logs.isEmpty()) {
                episode.log(alphas, logs);
            }
            episode.tick(alphas);
        }
        var outcomes = ImmutableList.<Outcome>builder();
        for (int j = 0; j < alphas.length; j++) {
            double spend = episode.spend(j);
            double conversions = episode.conversions(j);
            double ratio = spend > 0 ? advertisers.get(j).cpa() * conversions / spend : 1;
            outcomes.add(new Outcome(
                    spend, conversions, episode.expected(j), episode.won(j), conversions * Math.min(1, ratio * ratio)));
        }
        return outcomes.build();
    }

    /** Auctions of an episode's first tick, held without any books: what is measured. Not safe for use by several threads. */
    public Auctions auctions(long seed) {
        return new Auctions(new AuctionNetEpisode(this, seed));
    }

    /** Values are drawn, bids ranked, priced, shown and counted. */
    public static final class Auctions {
        private final AuctionNetEpisode episode;

        private Auctions(AuctionNetEpisode episode) {
            this.episode = episode;
        }

        /**
         * Holds auctions. Allocates nothing.
         *
         * @param alphas currency per conversion, per advertiser
         * @param count how many
         * @return mean of the highest bid that won nothing, currency
         */
        public double hold(double[] alphas, int count) {
            episode.sell(alphas, 0, count, false);
            return episode.clearing();
        }
    }
}
