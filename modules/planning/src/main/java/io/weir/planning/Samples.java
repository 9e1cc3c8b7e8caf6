package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import io.weir.core.BadInputException;
import io.weir.planning.internal.output.PlanFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;

/** The workspaces that come with Weir, made up by a formula or by its own simulator, each with its truth beside it. */
public final class Samples {
    /** Names of those that follow a formula. */
    public static final ImmutableList<String> BY_FORMULA =
            ImmutableList.of("online-shop", "subscription", "local-business");

    /** Made by {@code weir simulate}, each by the world of the name beside it. */
    static final ImmutableMap<String, String> SIMULATED = ImmutableMap.of(
            "halo-shop", "halo", "subscription-ltv", "subscription", "twelve-channels", "twelve-channels");

    /** All their names. */
    public static final ImmutableList<String> NAMES = ImmutableList.<String>builder()
            .addAll(BY_FORMULA)
            .addAll(SIMULATED.keySet())
            .build();

    private static final ImmutableList<String> FILES = ImmutableList.of("weir.yaml", "history.csv", "truth.json");

    /** Ready scenarios of a sample, in its folder {@code scenarios}. */
    private static final ImmutableMap<String, ImmutableList<String>> SCENARIOS =
            ImmutableMap.of("online-shop", ImmutableList.of("budget-cut.yaml", "dearer-social.yaml", "new-video.yaml"));

    private Samples() {}

    /**
     * Copies a sample into a new folder.
     *
     * @throws BadInputException if there is no such sample, or the folder holds something already
     */
    public static void copy(String name, Path directory) {
        if (!NAMES.contains(name)) {
            throw BadInputException.of(
                    "--sample",
                    "there is no sample (" + name + ").",
                    "Maybe one of " + String.join(", ", NAMES) + " was meant.");
        }
        try {
            requireEmpty(directory);
            var files = new HashMap<>(resources(name, FILES));
            if (SIMULATED.containsKey(name)) {
                files.putAll(resources(name, ImmutableList.of("world.yaml")));
            }
            ImmutableList<String> scenarios = SCENARIOS.getOrDefault(name, ImmutableList.of());
            Files.createDirectories(directory);
            PlanFiles.writeAll(files, directory);
            if (!scenarios.isEmpty()) {
                Path folder = Files.createDirectories(directory.resolve("scenarios"));
                PlanFiles.writeAll(resources(name + "/scenarios", scenarios), folder);
            }
        } catch (java.nio.file.FileSystemException e) {
            throw BadInputException.of(
                    directory.toString(),
                    "the folder cannot be made (" + e.getMessage() + ").",
                    "Maybe choose another place.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImmutableMap<String, byte[]> resources(String folder, ImmutableList<String> names)
            throws IOException {
        var files = ImmutableMap.<String, byte[]>builder();
        for (String name : names) {
            URL resource = Resources.getResource("io/weir/samples/" + folder + "/" + name);
            files.put(name, Resources.toByteArray(resource));
        }
        return files.buildOrThrow();
    }

    private static void requireEmpty(Path directory) throws IOException {
        if (Files.isRegularFile(directory)) {
            throw BadInputException.of(directory.toString(), "is a file, not a folder.", "Maybe choose another name.");
        }
        if (Files.isDirectory(directory)) {
            try (var entries = Files.list(directory)) {
                if (entries.findAny().isPresent()) {
                    throw BadInputException.of(
                            directory.toString(), "the folder is not empty.", "Maybe choose a new one.");
                }
            }
        }
    }
}
