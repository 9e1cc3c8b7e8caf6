package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import io.weir.core.BadInputException;
import io.weir.planning.internal.reading.WorldReader;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        try {
            return WorldReader.read(
                    name + ".yaml", Resources.toByteArray(Resources.getResource("io/weir/worlds/" + name + ".yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A world by its name, if one comes with Weir, or else by its file.
     *
     * @throws BadInputException with all faults, if there is no such world or its file cannot be used
     */
    public static World of(String nameOrFile) {
        if (NAMES.contains(nameOrFile)) {
            return named(nameOrFile);
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
            return WorldReader.read(nameOrFile, Files.readAllBytes(file));
        } catch (IOException e) {
            throw BadInputException.of(
                    nameOrFile, "cannot be read: " + e.getMessage() + ".", "Maybe its permissions forbid it.");
        }
    }

    private static BadInputException unknown(String name) {
        return BadInputException.of(
                "WORLD",
                "(" + name + ") is neither a file nor a world that comes with Weir: " + String.join(", ", NAMES) + ".",
                "Maybe another name was meant.");
    }
}
