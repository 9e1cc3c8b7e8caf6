package io.weir.planning.internal.output;

import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out before long work whether files could be written to a folder; leaves nothing behind. */
public final class WritableFolder {
    private WritableFolder() {}

    /**
     * @param directory need not exist yet
     * @throws BadInputException if it, or the nearest folder above it that exists, cannot be written to
     */
    public static void require(Path directory) {
        @Nullable Path existing = directory.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            throw unwritable(directory, existing + " is a file, not a folder");
        }
        try {
            Files.delete(Files.createTempFile(existing, ".weir-", ".probe"));
        } catch (IOException e) {
            throw unwritable(directory, "no right to write, or the disk is full");
        }
    }

    private static BadInputException unwritable(Path directory, String why) {
        return BadInputException.of(
                directory.toString(),
                "files cannot be written there (" + why + "); nothing was done.",
                "Maybe choose another folder with --out, or give yourself the right to write there.");
    }
}
