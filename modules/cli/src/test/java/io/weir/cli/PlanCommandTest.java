package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weir.cli.Shop.Run;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan from the command line, on a small workspace with a model that was fitted before. */
class PlanCommandTest {
    private static final List<String> FILES = List.of("plan.csv", "plan.json", "plan.xlsx", "report.html");

    @TempDir
    private Path directory;

    @Test
    void writesFourFilesAndSaysWhereToLook() throws IOException {
        Run run = planned(new Shop(directory).calibrated());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Spend 20.0k EUR over the 4 weeks", "search", "social", "Next: open report.html");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(run.err())
                .contains(
                        "optimising",
                        "Calibrated before",
                        "Open " + directory.toAbsolutePath().resolve("report.html"));
        for (String file : FILES) {
            assertThat(directory.resolve(file)).isNotEmptyFile();
        }
        assertThat(spend(directory)).isEqualByComparingTo("20000.00");
    }

    @Test
    void asksALearnedAgentToo() throws IOException {
        new Shop(directory).calibrated();
        Run run = Shop.weir("plan", directory, "--policy", "learned");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "Learned agent (the policy that comes with Weir)",
                        "In a market fitted to this history (8 runs");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        JsonNode advice = new ObjectMapper()
                .readTree(directory.resolve("plan.json").toFile())
                .path("advice");
        assertThat(advice.path("channels")).hasSize(2);
        assertThat(advice.path("markets").asInt()).isEqualTo(8);
        assertThat(spend(directory)).isEqualByComparingTo("20000.00");
    }

    @Test
    void aPolicyThatCannotBeUsedIsRefusedBeforeAnythingIsDone() {
        Shop shop = new Shop(directory).calibrated();
        var before = shop.content();
        Run run = Shop.weir("plan", directory, "--policy", directory.resolve("none.net"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("none.net");
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void writesToAnotherFolderIfAsked() {
        new Shop(directory).calibrated();

        Run run = Shop.weir("plan", directory, "--out", directory.resolve("out/monday"));

        assertThat(run.code()).isZero();
        assertThat(directory.resolve("out/monday")).isDirectoryContaining(f -> f.endsWith("report.html"));
        assertThat(directory.resolve("plan.csv")).doesNotExist();
        assertThat(directory.resolve("out/monday/model.json")).doesNotExist();
    }

    @Test
    void givesTheSameBytesForTheSameInputsAndSeed() throws IOException {
        new Shop(directory).calibrated();
        for (String out : List.of("one", "two")) {
            assertThat(Shop.weir("plan", directory, "--out", directory.resolve(out))
                            .code())
                    .isZero();
        }

        for (String file : FILES) {
            assertThat(directory.resolve("one").resolve(file))
                    .hasSameBinaryContentAs(directory.resolve("two").resolve(file));
        }
    }

    @Test
    void printsOneJsonDocumentAndNothingElseIfAsked() throws IOException {
        new Shop(directory).calibrated();

        Run run = Shop.weir("plan", directory, "--json");

        JsonNode document = json(run.out());
        assertThat(document.path("format").asText()).isEqualTo("weir-plan/1");
        assertThat(document).isEqualTo(json(Files.readString(directory.resolve("plan.json"))));
    }

    @Test
    void printsACalibrationAsTableOrJson() throws IOException {
        new Shop(directory).calibrated();

        Run table = Shop.weir("calibrate", directory);
        Run document = Shop.weir("calibrate", directory, "--json");

        assertThat(table.code()).isZero();
        assertThat(table.out()).contains("search", "Read from model.json", "Next: weir plan");
        assertThat(json(document.out()).path("channels")).hasSize(2);
    }

    @Test
    void plansNothingForABudgetOfZeroAndSaysSo() throws IOException {
        Run run = planned(new Shop(directory).yamlWith("20000", "0").calibrated());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Spend nothing in the 4 weeks");
        assertThat(spend(directory)).isEqualByComparingTo("0.00");
        assertThat(notes(directory)).contains("plan.budget: 0; nothing is planned");
        assertThat(numbers(directory)).doesNotContain("NaN", "Infinity");
    }

    @Test
    void warnsOfABudgetFarOutsideTheHistory() throws IOException {
        Run run = planned(new Shop(directory).yamlWith("20000", "1e12").calibrated());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Warning: The budget is 250,000,000,000 EUR a period", "far outside");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(spend(directory)).isEqualByComparingTo("1000000000000.00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
    void readsFilesWithByteOrderMarksAndWindowsLineEndsAlike(String charset) throws IOException {
        planned(new Shop(directory).calibrated());
        byte[] plain = Files.readAllBytes(directory.resolve("plan.csv"));
        String text = "\uFEFF" + Shop.csv().replace("\n", "\r\n");

        Run run = planned(new Shop(directory).write("history.csv", text.getBytes(charset)));

        assertThat(run.err()).contains("Calibrated before");
        assertThat(directory.resolve("plan.csv")).hasBinaryContent(plain);
    }

    @Test
    void putsRowsInOrderAndSaysSo() throws IOException {
        planned(new Shop(directory).calibrated());
        byte[] plain = Files.readAllBytes(directory.resolve("plan.csv"));
        String[] lines = Shop.csv().strip().split("\n", -1);
        Collections.reverse(Arrays.asList(lines).subList(1, lines.length));

        Run run = planned(new Shop(directory).history(String.join("\n", lines) + "\n"));

        assertThat(run.err()).contains("Calibrated before");
        assertThat(directory.resolve("plan.csv")).hasBinaryContent(plain);
        assertThat(notes(directory)).containsIgnoringCase("order");
    }

    @Test
    void namesRulesThatCannotHoldTogetherAndTouchesNothing() {
        planned(new Shop(directory).calibrated());
        var shop = new Shop(directory)
                .rules("{id: floor, channel: search, min: 4000}", "{id: lid, group: [search, social], max: 3000}");
        var before = shop.content();

        Run run = planned(shop);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("weir.yaml:13: floor", "4,000.00 EUR", "weir.yaml:14: lid", "3,000.00 EUR", "Maybe")
                .doesNotContain("Exception");
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void findsContradictionsBeforeItCalibrates() {
        var shop = new Shop(directory).rules("{channel: search, min: 9000}", "{channel: social, min: 9000}");
        var before = shop.content();

        Run run = planned(shop);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("9,000.00 EUR", "20,000.00 EUR").doesNotContain("calibrating");
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void endsWithThreeIfTheOutcomeCannotBeReached() {
        var shop = new Shop(directory)
                .yamlWith("20000", "{outcome: 9000000, max: 20000}")
                .calibrated();
        var before = shop.content();

        Run run = planned(shop);

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("9,000,000", "20,000.00 EUR", "Maybe raise plan.budget.max");
        assertThat(shop.content()).isEqualTo(before);
    }

    private static Run planned(Shop shop) {
        return Shop.weir("plan", shop.directory());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(text);
    }

    private static String notes(Path folder) throws IOException {
        return json(Files.readString(folder.resolve("plan.json"))).path("notes").toString();
    }

    private static String numbers(Path folder) throws IOException {
        return Files.readString(folder.resolve("plan.json"), StandardCharsets.UTF_8)
                + Files.readString(folder.resolve("plan.csv"), StandardCharsets.UTF_8);
    }

    private static BigDecimal spend(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("plan.csv")).stream()
                .skip(1)
                .map(line -> new BigDecimal(line.split(",", -1)[2]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
