package io.weir.planning.internal.model;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.guava.GuavaModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.weir.response.Posterior;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code model.json}: the posterior, and the fingerprint of what it was made from. */
public final class ModelFile {
    /** Its name in a workspace. */
    public static final String NAME = "model.json";

    private static final String FORMAT = "weir-model/1";
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new GuavaModule())
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private ModelFile() {}

    /** The file's content; the posterior's own methods are not written. */
    @JsonIncludeProperties({"format", "key", "posterior"})
    record Content(String format, String key, Posterior posterior) {}

    /** The bytes of a model file. */
    public static byte[] bytes(String key, Posterior posterior) {
        try {
            return MAPPER.writeValueAsBytes(new Content(FORMAT, key, posterior));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the posterior cannot be written as JSON.", e);
        }
    }

    /** The posterior in a workspace, if it was made from what {@code key} stands for; a damaged file counts as none. */
    public static Optional<Posterior> read(Path directory, String key) {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            @Nullable Content content = MAPPER.readValue(file.toFile(), Content.class);
            return content != null && FORMAT.equals(content.format()) && key.equals(content.key())
                    ? Optional.ofNullable(content.posterior())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
