package io.weir.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What long parts of a benchmark have found, in a folder, so that a run that is broken off goes on where it was. A file counts for the build
 * that wrote it alone: any other code may find something else.
 */
public final class Kept {
    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new GuavaModule()).build();
    /** A build of which nothing that was kept counts. */
    static final String UNKNOWN = "unknown";

    private static final String BUILD = "build";
    private static final String FOUND = "found";

    private final Optional<Path> folder;
    private final String build;

    private Kept(Optional<Path> folder, String build) {
        this.folder = folder;
        this.build = build;
    }

    /** Nothing is kept. */
    public static Kept nowhere() {
        return new Kept(Optional.empty(), "");
    }

    /** In a folder, which is made where it is missing, for the build that runs. */
    public static Kept in(Path folder) {
        return in(folder, running());
    }

    /** In a folder, for a build that is told apart by these words. */
    static Kept in(Path folder, String build) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadInputException.of(
                    folder.toString(), "cannot be made: " + e.getMessage() + ".", "Maybe name another folder.");
        }
        return new Kept(Optional.of(folder), build);
    }

    /**
     * What was kept under a name, or is found now and kept.
     *
     * @param name letters, digits and dashes; says all that the finding depends on, besides the code
     */
    public <T> T get(String name, Class<T> type, Supplier<T> finding) {
        if (folder.isEmpty()) {
            return finding.get();
        }
        Path file = folder.get().resolve(name + ".json");
        try {
            if (Files.exists(file)) {
                JsonNode kept = JSON.readTree(file.toFile());
                if (!build.equals(UNKNOWN) && kept.path(BUILD).asText().equals(build)) {
                    return JSON.treeToValue(kept.path(FOUND), type);
                }
            }
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be read: " + e.getMessage() + ".", "Maybe delete it; it is found again.");
        }
        T found = finding.get();
        ObjectNode kept = JSON.createObjectNode();
        kept.put(BUILD, build);
        kept.set(FOUND, JSON.valueToTree(found));
        try {
            Path half = file.resolveSibling(file.getFileName() + ".part");
            JSON.writeValue(half.toFile(), kept);
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw BadInputException.of(
                    file.toString(), "cannot be written: " + e.getMessage() + ".", "Maybe the disk is full.");
        }
        return found;
    }

    /** A digest of the jar that runs; outside a jar builds cannot be told apart. */
    private static String running() {
        try {
            Path code = Path.of(Kept.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.isDirectory(code)
                    ? UNKNOWN
                    : MoreFiles.asByteSource(code).hash(Hashing.sha256()).toString();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the running jar cannot be read.", e);
        }
    }
}
