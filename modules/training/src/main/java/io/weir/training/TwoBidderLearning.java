package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.learning.Learned;
import io.weir.learning.Learner;
import io.weir.learning.LearningSettings;
import io.weir.learning.Method;
import io.weir.learning.RewardMode;
import io.weir.learning.Schedule;
import io.weir.learning.Team;
import io.weir.policy.Network;

/** How the game of two bidders is learned: one network for both, each with a critic of what it sees itself. */
public final class TwoBidderLearning {
    /**
     * What money kept is worth shows only when it was kept for long: noise persists. Both soon bid the highest always, before
     * critics know what speaks against it: inward slopes do not vanish. Targets are smoothed over less than the step of a bid.
     */
    private static final Method METHOD =
            new Method(ImmutableList.of(32, 32), 0.99, 1, 1e-3, 3e-3, 0.1, 0.2, 0.95, 1, 0.05, 0.1, 2, 10, 128);

    /** Rounds after which nothing more is learned. */
    public static final int ROUNDS = 45;

    private static Schedule schedule(int rounds) {
        return new Schedule(rounds, 5, 10, 80, 100_000, ROUNDS, 1, 0);
    }

    private TwoBidderLearning() {}

    /**
     * Learns it.
     *
     * @param reward what both learn to raise
     * @param temperature of mixed rewards, in units of bids, {@code > 0}
     * @param seed of all chance
     */
    public static Learned learn(TwoBidders game, RewardMode reward, double temperature, long seed) {
        return learn(game, reward, temperature, ROUNDS, seed);
    }

    /**
     * Learns it for longer or shorter.
     *
     * @param reward what both learn to raise
     * @param temperature of mixed rewards, in units of bids, {@code > 0}
     * @param rounds of ten episodes each; the first five are drawn evenly
     * @param seed of all chance
     */
    public static Learned learn(TwoBidders game, RewardMode reward, double temperature, int rounds, long seed) {
        var team = new Team(false, true, reward, temperature);
        return new Learner(new LearningSettings(seed, team, METHOD, schedule(rounds)), Progress.SILENT).learn(game);
    }

    /**
     * Learns a best response.
     *
     * @param learner who learns, by its place
     * @param rival the other, as it is
     */
    public static Network bestResponse(TwoBidders game, int learner, Network rival, long seed) {
        var team = new Team(false, false, RewardMode.COMPETITIVE, 1);
        return new Learner(new LearningSettings(seed, team, METHOD, schedule(ROUNDS)), Progress.SILENT)
                .learn(new FrozenAgents(game, ImmutableMap.of(1 - learner, rival)))
                .networks()
                .get(0);
    }
}
