package io.weir.planning;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone after use. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    /** A new one, deleted when it is closed. */
    public ScratchFolder() throws IOException {
        path = Files.createTempDirectory("weir-");
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** What a user is told where such a folder cannot be written to. */
    public static BadInputException bad(IOException e) {
        return BadInputException.of(
                System.getProperty("java.io.tmpdir", "the folder of temporary files"),
                "cannot be written to: " + e.getMessage() + ".",
                "Maybe free some space, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR.");
    }

    @Override
    public void close() throws IOException {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
