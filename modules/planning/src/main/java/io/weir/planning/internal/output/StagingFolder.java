package io.weir.planning.internal.output;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder inside the target's folder, and so on the same disk, that is gone when it is closed. */
record StagingFolder(Path path) implements AutoCloseable {
    /** Makes the folder, and the one it is in if that is missing. */
    static StagingFolder in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new StagingFolder(Files.createTempDirectory(directory, ".weir-"));
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
