package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.cli.Shop.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldCommandTest {
    @TempDir
    private Path folder;

    private Shop shop;

    @BeforeEach
    void calibrated() {
        shop = new Shop(folder).calibrated();
    }

    @Test
    void aWorldIsFittedWrittenAndCanBePlayed() throws IOException {
        Run run = Shop.weir("world", folder);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("search", "social", "90 % interval", "assumed:");
        assertThat(run.err()).contains("Next: weir run " + folder.resolve("world.yaml"));
        Run played =
                Shop.weir("simulate", folder.resolve("world.yaml"), "--periods", "8", "--out", folder.resolve("out"));
        assertThat(played.code()).as(played.err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("out/history.csv"))).hasSize(9);
    }

    @Test
    void programsGetOneDocument() throws IOException {
        Run run = Shop.weir("world", folder, "--json", "--out", folder.resolve("else"), "--draws", "1");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode root = new ObjectMapper().readTree(run.out());
        assertThat(root.path("channels")).hasSize(2);
        assertThat(root.path("files")).hasSize(2);
        assertThat(folder.resolve("else/world-01.yaml")).exists();
        assertThat(folder.resolve("world.yaml")).doesNotExist();
    }

    @Test
    void numbersThatCannotBeAreRefusedBeforeAnythingIsDone() {
        Map<String, Integer> before = shop.content();
        for (String[] bad : new String[][] {
            {"--draws", "-1"}, {"--draws", "101"}, {"--order-value", "0"}, {"--order-value", "NaN"}, {"--people", "12"}
        }) {
            Run run = Shop.weir("world", folder, bad[0], bad[1]);
            assertThat(run.code()).as(bad[0] + " " + bad[1]).isEqualTo(2);
            assertThat(run.err()).contains(bad[0], "must be");
        }
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void aWorldOfOtherMakeIsNotWrittenOver() {
        shop.write("world.yaml", "name: truth\n");
        Map<String, Integer> before = shop.content();
        Run run = Shop.weir("world", folder);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("world.yaml", "was not fitted", "--out");
        assertThat(shop.content()).isEqualTo(before);
        shop.write("world.yaml", "# Fitted by an older weir\n");
        assertThat(Shop.weir("world", folder).code()).isZero();
    }

    @Test
    void aChannelNamedAsNobodyElseWouldIsReadAgain() throws IOException {
        shop.yamlWith("{name: search, kind", "{name: \"a: \\\"b\\\" # é\", kind")
                .calibrated();
        Run run = Shop.weir("world", folder);
        assertThat(run.code()).as(run.err()).isZero();
        Run played =
                Shop.weir("simulate", folder.resolve("world.yaml"), "--periods", "2", "--out", folder.resolve("out"));
        assertThat(played.out()).as(played.err()).contains("a: \"b\" # é");
    }
}
