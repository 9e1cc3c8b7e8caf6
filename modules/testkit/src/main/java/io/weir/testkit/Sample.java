package io.weir.testkit;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A workspace with its truth, as text.
 *
 * @param name of the workspace
 * @param workspace content of {@code weir.yaml}
 * @param history content of {@code history.csv}
 * @param truth content of {@code truth.json}
 */
public record Sample(String name, String workspace, String history, String truth) {
    /** Content by file name. */
    public ImmutableMap<String, String> files() {
        return ImmutableMap.of("weir.yaml", workspace, "history.csv", history, "truth.json", truth);
    }

    /**
     * Writes the files in UTF-8, making the folder if needed.
     *
     * @throws IOException if the folder cannot be written
     */
    public void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
