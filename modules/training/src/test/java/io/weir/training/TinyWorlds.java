package io.weir.training;

import io.weir.planning.Worlds;
import io.weir.simulator.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Worlds by the day with few people and few auctions: quick. */
final class TinyWorlds {
    private static final String YAML = """
            name: tiny
            tick: day
            warm-up: 1
            auctions: 8
            people: [{size: 5000, need: 0.02}]
            channels:
              - {name: search, kind: search, spend: {mean: 200}, keywords: [{name: all}]}
              - {name: social, kind: social, spend: {mean: 100}}
              - {name: email, kind: email, spend: {mean: 0.5}}
            rivals: [{name: rival, channel: search, budget: 100, value: 2}]
            delay: {mean: 2}
            """;

    private TinyWorlds() {}

    static World world() {
        return of(YAML);
    }

    /** The same, in which social is to spend something else. */
    static World withSocial(String mean) {
        return of(YAML.replace("kind: social, spend: {mean: 100}", "kind: social, spend: {mean: " + mean + "}"));
    }

    private static World of(String yaml) {
        try {
            Path file = Files.createTempFile("tiny", ".yaml");
            try {
                return Worlds.of(Files.writeString(file, yaml).toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
