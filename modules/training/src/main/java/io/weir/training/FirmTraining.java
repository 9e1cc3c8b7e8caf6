package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.learning.ActorStep;
import io.weir.learning.Learner;
import io.weir.learning.LearningSettings;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import io.weir.policy.Network;
import io.weir.simulator.World;

/**
 * How two firms learn in one market: the agents of each for their own firm, against the other as it is at the time.
 *
 * <p>Firms that answer each other go in circles around an equilibrium; the mean of what they did comes nearer to it than what they did
 * last, so policies are averaged over updates. Source: Polyak and Juditsky (1992), <em>Acceleration of Stochastic Approximation by
 * Averaging</em>, SIAM Journal on Control and Optimization 30(4).
 */
public final class FirmTraining {
    /** Share of the latest network in the mean that is kept: a mean over some three rounds. */
    private static final double AVERAGING = 0.01;

    private final ImmutableList<World> worlds;
    private final TeamGame.Settings game;
    private final Team team;

    /**
     * @param worlds in which both learn, at least one
     * @param game how it is played
     */
    public FirmTraining(ImmutableList<World> worlds, TeamGame.Settings game) {
        this.worlds = worlds;
        this.game = game;
        // what a firm wins is the reward of each of its agents
        this.team = new Team(true, false, RewardMode.COMPETITIVE, 1, ActorStep.SLOPE, 0, AVERAGING);
    }

    /**
     * Both learn.
     *
     * @param rounds of some episodes each; in the first three agents try anything and nothing is learned
     * @param seed of all chance
     * @return of {@link FirmGame#agents()}
     */
    public ImmutableList<Network> learn(int rounds, long seed, Progress progress) {
        return new Learner(settings(rounds, seed), progress)
                .learn(new FirmGame(worlds, game))
                .networks();
    }

    /**
     * A firm learns anew while the other stays as it is: a best response to it.
     *
     * @param firm who learns, 0 or 1
     * @param networks of both; those of who learns are not used
     * @return of both, those of who learned in the place of what they were
     */
    public ImmutableList<Network> bestResponse(
            int firm, ImmutableList<Network> networks, int rounds, long seed, Progress progress) {
        var both = new FirmGame(worlds, game);
        ImmutableMap.Builder<Integer, Network> frozen = ImmutableMap.builder();
        for (int agent = 0; agent < networks.size(); agent++) {
            if (both.firm(agent) != firm) {
                frozen.put(agent, networks.get(agent));
            }
        }
        ImmutableList<Network> learned = new Learner(settings(rounds, seed), progress)
                .learn(new FrozenAgents(both, frozen.buildOrThrow()))
                .networks();
        ImmutableList.Builder<Network> all = ImmutableList.builder();
        int next = 0;
        for (int agent = 0; agent < networks.size(); agent++) {
            all.add(both.firm(agent) == firm ? learned.get(next++) : networks.get(agent));
        }
        return all.build();
    }

    private LearningSettings settings(int rounds, long seed) {
        // the latest means are kept: the sum of what both win is nobody's aim
        return new LearningSettings(
                seed, team, TeamTraining.method(game.longTerm()), TeamTraining.schedule(rounds, game.count(), 0));
    }
}
