package io.weir.cli;

import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import io.weir.planning.TeamOptions;
import io.weir.policy.Network;
import io.weir.policy.NetworkFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A trained team on disk: its training file and a policy per agent.
 *
 * @param options how it was trained
 * @param networks by the agent's name
 */
record TeamFolder(TeamOptions options, ImmutableMap<String, Network> networks) {
    private static final String TRAINING = "team.yaml";
    private static final String ENDING = ".net";

    /**
     * Makes the folder, if it is not there.
     *
     * @throws BadInputException if it cannot be made
     */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadInputException.of(
                    "--out", "(" + folder + ") cannot be made: " + e.getMessage() + ".", "Maybe name another folder.");
        }
    }

    /** @throws BadInputException if it cannot be written */
    void write(Path folder) {
        for (Map.Entry<String, Network> one : networks.entrySet()) {
            NetworkFile.write(folder.resolve(one.getKey() + ENDING), one.getValue());
        }
        try {
            Files.writeString(folder.resolve(TRAINING), options.yaml());
        } catch (IOException e) {
            throw BadInputException.of(
                    folder.resolve(TRAINING).toString(),
                    "cannot be written: " + e.getMessage() + ".",
                    "Maybe the disk is full.");
        }
    }

    /** @throws BadInputException if it is no team's folder, or a file in it is damaged */
    static TeamFolder read(Path folder) {
        if (!Files.isRegularFile(folder.resolve(TRAINING))) {
            throw BadInputException.of(
                    "--team",
                    "(" + folder + ") must be a folder that weir train team has written: it has no " + TRAINING + ".",
                    "Maybe train one: weir train team WORLD.");
        }
        ImmutableMap.Builder<String, Network> networks = ImmutableMap.builder();
        for (Path file : policies(folder)) {
            String name = file.getFileName().toString();
            networks.put(name.substring(0, name.length() - ENDING.length()), NetworkFile.read(file));
        }
        return new TeamFolder(TeamOptions.read(folder.resolve(TRAINING)), networks.buildOrThrow());
    }

    private static List<Path> policies(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw BadInputException.of(
                    folder.toString(), "cannot be read: " + e.getMessage() + ".", "Maybe its permissions forbid it.");
        }
    }
}
