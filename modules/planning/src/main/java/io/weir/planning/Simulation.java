package io.weir.planning;

import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import io.weir.planning.internal.output.PlanFiles;
import io.weir.planning.internal.output.SimulationFiles;
import io.weir.simulator.GroundTruth;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A history made by a world, with its truth.
 *
 * @param world what made it
 * @param seed of all that was drawn
 * @param history what was seen and what was true
 * @param truth what the channels truly brought in the history's last periods
 */
public record Simulation(World world, long seed, SimulatedHistory history, GroundTruth truth) {
    /** Last periods of a history that the truth is told of. */
    private static final int WINDOW = 52;
    /** Periods after them in which what they bring still counts. */
    private static final int TAIL = 13;
    /** Markets that the truth is a mean over, and the most that are played with many channels. */
    private static final int SEEDS = 8;

    private static final int FEW_SEEDS = 4;
    private static final int MANY_CHANNELS = 8;

    /** Plays a world and asks what would have been without each channel. */
    public static Simulation of(World world, Options options) {
        SimulatedHistory history = SimulatedHistory.of(world, options.seed(), options.progress());
        int seeds = world.channels().size() > MANY_CHANNELS ? FEW_SEEDS : SEEDS;
        GroundTruth truth = GroundTruth.of(
                world,
                history.targets(),
                Math.min(WINDOW, world.periods()),
                TAIL,
                seeds,
                options.seed(),
                options.progress());
        return new Simulation(world, options.seed(), history, truth);
    }

    /**
     * {@code history.csv} and {@code weir.yaml} of a history, by name: the workspace without its truth, which takes longer than all
     * else.
     */
    public static ImmutableMap<String, byte[]> workspace(World world, long seed, SimulatedHistory history) {
        return SimulationFiles.workspace(world, seed, history);
    }

    /**
     * The workspace of what a business has seen, for as long as it is used.
     *
     * @param history as long as it was seen, whatever the world says
     * @param use what is done with it
     * @throws BadInputException if there is no room for its files
     */
    public static <T> T inWorkspace(World world, long seed, SimulatedHistory history, Function<Workspace, T> use) {
        try (var folder = new ScratchFolder()) {
            Path directory = Files.createDirectories(folder.path().resolve(world.name()));
            PlanFiles.writeAll(workspace(world.over(history.spend().length), seed, history), directory);
            return use.apply(Workspace.open(directory));
        } catch (IOException e) {
            throw ScratchFolder.bad(e);
        }
    }

    /** {@code history.csv}, {@code weir.yaml} and {@code truth.json}, by name. The same simulation gives the same bytes. */
    public ImmutableMap<String, byte[]> files() {
        return SimulationFiles.of(this);
    }

    /**
     * Writes them into a folder, which is made if it is missing, and {@code world.yaml}, the file that the world was read from.
     *
     * @throws BadInputException if it cannot be written; earlier files are untouched
     */
    public void write(Path directory, byte[] yaml) {
        PlanFiles.writeAll(
                ImmutableMap.<String, byte[]>builder()
                        .putAll(files())
                        .put("world.yaml", yaml)
                        .buildOrThrow(),
                directory);
    }
}
