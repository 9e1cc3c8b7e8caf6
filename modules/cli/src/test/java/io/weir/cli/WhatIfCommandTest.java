package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.cli.Shop.Run;
import io.weir.planning.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scenarios from the command line, on a small workspace with a model that was fitted before. */
class WhatIfCommandTest {
    private static final List<String> FILES = List.of("whatif.csv", "whatif.json", "whatif.html");

    @TempDir
    private Path directory;

    private Path cut;
    private Path dear;

    @BeforeEach
    void makesAWorkspace() {
        new Shop(directory)
                .calibrated()
                .write("cut.yaml", "name: less money\nchanges: [{budget: -20%}]\n")
                .write("dear.yaml", "changes: [{channel: social, price: +30%}]\n");
        cut = directory.resolve("cut.yaml");
        dear = directory.resolve("dear.yaml");
    }

    @Test
    void writesThreeFilesAndSaysWhatComesOfEachScenario() {
        Run run = Shop.weir("whatif", directory, cut, dear);

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "Base: Spend 20.0k EUR over the 4 weeks",
                        "less money",
                        "dear",
                        "2 scenarios in ",
                        "impossible");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run.err())
                .contains(
                        "planning the base and its scenarios",
                        "Open " + directory.toAbsolutePath().resolve("whatif.html"))
                .doesNotContain("calibrating");
        for (String file : FILES) {
            assertThat(directory.resolve(file)).isNotEmptyFile();
        }
        assertThat(directory.resolve("plan.csv")).doesNotExist();
    }

    @Test
    void hasPlansSpentInAMarketIfAsked() throws IOException {
        new Shop(directory)
                .write("new.yaml", "changes: [{channel: video, like: social}]\n")
                .write("longer.yaml", "plan: {periods: 6, budget: 30000}\n");
        Run run = Shop.weir(
                "whatif",
                directory,
                cut,
                dear,
                directory.resolve("new.yaml"),
                directory.resolve("longer.yaml"),
                "--run",
                "--json");

        assertThat(run.code()).as(run.err()).isZero();
        JsonNode scenarios = json(run.out()).path("scenarios");
        JsonNode less = scenarios.path(0).path("market");
        assertThat(less.path("markets").asInt()).isEqualTo(8);
        assertThat(less.path("change").path("high").asDouble()).isNegative();
        assertThat(scenarios.path(1).path("market").path("change").path("mean").asDouble())
                .isNegative();
        assertThat(scenarios.path(2).path("market").path("impossible").asText()).isEqualTo("the market has no video");
        assertThat(scenarios.path(3).path("market").path("impossible").asText()).startsWith("it is of another horizon");
        assertThat(directory.resolve("whatif.html"))
                .content()
                .contains("Spent by bidders in 8 markets fitted to this history", "It is not spent in a market");
    }

    @Test
    void writesToAnotherFolderIfAsked() {
        Run run = Shop.weir("whatif", directory, cut, "--out", directory.resolve("out/monday"));

        assertThat(run.code()).isZero();
        assertThat(directory.resolve("out/monday")).isDirectoryContaining(f -> f.endsWith("whatif.html"));
        assertThat(directory.resolve("whatif.csv")).doesNotExist();
    }

    @Test
    void printsOneJsonDocumentAndNothingElseIfAsked() throws IOException {
        Run run = Shop.weir("whatif", directory, cut, dear, "--json");

        JsonNode document = json(run.out());
        assertThat(document.path("format").asText()).isEqualTo("weir-whatif/1");
        assertThat(document.path("scenarios")).hasSize(2);
        assertThat(document.path("seconds").asDouble()).isPositive();
        assertThat(document).isEqualTo(json(Files.readString(directory.resolve("whatif.json"))));
    }

    @Test
    void theBaseIsWhatPlanPlans() throws IOException {
        Shop.weir("plan", directory);
        Shop.weir("whatif", directory, cut);

        JsonNode plan = json(Files.readString(directory.resolve("plan.json")));
        JsonNode base = json(Files.readString(directory.resolve("whatif.json"))).path("base");
        assertThat(withoutGap(base)).isEqualTo(withoutGap(plan));
        assertThat(base.path("headline").path("gap").isNull()).isTrue();
        assertThat(base.path("cells")).isEqualTo(plan.path("cells"));
    }

    /** A comparison does not prove how near plans are to the best. */
    private static JsonNode withoutGap(JsonNode plan) {
        return ((ObjectNode) plan.path("headline").deepCopy()).without("gap");
    }

    @Test
    void givesTheSameBytesForTheSameInputsAndSeedButForTheSeconds() throws IOException {
        for (String out : List.of("one", "two")) {
            assertThat(Shop.weir("whatif", directory, cut, dear, "--out", directory.resolve(out))
                            .code())
                    .isZero();
        }

        for (String file : FILES) {
            assertThat(withoutSeconds(directory.resolve("one").resolve(file)))
                    .isEqualTo(withoutSeconds(directory.resolve("two").resolve(file)));
        }
    }

    @Test
    void badScenariosEndWithTwoAndTouchNothing() throws IOException {
        Path bad = Files.writeString(
                directory.resolve("bad.yaml"), "changes: [{budget: 20%}, {channel: tv, price: +5%}]\n");
        var shop = new Shop(directory).calibrated();
        var before = shop.content();

        Run run = Shop.weir("whatif", directory, cut, bad, directory.resolve("gone.yaml"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        bad + ":1: changes[0].budget (20%)",
                        "Maybe \"+20%\" was meant.",
                        bad + ":1: changes[1].channel (tv) is not a channel",
                        "gone.yaml: does not exist")
                .doesNotContain("Exception");
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void aScenarioWithoutAFeasiblePlanEndsWithThreeAndIsNamed() throws IOException {
        Path never = Files.writeString(
                directory.resolve("never.yaml"),
                "name: never\nrules: [{id: floor, channel: search, min: 4000}, {id: lid, channel: search, max: 3000}]\n");
        var shop = new Shop(directory).calibrated();
        var before = shop.content();

        Run run = Shop.weir("whatif", directory, cut, never);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("scenario \"never\" (" + never + "): ", never + ":2: floor", "4,000.00 EUR", "Maybe")
                .doesNotContain("Exception");
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void heldSpendThatTheRulesForbidEndsWithThreeToo() throws IOException {
        new Shop(directory).rules("{id: cap, channel: search, max: 2500}").calibrated();
        Path more = Files.writeString(directory.resolve("more.yaml"), "changes: [{channel: search, spend: +400%}]\n");

        Run run = Shop.weir("whatif", directory, more);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err())
                .contains("scenario \"more\"", "search spend +400 %")
                .doesNotContain("Exception");
        assertThat(directory.resolve("whatif.csv")).doesNotExist();
    }

    @Test
    void asksForAScenario() {
        Run run = Shop.weir("whatif", directory);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("SCENARIO", "Maybe read weir whatif --help.");
    }

    @Test
    void aSampleComesWithScenariosThatCanBeRead() {
        Path shop = directory.resolve("shop");

        assertThat(Shop.weir("init", shop).code()).isZero();

        assertThat(shop.resolve("scenarios"))
                .isDirectoryContaining(f -> f.endsWith("budget-cut.yaml"))
                .isDirectoryContaining(f -> f.endsWith("dearer-social.yaml"))
                .isDirectoryContaining(f -> f.endsWith("new-video.yaml"));
        Workspace workspace = Workspace.open(shop);
        workspace.requireComparable(List.of(
                shop.resolve("scenarios/budget-cut.yaml"),
                shop.resolve("scenarios/dearer-social.yaml"),
                shop.resolve("scenarios/new-video.yaml")));
    }

    private static String withoutSeconds(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\"seconds\" : [0-9.]+", "");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(text);
    }
}
