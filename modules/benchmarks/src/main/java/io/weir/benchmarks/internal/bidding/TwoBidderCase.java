package io.weir.benchmarks.internal.bidding;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Feedback;
import io.weir.learning.RewardMode;
import io.weir.policy.Network;
import io.weir.training.TwoBidderLearning;
import io.weir.training.TwoBidders;
import java.util.ArrayList;
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

    private static final int TRIALS = 20;
    private static final long FIRST_TRIAL = 2_000_003;

    /**
     * What an episode brings, mean over episodes.
     *
     * @param welfare values won by both
     * @param first of them by the first
     * @param revenue paid by both
     * @param bound the most that both could have won
     * @param gain what one of them would win more by the best of some simple rules, the other playing on as it does: how far they
     *     are from having learned best responses to each other, at least
     */
    public record Played(double welfare, double first, double revenue, double bound, double gain) {}

    /** What both win, and what is paid, mean over episodes. */
    private record Means(double[] won, double revenue, double bound) {}

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

    /**
     * How much of what both win together could be won by who answers the other as it is: the better of the best simple rule and of a response
     * that is learned anew, of both together. 0 in an equilibrium.
     *
     * @param rounds for which both have learned, each its own reward
     */
    public double exploitability(int rounds, long seed) {
        var game = new TwoBidders(budget, share);
        ImmutableList<Network> networks = TwoBidderLearning.learn(game, RewardMode.COMPETITIVE, 1, rounds, seed)
                .networks();
        ImmutableList<Bidder> bidders =
                networks.stream().map(TwoBidderCase::bidder).collect(ImmutableList.toImmutableList());
        Means means = means(bidders, FIRST_EPISODE, EPISODES);
        double gain = 0;
        for (int who = 0; who < bidders.size(); who++) {
            List<Bidder> answered = new ArrayList<>(bidders);
            answered.set(who, bidder(TwoBidderLearning.bestResponse(game, who, networks.get(1 - who), seed)));
            double learned = means(answered, FIRST_EPISODE, EPISODES).won[who] - means.won[who];
            gain += Math.max(0, Math.max(learned, gain(bidders, who, means.won[who])));
        }
        return gain / (means.won[0] + means.won[1]);
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
        Means means = means(bidders, FIRST_EPISODE, EPISODES);
        double gain = Math.max(gain(bidders, 0, means.won[0]), gain(bidders, 1, means.won[1]));
        return new Played(means.won[0] + means.won[1], means.won[0], means.revenue, means.bound, gain);
    }

    /** The rule is chosen on episodes of its own. */
    private double gain(List<Bidder> bidders, int who, double won) {
        double most = Double.NEGATIVE_INFINITY;
        List<Bidder> best = bidders;
        for (Bidder rule : rules()) {
            List<Bidder> tried = new ArrayList<>(bidders);
            tried.set(who, rule);
            double wins = means(tried, FIRST_TRIAL, TRIALS).won[who];
            if (wins > most) {
                most = wins;
                best = tried;
            }
        }
        return means(best, FIRST_EPISODE, EPISODES).won[who] - won;
    }

    /** One bid below a value and another from it on, or a multiple of the value. */
    private static ImmutableList<Bidder> rules() {
        var rules = ImmutableList.<Bidder>builder();
        for (double high : new double[] {0.8, 18 / 19.0, 1}) {
            for (double low : new double[] {0, 0.3, 0.5, 0.7, 0.85, 17 / 19.0, 18 / 19.0}) {
                for (double from : new double[] {0, 0.25, 0.5, 0.75, 1, 1.5}) {
                    rules.add((seen, action) -> action[0] = 2 * (seen[2] < from ? low : high) - 1);
                }
            }
        }
        for (double factor : new double[] {0.5, 0.7, 0.85, 1, 1.2, 1.5, 2}) {
            rules.add((seen, action) -> action[0] = 2 * Math.min(1, factor * seen[2]) - 1);
        }
        return rules.build();
    }

    private Means means(List<Bidder> bidders, long firstEpisode, int episodes) {
        var game = new TwoBidders(budget, share);
        var feedback = new Feedback(bidders.size());
        double[] seen = new double[game.agents().get(0).inputs().size()];
        double[][] actions = new double[bidders.size()][1];
        double[] won = new double[bidders.size()];
        double revenue = 0;
        double bound = 0;
        for (int episode = 0; episode < episodes; episode++) {
            game.reset(firstEpisode + episode);
            bound += game.bound() / episodes;
            boolean over = false;
            while (!over) {
                for (int bidder = 0; bidder < actions.length; bidder++) {
                    game.observe(bidder, seen);
                    bidders.get(bidder).bid(seen, actions[bidder]);
                }
                feedback.clear();
                over = game.step(actions, feedback);
                for (int bidder = 0; bidder < won.length; bidder++) {
                    won[bidder] += feedback.reward(bidder) / episodes;
                }
            }
            revenue += game.paid() / episodes;
        }
        return new Means(won, revenue, bound);
    }

    /** Seeds of learning, as many at once as there are processors. */
    public ImmutableList<Played> learned(RewardMode reward, double temperature, int seeds) {
        return IntStream.rangeClosed(1, seeds)
                .parallel()
                .mapToObj(seed -> learned(reward, temperature, (long) seed))
                .collect(ImmutableList.toImmutableList());
    }
}
