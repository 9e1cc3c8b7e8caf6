package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.weir.core.BadInputException;
import io.weir.planning.internal.reading.RandomWorld;
import io.weir.planning.internal.reading.WorldReader;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Worlds that come with Weir, and those of files. */
public final class Worlds {
    /** Names of those that come with Weir. */
    public static final ImmutableList<String> NAMES = ImmutableList.of(
            "steady",
            "halo",
            "drift",
            "seasonal",
            "rival-entry",
            "email-fatigue",
            "slow-conversions",
            "subscription",
            "small-business",
            "twelve-channels");

    /** The name of a world that is drawn anew for every seed. */
    public static final String RANDOM = "random";

    private static final long LARGEST = 1 << 20;

    private Worlds() {}

    /**
     * A world that comes with Weir.
     *
     * @throws BadInputException if there is none of that name
     */
    public static World named(String name) {
        if (!NAMES.contains(name)) {
            throw unknown(name);
        }
        return WorldReader.read(name + ".yaml", resource(name));
    }

    /**
     * A world with the file that it was read from.
     *
     * @param yaml what the file holds
     */
    public record Source(World world, byte[] yaml) {}

    /**
     * A world by its name, if one comes with Weir, or else by its file.
     *
     * @throws BadInputException with all faults, if there is no such world or its file cannot be used
     */
    public static World of(String nameOrFile) {
        return find(nameOrFile, 1).world();
    }

    /** A world that is drawn from the ranges in docs/world.md. */
    public static World drawn(long seed) {
        return find(RANDOM, seed).world();
    }

    /**
     * A world by its name, if one comes with Weir, drawn, if it is {@link #RANDOM}, or else by its file.
     *
     * @param seed of a world that is drawn
     * @throws BadInputException with all faults, if there is no such world or its file cannot be used
     */
    public static Source find(String nameOrFile, long seed) {
        if (nameOrFile.equals(RANDOM)) {
            byte[] yaml = RandomWorld.yaml(seed).getBytes(StandardCharsets.UTF_8);
            return new Source(WorldReader.read(RANDOM + ".yaml", yaml), yaml);
        }
        if (NAMES.contains(nameOrFile)) {
            byte[] yaml = resource(nameOrFile);
            return new Source(WorldReader.read(nameOrFile + ".yaml", yaml), yaml);
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw unknown(nameOrFile);
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw BadInputException.of(
                        nameOrFile, "is larger than 1 MB.", "Maybe the name of a data file was given instead.");
            }
            byte[] yaml = Files.readAllBytes(file);
            return new Source(WorldReader.read(nameOrFile, yaml), yaml);
        } catch (IOException e) {
            throw BadInputException.of(
                    nameOrFile, "cannot be read: " + e.getMessage() + ".", "Maybe its permissions forbid it.");
        }
    }

    private static byte[] resource(String name) {
        try {
            return Resources.toByteArray(Resources.getResource("io/weir/worlds/" + name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BadInputException unknown(String name) {
        return BadInputException.of(
                "WORLD",
                "(" + name + ") is neither a file nor a world that comes with Weir: " + String.join(", ", NAMES)
                        + "; nor " + RANDOM + ".",
                "Maybe another name was meant.");
    }
}
