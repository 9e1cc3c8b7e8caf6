package io.weir.cli;

import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What options must be. */
final class Asked {
    private Asked() {}

    /** @throws BadInputException unless a number is within limits */
    static void requireWithin(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw BadInputException.of(
                    option, "(" + value + ") must be a whole number from " + least + " to " + most + ".", "");
        }
    }

    /**
     * Minutes of work should not end with a file that cannot be written.
     *
     * @throws BadInputException unless a file could be written
     */
    static void requireFile(String option, Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || parent == null || !Files.isDirectory(parent)) {
            throw BadInputException.of(
                    option, "(" + file + ") must be a file in a folder that exists.", "Maybe make the folder first.");
        }
    }

    /**
     * Makes a folder where there is none.
     *
     * @throws BadInputException unless it is one that can be written to
     */
    static void requireFolder(String option, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw BadInputException.of(
                    option, "(" + folder + ") cannot be a folder: " + e.getMessage() + ".", "Maybe choose another.");
        }
        if (!Files.isWritable(folder)) {
            throw BadInputException.of(option, "(" + folder + ") cannot be written to.", "Maybe choose another.");
        }
    }
}
