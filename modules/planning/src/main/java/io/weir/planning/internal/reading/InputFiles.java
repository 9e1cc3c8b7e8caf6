package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one workspace: finds them, sees that none lies outside, reads them and remembers their hashes. */
final class InputFiles {
    /** Largest data file, bytes. */
    static final long LARGEST = 256L << 20;

    private final Path directory;
    private final Faults faults;
    private final TreeMap<String, String> hashes = new TreeMap<>();

    InputFiles(Path directory, Faults faults) {
        this.directory = directory;
        this.faults = faults;
    }

    /** SHA-256 of every file that was read, by name relative to the workspace, in order of names. */
    ImmutableMap<String, String> hashes() {
        return ImmutableMap.copyOf(hashes);
    }

    /** Reads the file that {@code reference} names; empty, and a fault, if it cannot be. */
    Optional<InputFile> read(YamlValue reference) {
        return find(reference).flatMap(path -> {
            try {
                return Optional.of(read(path));
            } catch (TooLarge e) {
                reference.fault(
                        "has " + Texts.count(e.bytes, "byte") + "; at most " + Texts.count(LARGEST, "byte")
                                + " are read.",
                        "Maybe sum the rows up per period first.");
            } catch (IOException e) {
                reference.fault("cannot be read: " + e.getMessage() + ".", "Maybe its permissions forbid it.");
            }
            return Optional.empty();
        });
    }

    /** The existing file inside the workspace that {@code reference} names; empty, and a fault, if there is none. */
    Optional<Path> find(YamlValue reference) {
        return reference.text().flatMap(name -> {
            try {
                return inside(reference, Path.of(name));
            } catch (InvalidPathException e) {
                reference.fault("is not a file name.", "Maybe it holds a character that file names may not have.");
            } catch (IOException e) {
                reference.fault("cannot be read: " + e.getMessage() + ".", "");
            }
            return Optional.empty();
        });
    }

    InputFile read(Path path) throws IOException {
        long size = Files.size(path);
        if (size > LARGEST) {
            throw new TooLarge(size);
        }
        byte[] bytes = Files.readAllBytes(path);
        String name = nameOf(path);
        hashes.put(name, Hashing.sha256().hashBytes(bytes).toString());
        return new InputFile(name, bytes);
    }

    private Optional<Path> inside(YamlValue reference, Path relative) throws IOException {
        Path path = directory.resolve(relative).normalize();
        if (relative.isAbsolute() || !path.startsWith(directory.normalize())) {
            reference.fault(
                    "lies outside the workspace; a file is named relative to weir.yaml and stays below its folder.",
                    "Maybe copy the file into the workspace.");
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            reference.fault(
                    Files.exists(path) ? "is not a file." : "does not exist.",
                    Spelling.remedy(relative.toString(), neighbours(path), "Maybe it lies in another folder."));
            return Optional.empty();
        }
        if (!path.toRealPath().startsWith(directory.toRealPath())) {
            reference.fault("is a link that leads out of the workspace.", "Maybe copy the file into the workspace.");
            return Optional.empty();
        }
        return Optional.of(path);
    }

    private List<String> neighbours(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(1000)
                    .filter(Files::isRegularFile)
                    .map(this::nameOf)
                    .sorted()
                    .toList();
        }
    }

    private String nameOf(Path path) {
        return directory.normalize().relativize(path.normalize()).toString().replace('\\', '/');
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
        private final long bytes;

        TooLarge(long bytes) {
            super("it has " + Texts.count(bytes, "byte") + ", at most " + Texts.count(LARGEST, "byte") + " are read");
            this.bytes = bytes;
        }
    }
}
