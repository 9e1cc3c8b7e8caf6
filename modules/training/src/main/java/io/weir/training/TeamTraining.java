package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.learning.AgentSpace;
import io.weir.learning.Evaluation;
import io.weir.learning.Learned;
import io.weir.learning.Learner;
import io.weir.learning.LearningSettings;
import io.weir.learning.Method;
import io.weir.learning.Schedule;
import io.weir.learning.Team;
import io.weir.policy.Network;
import io.weir.simulator.World;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;

/** How a team is learned: small networks that begin by changing nothing; of all evaluations the best is kept. */
public final class TeamTraining {
    /** Most rounds that may be asked for. */
    public static final int MOST_ROUNDS = 10_000;

    private static final int WARM_UP = 3;
    private static final int EPISODES = 8;
    private static final int UPDATES = 32;
    private static final int MEMORY = 50_000;
    private static final int EVALUATE_EVERY = 4;
    private static final double NANOS_PER_MINUTE = 60e9;
    private static final double LONG_TERM = 0.95;
    private static final int LOOKAHEAD = 3;

    private final ImmutableList<World> worlds;
    private final TeamGame.Settings game;
    private final Team team;
    private final int rounds;
    private final long seed;

    /**
     * @param worlds in which it is learned, at least one
     * @param game how it is played
     * @param team how agents learn together
     * @param rounds of some episodes each, 1 to {@link #MOST_ROUNDS}
     * @param seed of all chance
     */
    public TeamTraining(ImmutableList<World> worlds, TeamGame.Settings game, Team team, int rounds, long seed) {
        this.worlds = worlds;
        this.game = game;
        this.team = team;
        this.rounds = rounds;
        this.seed = seed;
    }

    /**
     * The same, as a training file says it.
     *
     * @param worlds in which it is learned, at least one
     * @param game how it is played
     * @param switches how agents learn together
     * @param rounds of some episodes each, 1 to {@link #MOST_ROUNDS}
     * @param seed of all chance
     * @throws IllegalArgumentException if switches do not fit each other
     */
    public TeamTraining(
            ImmutableList<World> worlds, TeamGame.Settings game, TeamSwitches switches, int rounds, long seed) {
        this(worlds, game, switches.team(), rounds, seed);
    }

    /**
     * What an evaluation found.
     *
     * @param round after which
     * @param gain what counts over what the plan brings in the markets it is evaluated in, per cent of a run's
     */
    public record Point(int round, double gain) {}

    /**
     * What was learned.
     *
     * @param networks by the agent's name
     * @param critic of central training, as it was in the end
     * @param curve {@code [evaluation]}, in order
     * @param minutes from the start of this run to its end; of a run that went on after an interruption, since it went on
     */
    public record Trained(
            ImmutableMap<String, Network> networks,
            Optional<Network> critic,
            ImmutableList<Point> curve,
            double minutes) {
        /** The first of the best evaluations, whose networks were kept; no change at all if none is above 0. */
        public Point kept() {
            return curve.stream().max(Comparator.comparingDouble(Point::gain)).orElse(new Point(0, 0));
        }
    }

    private Method method() {
        return new Method(
                ImmutableList.of(32, 32),
                game.longTerm() ? LONG_TERM : 0,
                game.longTerm() ? LOOKAHEAD : 1,
                1e-3,
                2e-3,
                0.05,
                0.3,
                0.5,
                0.3,
                0.1,
                0.2,
                2,
                10,
                128);
    }

    /**
     * Learns.
     *
     * @param folder where the run is kept at every evaluation, to go on after an interruption, with {@code learning.csv}; empty to leave
     *     nothing on disk
     * @param progress told of rounds
     * @param watcher told of every evaluation
     * @throws io.weir.core.BadInputException if the native library cannot be loaded on this machine, or the folder holds the checkpoint of
     *     another run or cannot be written
     */
    public Trained train(Optional<Path> folder, Progress progress, Consumer<Point> watcher) {
        long began = System.nanoTime();
        var environment = new TeamGame(worlds, game);
        var schedule = new Schedule(rounds, WARM_UP, EPISODES, UPDATES, MEMORY, EVALUATE_EVERY, game.count(), rounds);
        var learner = new Learner(
                new LearningSettings(seed, team, method(), schedule), progress, one -> watcher.accept(point(one)));
        Learned learned = folder.isPresent() ? learner.learn(environment, folder.get()) : learner.learn(environment);
        ImmutableMap.Builder<String, Network> networks = ImmutableMap.builder();
        ImmutableList<AgentSpace> agents = environment.agents();
        for (int k = 0; k < agents.size(); k++) {
            networks.put(agents.get(k).name(), learned.networks().get(k));
        }
        return new Trained(
                networks.buildOrThrow(),
                learned.critic(),
                learned.evaluations().stream().map(this::point).collect(ImmutableList.toImmutableList()),
                (System.nanoTime() - began) / NANOS_PER_MINUTE);
    }

    private Point point(Evaluation evaluation) {
        return new Point(evaluation.round(), 100 * TeamGame.UNIT * evaluation.total() / game.periods());
    }

    /** Judges what was learned in markets that it was not learned in. */
    public TeamJudge judge(Trained trained) {
        return new TeamJudge(worlds, game, trained.networks());
    }
}
