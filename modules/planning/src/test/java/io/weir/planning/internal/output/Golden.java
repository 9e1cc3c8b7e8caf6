package io.weir.planning.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that were looked at and found good. After a change that is meant, {@code mvn test -Dweir.golden=write} writes them
 * anew; look at the difference before it is committed.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden/output");

    private Golden() {}

    static void assertSame(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if ("write".equals(System.getProperty("weir.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, text);
            }
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
