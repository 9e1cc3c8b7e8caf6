package io.weir.learning;

import io.weir.core.Progress;
import io.weir.learning.internal.Training;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Learns policies by trial: continuous actions, several agents, deterministic actors and twin critics.
 *
 * <p>Episodes are played by the networks as they ship, in plain Java; Deeplearning4j moves the networks between rounds. One
 * thread. The same environment, settings and machine give the same bytes.
 */
public final class Learner {
    private final LearningSettings settings;
    private final Progress progress;
    private final Consumer<Evaluation> watcher;

    /** @param progress told after each round */
    public Learner(LearningSettings settings, Progress progress) {
        this(settings, progress, evaluation -> {});
    }

    /**
     * @param progress told after each round
     * @param watcher told of each evaluation; of those before an interruption first
     */
    public Learner(LearningSettings settings, Progress progress, Consumer<Evaluation> watcher) {
        this.settings = settings;
        this.progress = progress;
        this.watcher = watcher;
    }

    /**
     * Learns from the start, and leaves nothing on disk.
     *
     * @throws IllegalArgumentException if the team does not fit the environment
     * @throws io.weir.core.BadInputException if the native library cannot be loaded on this machine
     */
    public Learned learn(Environment environment) {
        return new Training(environment, settings, progress, watcher).run();
    }

    /**
     * Learns, keeping {@code checkpoint} and {@code learning.csv} in a folder at every evaluation; goes on where it was
     * interrupted, and then ends with the bytes that it would have ended with uninterrupted.
     *
     * @param folder of this run alone; made if it is not there
     * @throws IllegalArgumentException if the team does not fit the environment
     * @throws io.weir.core.BadInputException if the native library cannot be loaded on this machine, or the folder holds the
     *     checkpoint of another run or a damaged one, or cannot be written
     */
    public Learned learn(Environment environment, Path folder) {
        return new Training(environment, settings, progress, watcher).run(folder);
    }
}
