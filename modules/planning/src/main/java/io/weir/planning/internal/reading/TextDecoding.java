package io.weir.planning.internal.reading;

import com.google.common.base.Utf8;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the bytes of a text file are to be read. Recognised in this order: a byte order mark (UTF-8, UTF-16, UTF-32),
 * UTF-16 by its zero bytes, strict UTF-8, else windows-1252.
 *
 * @param charset of the text
 * @param skip bytes of the mark
 */
record TextDecoding(Charset charset, int skip) {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int PROBE = 1 << 16;

    /** How to read {@code file}; empty if it is not text. */
    static Optional<TextDecoding> of(InputFile file) {
        return byMark(file).or(() -> byZeros(file)).or(() -> byContent(file));
    }

    /** The text from its start. Bytes that do not belong to the encoding end it with a CharacterCodingException. */
    Reader open(InputFile file) {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return new InputStreamReader(new ByteArrayInputStream(file.bytes(), skip, file.bytes().length - skip), decoder);
    }

    /** Whether the encoding was chosen because no other fits. */
    boolean isFallback() {
        return charset.equals(WINDOWS_1252);
    }

    private static Optional<TextDecoding> byMark(InputFile file) {
        if (file.startsWith(0xef, 0xbb, 0xbf)) {
            return Optional.of(new TextDecoding(StandardCharsets.UTF_8, 3));
        }
        if (file.startsWith(0xff, 0xfe, 0, 0)) {
            return Optional.of(new TextDecoding(Charset.forName("UTF-32LE"), 4));
        }
        if (file.startsWith(0, 0, 0xfe, 0xff)) {
            return Optional.of(new TextDecoding(Charset.forName("UTF-32BE"), 4));
        }
        if (file.startsWith(0xff, 0xfe)) {
            return Optional.of(new TextDecoding(StandardCharsets.UTF_16LE, 2));
        }
        return file.startsWith(0xfe, 0xff)
                ? Optional.of(new TextDecoding(StandardCharsets.UTF_16BE, 2))
                : Optional.empty();
    }

    /** Latin text in UTF-16 has a zero in every other byte. */
    private static Optional<TextDecoding> byZeros(InputFile file) {
        byte[] bytes = file.bytes();
        int length = Math.min(PROBE, bytes.length);
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == 0) {
                even += 1 - i % 2;
                odd += i % 2;
            }
        }
        if (odd > length * 0.3 && even == 0) {
            return Optional.of(new TextDecoding(StandardCharsets.UTF_16LE, 0));
        }
        return even > length * 0.3 && odd == 0
                ? Optional.of(new TextDecoding(StandardCharsets.UTF_16BE, 0))
                : Optional.empty();
    }

    private static Optional<TextDecoding> byContent(InputFile file) {
        for (byte b : file.bytes()) {
            if (b == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new TextDecoding(Utf8.isWellFormed(file.bytes()) ? StandardCharsets.UTF_8 : WINDOWS_1252, 0));
    }
}
