package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.cli.Shop.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {
    /** By the day, few people, few auctions: quick. */
    static final String TINY = """
            name: tiny
            tick: day
            warm-up: 2
            auctions: 8
            people: [{size: 5000, need: 0.02}]
            channels:
              - {name: search, kind: search, spend: {mean: 200}, keywords: [{name: all}]}
              - {name: social, kind: social, spend: {mean: 100}}
              - {name: email, kind: email, spend: {mean: 0.5}}
            rivals: [{name: rival, channel: search, budget: 100, value: 2}]
            delay: {mean: 2}
            """;

    @TempDir
    private Path folder;

    private Path tiny() throws IOException {
        return Files.writeString(folder.resolve("tiny.yaml"), TINY);
    }

    private Map<String, String> files(Path directory) throws IOException {
        var files = new TreeMap<String, String>();
        try (var list = Files.list(directory)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @Test
    void aWorldBecomesAWorkspaceWithItsTruth() throws IOException {
        Path out = folder.resolve("shop");
        Run run = Shop.weir("simulate", tiny(), "--periods", "60", "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("tiny: 60 periods from 2022-01-03", "Shapley value", "search with social");
        assertThat(run.err()).contains("Next: weir plan " + out);
        Map<String, String> files = files(out);
        assertThat(files).containsOnlyKeys("history.csv", "truth.json", "weir.yaml", "world.yaml");
        assertThat(Files.readAllLines(out.resolve("history.csv"))).hasSize(61);
        assertThat(files.get("weir.yaml")).contains("maturity:", "budget:");
        Run calibrated = Shop.weir("calibrate", out);
        assertThat(calibrated.code()).as(calibrated.err()).isZero();
    }

    @Test
    void theSameSeedGivesTheSameBytesAndTheWrittenWorldTheSameMarket() throws IOException {
        Path one = folder.resolve("one");
        Path again = folder.resolve("again");
        Path other = folder.resolve("other");
        assertThat(Shop.weir("simulate", tiny(), "--periods", "3", "--seed", "9", "--out", one)
                        .code())
                .isZero();
        assertThat(Shop.weir("simulate", one.resolve("world.yaml"), "--periods", "3", "--seed", "9", "--out", again)
                        .code())
                .isZero();
        assertThat(Shop.weir("simulate", one.resolve("world.yaml"), "--periods", "3", "--seed", "10", "--out", other)
                        .code())
                .isZero();
        assertThat(files(again)).isEqualTo(files(one));
        assertThat(files(other).get("history.csv")).isNotEqualTo(files(one).get("history.csv"));
    }

    @Test
    void programsGetOneDocument() throws IOException {
        Run run = Shop.weir("simulate", tiny(), "--periods", "2", "--json", "--out", folder.resolve("x"));
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode truth = new ObjectMapper().readTree(run.out());
        assertThat(truth.at("/channels")).hasSize(3);
        assertThat(truth.at("/window/markets").intValue()).isPositive();
    }

    @Test
    void explainsItselfAsAPage() throws IOException {
        Path out = folder.resolve("page");
        Run run = Shop.weir("simulate", tiny(), "--periods", "2", "--explain", "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("explain.html");
        assertThat(files(out).get("explain.html"))
                .contains("chart-flows", "chart-together", "chart-surface", "chart-landscape-1");
        assertThat(new ObjectMapper().readTree(files(out).get("truth.json")).has("clairvoyant_split"))
                .isTrue();
    }

    @Test
    void whatCannotBeSimulatedIsToldAndNothingIsWritten() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "people: [{size: -1}]\nchannels: []\n");
        Path out = folder.resolve("nothing");
        for (Object[] words : new Object[][] {
            {"simulate", "hallo", "--out", out},
            {"simulate", bad, "--out", out},
            {"simulate", "halo", "--periods", "0", "--out", out},
            {"simulate", "halo", "--periods", "9999", "--out", out},
            {"simulate", folder, "--out", out}
        }) {
            Run run = Shop.weir(words);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).doesNotContain("Exception", "\tat ");
            assertThat(run.out()).isEmpty();
        }
        assertThat(out).doesNotExist();
    }
}
