package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.cli.Shop.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    @TempDir
    private Path folder;

    private Path world;

    @BeforeEach
    void aWorld() throws IOException {
        world = Files.writeString(folder.resolve("tiny.yaml"), SimulateCommandTest.TINY + "periods: 60\n");
    }

    private Run run(String... more) {
        var words = new java.util.ArrayList<Object>(
                List.of("run", world, "--periods", "2", "--html", folder.resolve("r.html")));
        words.addAll(List.of(more));
        return Shop.weir(words.toArray());
    }

    @Test
    void comparesWaysToSetTargets() throws IOException {
        Run run = run("--markets", "2", "--methods", "equal,proportional");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "tiny, 2 periods in 2 markets; means with 95 % intervals",
                        "equal", "proportional to return", "history")
                .contains("Money: 6 runs", "nothing overspent, nothing unaccounted for.");
        assertThat(run.err()).contains("market 2 of 2: periods run", "Look at " + folder.resolve("r.html"));
        assertThat(folder.resolve("r.html")).content().contains("<title>Run: tiny</title>", "Period by period");

        Run again = run("--markets", "2", "--methods", "equal,proportional", "--json");
        Run third = run("--markets", "2", "--methods", "equal,proportional", "--json");
        assertThat(again.out()).isEqualTo(third.out());
        JsonNode document = new ObjectMapper().readTree(again.out());
        assertThat(document.path("format").asText()).isEqualTo("weir-run/1");
        assertThat(document.path("methods")).hasSize(3);
        assertThat(document.path("periods")).hasSize(2);
        assertThat(document.path("money").path("faults").asInt()).isZero();
        assertThat(document.path("credits")).hasSize(3).allSatisfy(credit -> {
            assertThat(credit.path("spend").asDouble()).isPositive();
            assertThat(credit.path("shapley").isNumber()).isTrue();
        });
        assertThat(folder.resolve("r.html")).content().contains("Shapley value (revenue)", "chart-credit");
    }

    @Test
    void creditOfManyChannelsIsNotTold() throws IOException {
        String more =
                "  - {name: video, kind: other, spend: {mean: 50}}\n  - {name: display, kind: other, spend: {mean: 50}}\n";
        Files.writeString(world, SimulateCommandTest.TINY.replace("rivals:", more + "rivals:") + "periods: 60\n");
        assertThat(run("--markets", "1", "--methods", "equal").code()).isZero();
        assertThat(folder.resolve("r.html"))
                .content()
                .contains("The truth is not told")
                .doesNotContain("chart-credit\"");
    }

    @Test
    void plansOnceAndAgainEachPeriodAndAsLearned() {
        Run run = run("--markets", "1", "--methods", "learned,replan,plan", "--vary", "0.002");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("learned, varied", "planned each period, varied", "the plan", "Money: 4 runs")
                .contains("nothing unaccounted for.");
    }

    @Test
    void booksThatAreKeptCountOnceWhenARunIsToldAgain() {
        Path books = folder.resolve("books");
        String[] line = {"--markets", "1", "--methods", "equal", "--ledger", books.toString(), "--json"};
        Run run = run(line);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(books.resolve("tiny-equal-1.db")).isNotEmptyFile();
        assertThat(books.resolve("tiny-history-1.db")).isNotEmptyFile();
        assertThat(run(line).out()).isEqualTo(run.out());
        Run longer =
                Shop.weir("run", world, "--periods", "3", "--markets", "1", "--methods", "equal", "--ledger", books);
        assertThat(longer.code()).isEqualTo(2);
        assertThat(longer.err()).contains("books of another run");
    }

    @Test
    void oneMarketIsNoEvidence() {
        Run run = run("--markets", "1", "--methods", "equal");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("in one market", "a difference in one market may be chance.");
        assertThat(run("--markets", "1", "--methods", "history").out())
                .contains("History is what the others are held against.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "run nowhere|(nowhere) is neither a file nor a world that comes with Weir",
                "run WORLD --periods 0|--periods: (0) must be a whole number from 1 to 520.",
                "run WORLD --markets 101|--markets: (101) must be a whole number from 1 to 100.",
                "run WORLD --methods best|--methods: (best) must be of learned, team, plan, replan, history, equal, proportional, hindsight.",
                "run WORLD --policy nowhere.net|network cannot be read",
                "run WORLD --vary 0.06|--vary: (0.06) must be a share from 0 to 0.05.",
                "run WORLD --vary 0.01 --methods plan|--vary: (0.01) changes nothing: neither learned nor replan",
                "run WORLD --ledger WORLD|cannot be a folder",
                "run WORLD --html nowhere/r.html|--html: (nowhere/r.html) must be a file in a folder",
                "run|WORLD"
            })
    void refuses(String line, String message) {
        Object[] words = List.of(line.split(" ")).stream()
                .map(word -> word.equals("WORLD") ? world : word)
                .toArray();
        Run run = Shop.weir(words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }
}
