package io.weir.training;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.learning.Evaluation;
import io.weir.learning.Learned;
import io.weir.learning.Learner;
import io.weir.learning.LearningSettings;
import io.weir.learning.Method;
import io.weir.learning.RewardMode;
import io.weir.learning.Schedule;
import io.weir.learning.Team;
import io.weir.simulator.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How the change of a channel's bid is learned: small networks, rewards that tell soon, and the best policy of all evaluations is
 * kept. The first evaluation is of no change at all, which brings exactly 0, so that what is kept is never worse than the paced
 * bidder in the markets it is evaluated in.
 */
public final class ChannelTraining {
    /** Most rounds that may be asked for. */
    public static final int MOST_ROUNDS = 10_000;
    /** Rounds unless told otherwise. */
    public static final int USUAL_ROUNDS = 100;

    private static final Method METHOD =
            new Method(ImmutableList.of(32, 32), 0.9, 1, 3e-4, 1e-3, 0.02, 0.3, 0, 0, 0.1, 0.2, 2, 10, 256);
    private static final int EVALUATE_EVERY = 5;
    private static final int WARM_UP = 5;
    /** Ticks of a round, as many as make whole periods. */
    private static final double TICKS = 672;

    private static final int UPDATES = 60;
    private static final int MEMORY = 200_000;
    /** Periods of an evaluation where ticks are hours; more where they are days, whose chance is less even. */
    private static final int EVALUATIONS = 12;

    private static final int MOST_EVALUATIONS = 48;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final ImmutableList<World> worlds;
    private final String channel;
    private final long seed;
    private final int rounds;

    /**
     * @param worlds in which it is learned, at least one
     * @param channel its name, or a kind of channel, as {@link ChannelGame} takes it
     * @param seed of all chance
     * @param rounds of some 700 ticks each, 1 to {@link #MOST_ROUNDS}
     */
    public ChannelTraining(ImmutableList<World> worlds, String channel, long seed, int rounds) {
        this.worlds = worlds;
        this.channel = channel;
        this.seed = seed;
        this.rounds = rounds;
    }

    /**
     * What an evaluation found.
     *
     * @param round after which
     * @param gain value won over the paced bidder in the markets it is evaluated in, less what stays unspent, per cent
     */
    public record Point(int round, double gain) {}

    /**
     * Learns.
     *
     * @param folder where the run is kept at every evaluation, to go on after an interruption, with {@code learning.csv}; empty to
     *     leave nothing on disk
     * @param progress told of rounds
     * @param watcher told of every evaluation
     * @throws io.weir.core.BadInputException if a world has no such channel or one that cannot be learned, the native library cannot
     *     be loaded on this machine, or the folder holds the checkpoint of another run or cannot be written
     */
    public TrainedBidder train(Optional<Path> folder, Progress progress, Consumer<Point> watcher) {
        long began = System.nanoTime();
        var game = new ChannelGame(worlds, channel);
        List<Double> minutes = new ArrayList<>();
        Consumer<Evaluation> told = evaluation -> {
            minutes.add((System.nanoTime() - began) / NANOS_PER_MINUTE);
            watcher.accept(point(evaluation));
        };
        var learner = new Learner(settings(game), progress, told);
        Learned learned = folder.isPresent() ? learner.learn(game, folder.get()) : learner.learn(game);
        ImmutableList<Point> curve =
                learned.evaluations().stream().map(ChannelTraining::point).collect(ImmutableList.toImmutableList());
        int best = best(curve);
        return new TrainedBidder(worlds, channel, learned.networks().get(0), curve, curve.get(best), minutes.get(best));
    }

    private static Point point(Evaluation evaluation) {
        return new Point(evaluation.round(), evaluation.total());
    }

    /** The first of the greatest. */
    private static int best(ImmutableList<Point> curve) {
        int best = 0;
        for (int k = 1; k < curve.size(); k++) {
            if (curve.get(k).gain() > curve.get(best).gain()) {
                best = k;
            }
        }
        return best;
    }

    private LearningSettings settings(ChannelGame game) {
        // never stops early: patience is what keeps the best network
        int episodes = (int) Math.ceil(TICKS / game.ticks());
        int evaluations = Math.min(MOST_EVALUATIONS, EVALUATIONS * episodes);
        var schedule = new Schedule(rounds, WARM_UP, episodes, UPDATES, MEMORY, EVALUATE_EVERY, evaluations, rounds);
        return new LearningSettings(seed, new Team(false, false, RewardMode.COMPETITIVE, 1), METHOD, schedule);
    }
}
