package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.learning.AgentSpace;
import io.weir.learning.Environment;
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
    private final boolean rivalsLearn;
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
        this(worlds, game, team, false, rounds, seed);
    }

    private TeamTraining(
            ImmutableList<World> worlds,
            TeamGame.Settings game,
            Team team,
            boolean rivalsLearn,
            int rounds,
            long seed) {
        this.worlds = worlds;
        this.game = game;
        this.team = team;
        this.rivalsLearn = rivalsLearn;
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
        this(worlds, game, switches.team(), switches.rivalsLearn(), rounds, seed);
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
     * @param kept the evaluation whose networks were kept: the first of the best, and no change at all if none is above 0; where rivals
     *     learn, the last, as what is best depends on who one meets
     * @param minutes from the start of this run to its end; of a run that went on after an interruption, since it went on
     */
    public record Trained(
            ImmutableMap<String, Network> networks,
            Optional<Network> critic,
            ImmutableList<Point> curve,
            Point kept,
            double minutes) {}

    /** @param longTerm whether what comes after a period counts */
    static Method method(boolean longTerm) {
        return new Method(
                ImmutableList.of(32, 32),
                longTerm ? LONG_TERM : 0,
                longTerm ? LOOKAHEAD : 1,
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
     * @param markets of each evaluation
     * @param patience evaluations without a better one after which learning stops; 0 for never, and the last networks are kept
     */
    static Schedule schedule(int rounds, int markets, int patience) {
        return new Schedule(rounds, WARM_UP, EPISODES, UPDATES, MEMORY, EVALUATE_EVERY, markets, patience);
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
        Environment environment = rivalsLearn ? new FirmGame(worlds, game) : new TeamGame(worlds, game);
        var learner = new Learner(
                new LearningSettings(
                        seed, team, method(game.longTerm()), schedule(rounds, game.count(), rivalsLearn ? 0 : rounds)),
                progress,
                one -> watcher.accept(point(one)));
        Learned learned = folder.isPresent() ? learner.learn(environment, folder.get()) : learner.learn(environment);
        ImmutableMap.Builder<String, Network> networks = ImmutableMap.builder();
        // the other firm is a sparring partner, and stays behind
        ImmutableList<AgentSpace> agents =
                environment instanceof FirmGame firms ? firms.ofOneFirm() : environment.agents();
        ImmutableList<Point> curve =
                learned.evaluations().stream().map(this::point).collect(ImmutableList.toImmutableList());
        Point best = curve.stream().max(Comparator.comparingDouble(Point::gain)).orElse(new Point(0, 0));
        for (int k = 0; k < agents.size(); k++) {
            networks.put(agents.get(k).name(), learned.networks().get(k));
        }
        return new Trained(
                networks.buildOrThrow(),
                learned.critic(),
                curve,
                rivalsLearn && !curve.isEmpty() ? curve.get(curve.size() - 1) : best,
                (System.nanoTime() - began) / NANOS_PER_MINUTE);
    }

    private Point point(Evaluation evaluation) {
        // all agents of a firm are rewarded alike
        double won = rivalsLearn ? evaluation.rewards().get(0) : evaluation.total();
        return new Point(evaluation.round(), 100 * TeamGame.UNIT * won / game.periods());
    }

    /** Judges what was learned in markets that it was not learned in. */
    public TeamJudge judge(Trained trained) {
        return new TeamJudge(worlds, game, trained.networks());
    }
}
