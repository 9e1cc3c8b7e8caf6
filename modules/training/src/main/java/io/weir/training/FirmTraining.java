package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.learning.ActorStep;
import io.weir.learning.Environment;
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

    /** By how much an answer may change what agents do. */
    private static final double REACH = 0.5;
    /** Markets in which answers are compared with each other, of those in which they learn. */
    private static final int JUDGED = 16;

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
        // the latest means are kept, whatever evaluations find: the sum of what both win is nobody's aim
        return new Learner(settings(rounds, seed, 1, 0), progress)
                .learn(new FirmGame(worlds, game))
                .networks();
    }

    /**
     * A firm looks for something better than what it does, near by, while the other stays as it is: a best response to it.
     *
     * @param firm who learns, 0 or 1
     * @param networks of both
     * @return of that firm's agents in {@link #answering}, of all evaluations those that won most
     */
    public ImmutableList<Network> bestResponse(
            int firm, ImmutableList<Network> networks, int rounds, long seed, Progress progress) {
        Environment environment = answering(new FirmGame(worlds, game), firm, networks);
        return new Learner(settings(rounds, seed, Math.min(JUDGED, game.count()), rounds), progress)
                .learn(environment)
                .networks();
    }

    /** A game for one firm's agents, which decide changes to what they have learned to do, against the other as it is. */
    static Environment answering(FirmGame both, int firm, ImmutableList<Network> networks) {
        ImmutableMap.Builder<Integer, Network> frozen = ImmutableMap.builder();
        ImmutableList.Builder<Network> own = ImmutableList.builder();
        for (int agent = 0; agent < networks.size(); agent++) {
            if (both.firm(agent) == firm) {
                own.add(networks.get(agent));
            } else {
                frozen.put(agent, networks.get(agent));
            }
        }
        return new ChangedAgents(new FrozenAgents(both, frozen.buildOrThrow()), own.build(), REACH);
    }

    /** @param judged markets of each evaluation */
    private LearningSettings settings(int rounds, long seed, int judged, int patience) {
        return new LearningSettings(
                seed, team, TeamTraining.method(game.longTerm()), TeamTraining.schedule(rounds, judged, patience));
    }
}
