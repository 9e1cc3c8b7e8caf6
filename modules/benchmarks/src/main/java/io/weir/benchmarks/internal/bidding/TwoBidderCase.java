package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Feedback;
import io.weir.learning.RewardMode;
import io.weir.policy.Network;
import io.weir.training.TwoBidderLearning;
import io.weir.training.TwoBidders;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The game of two bidders, played by learned networks and by others on the same episodes.
 *
 * @param budget of both together, in what all auctions cost at the highest bids
 * @param share of the first
 */
public record TwoBidderCase(double budget, double share) {
    private static final int EPISODES = 200;
    /** Far from the seeds that agents learn by. */
    private static final long FIRST_EPISODE = 1_000_003;

    /**
     * What an episode brings, mean over episodes.
     *
     * @param welfare values won by both
     * @param first of them by the first
     * @param revenue paid by both
     * @param bound the most that both could have won
     */
    public record Played(double welfare, double first, double revenue, double bound) {}

    /** Bids, each in [0, 1], from what a bidder sees. */
    private interface Bidder {
        void bid(double[] seen, double[] action);
    }

    /** One seed of learning. */
    public Played learned(RewardMode reward, double temperature, long seed) {
        var game = new TwoBidders(budget, share);
        ImmutableList<Network> networks =
                TwoBidderLearning.learn(game, reward, temperature, seed).networks();
        return play(networks.stream().map(TwoBidderCase::bidder).collect(ImmutableList.toImmutableList()));
    }

    private static Bidder bidder(Network network) {
        var scratch = network.scratch();
        return (seen, action) -> network.act(seen, action, scratch);
    }

    /** Both bid what it is worth to them. */
    public Played truthful() {
        Bidder own = (seen, action) -> action[0] = 2 * Math.min(1, seen[2]) - 1;
        return play(ImmutableList.of(own, own));
    }

    /** The first takes all, the second bids nothing. */
    public Played oneTakesAll() {
        return play(ImmutableList.of((seen, action) -> action[0] = 1, (seen, action) -> action[0] = -1));
    }

    /** Both bid as much as they may, whatever it is worth. */
    public Played highest() {
        Bidder most = (seen, action) -> action[0] = 1;
        return play(ImmutableList.of(most, most));
    }

    private Played play(List<Bidder> bidders) {
        var game = new TwoBidders(budget, share);
        var feedback = new Feedback(bidders.size());
        double[] seen = new double[game.agents().get(0).inputs().size()];
        double[][] actions = new double[bidders.size()][1];
        double[] won = new double[bidders.size()];
        double revenue = 0;
        double bound = 0;
        for (int episode = 0; episode < EPISODES; episode++) {
            game.reset(FIRST_EPISODE + episode);
            bound += game.bound() / EPISODES;
            boolean over = false;
            while (!over) {
                for (int bidder = 0; bidder < actions.length; bidder++) {
                    game.observe(bidder, seen);
                    bidders.get(bidder).bid(seen, actions[bidder]);
                }
                feedback.clear();
                over = game.step(actions, feedback);
                for (int bidder = 0; bidder < won.length; bidder++) {
                    won[bidder] += feedback.reward(bidder) / EPISODES;
                }
            }
            revenue += game.paid() / EPISODES;
        }
        return new Played(won[0] + won[1], won[0], revenue, bound);
    }

    /** Seeds of learning, as many at once as there are processors. */
    public ImmutableList<Played> learned(RewardMode reward, double temperature, int seeds) {
        return IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> learned(reward, temperature, (long) seed))
                .collect(ImmutableList.toImmutableList());
    }
}
