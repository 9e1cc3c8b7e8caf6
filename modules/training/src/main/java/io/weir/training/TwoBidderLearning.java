package io.weir.training;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.learning.Learned;
import io.weir.learning.Learner;
import io.weir.learning.LearningSettings;
import io.weir.learning.Method;
import io.weir.learning.RewardMode;
import io.weir.learning.Schedule;
import io.weir.learning.Team;

/** How the game of two bidders is learned: one network for both, each with a critic of what it sees itself. */
public final class TwoBidderLearning {
    private static final Method METHOD =
            new Method(ImmutableList.of(32, 32), 0.99, 1, 1e-3, 1e-3, 0.1, 0.1, 0, 0, 0.1, 0.2, 2, 10, 256);
    private static final Schedule SCHEDULE = new Schedule(60, 5, 10, 40, 100_000, 60, 1, 0);

    private TwoBidderLearning() {}

    /**
     * Learns it.
     *
     * @param reward what both learn to raise
     * @param temperature of mixed rewards, in units of bids, {@code > 0}
     * @param seed of all chance
     */
    public static Learned learn(TwoBidders game, RewardMode reward, double temperature, long seed) {
        var team = new Team(false, true, reward, temperature);
        return new Learner(new LearningSettings(seed, team, METHOD, SCHEDULE), Progress.SILENT).learn(game);
    }
}
