package io.weir.planning.internal.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * An office document without the hour of its making, so that the same content has the same bytes: the library that
 * writes it stamps the present into its core properties.
 */
final class TimelessZip {
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String CORE = "docProps/core.xml";

    private TimelessZip() {}

    /** The same document, said to be created at {@code created}. */
    static byte[] of(byte[] document, Instant created) {
        try {
            // Its entries state their sizes only in the directory at its end, which takes a file to read.
            Path file = Files.createTempFile("weir-", ".zip");
            try {
                Files.write(file, document);
                return copy(file, created);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The workbook could not be finished in the system's temporary folder.", e);
        }
    }

    private static byte[] copy(Path document, Instant created) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipFile(document.toFile());
                var out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                var copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(EPOCH);
                out.putNextEntry(copy);
                try (InputStream content = in.getInputStream(entry)) {
                    byte[] all = content.readAllBytes();
                    out.write(entry.getName().equals(CORE) ? stamped(all, created) : all);
                }
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] stamped(byte[] core, Instant created) {
        return new String(core, StandardCharsets.UTF_8)
                .replaceAll("(<dcterms:(created|modified)[^>]*>)[^<]*", "$1" + created)
                .getBytes(StandardCharsets.UTF_8);
    }
}
