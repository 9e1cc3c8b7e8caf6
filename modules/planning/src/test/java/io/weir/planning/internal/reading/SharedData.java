package io.weir.planning.internal.reading;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that other projects publish; they stand beside the repository where there are any. */
final class SharedData {
    private static final Path ROOT = root();

    private SharedData() {}

    /** Skips the test where the file is absent. */
    static Path file(String name) {
        Path path = ROOT.resolve(name);
        assumeTrue(Files.exists(path), "skipped: there is no " + name + " beside the repository");
        return path;
    }

    /** A workspace in {@code directory} with a copy of the file as {@code history.csv}. */
    static Path workspace(Path directory, String data, String yaml) throws IOException {
        Files.copy(file(data), directory.resolve("history.csv"));
        Files.writeString(directory.resolve("weir.yaml"), yaml);
        return directory;
    }

    private static Path root() {
        Path path = Path.of("").toAbsolutePath();
        while (path.getParent() != null && !Files.isDirectory(path.resolve("modules"))) {
            path = path.getParent();
        }
        return path.resolveSibling("shared");
    }
}
