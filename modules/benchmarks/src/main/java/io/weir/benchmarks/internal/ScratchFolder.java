package io.weir.benchmarks.internal;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone after use. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    /** A new one, deleted when it is closed. */
    public ScratchFolder() throws IOException {
        path = Files.createTempDirectory("weir-bench");
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
