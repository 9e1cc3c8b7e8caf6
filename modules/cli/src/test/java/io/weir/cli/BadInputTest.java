package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Shop.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be used ends with exit code 2, in words, and leaves every file as it was. */
class BadInputTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsWhatIsWrongWithAHistory(String name, byte[] history, String[] words) {
        refused(new Shop(directory).write("history.csv", history), words);
    }

    static Stream<Arguments> tellsWhatIsWrongWithAHistory() {
        String row = Shop.week(10) + ",";
        return Stream.of(
                history("empty", "", "history.csv", "empty", "Maybe"),
                history("header only", "week,revenue,search_spend,social_spend\n", "history.csv", "row"),
                history(
                        "one row",
                        "week,revenue,search_spend,social_spend\n2023-01-02,1,2,3\n",
                        "history.csv",
                        "at least"),
                Arguments.of(
                        "a picture",
                        Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"),
                        new String[] {"history.csv", "not a text"}),
                Arguments.of("a workbook", new byte[] {'P', 'K', 3, 4, 0, 0}, new String[] {"history.csv", "Maybe"}),
                history(
                        "another column name",
                        Shop.csv().replace("revenue", "revenues"),
                        "weir.yaml:4",
                        "(revenue) is not a column of history.csv",
                        "Maybe \"revenues\" was meant."),
                history("negative spend", Shop.csvWith(12, row + "1,-5,3"), "history.csv:12", "search_spend (-5)"),
                history("missing spend", Shop.csvWith(12, row + "1,,3"), "history.csv:12", "search_spend", "gaps"),
                history(
                        "text for a number",
                        Shop.csvWith(12, row + "1,2,many"),
                        "history.csv:12",
                        "social_spend (many)"),
                history("an impossible date", Shop.csvWith(12, "2023-02-30,1,2,3"), "history.csv:12", "2023-02-30"),
                history("no date", Shop.csvWith(12, "soon,1,2,3"), "history.csv:12", "week (soon)"),
                history("a period twice", Shop.csvWith(12, Shop.week(9) + ",1,2,3"), "history.csv:12", "2023-03-06"),
                history(
                        "a missing period",
                        Shop.csv().replaceFirst(row + ".*\n", ""),
                        "history.csv",
                        "2023-03-13",
                        "gaps"),
                history("too few cells", Shop.csvWith(12, row + "1"), "history.csv:12"),
                history(
                        "a KPI of zeros",
                        Shop.csv().replaceAll("(?m)^(\\d{4}-\\d\\d-\\d\\d),[^,]*", "$1,0"),
                        "weir.yaml:4",
                        "(revenue) is zero in every period",
                        "Maybe"));
    }

    private static Arguments history(String name, String text, String... words) {
        return Arguments.of(name, text.getBytes(StandardCharsets.UTF_8), words);
    }

    @Test
    void tellsThatTheHistoryIsMissing() throws Exception {
        var shop = new Shop(directory);
        Files.delete(directory.resolve("history.csv"));

        refused(shop, "weir.yaml:2", "history.file (history.csv) does not exist");
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource
    void tellsWhatIsWrongWithAWorkspaceFile(String old, String replacement, String[] words) {
        refused(new Shop(directory).yamlWith(old, replacement), words);
    }

    static Stream<Arguments> tellsWhatIsWrongWithAWorkspaceFile() {
        return Stream.of(
                yaml("budget: 20000", "bugdet: 20000", "weir.yaml:11", "plan.bugdet", "Maybe \"budget\" was meant."),
                yaml("spend: social_spend", "spent: social_spend", "weir.yaml:8", "Maybe \"spend\" was meant."),
                yaml("social_spend", "socialspend", "weir.yaml:8", "Maybe \"social_spend\" was meant."),
                yaml("20000", "-20000", "weir.yaml:11", "plan.budget (-20000)"),
                yaml("20000", "plenty", "weir.yaml:11", "plan.budget (plenty)"),
                yaml("20000", "2e12", "weir.yaml:11", "at most 1,000,000,000,000"),
                yaml("periods: 4", "periods: 0", "weir.yaml:10", "plan.periods (0)"),
                yaml("periods: 4", "periods: [4", "weir.yaml:1", "is not valid YAML"),
                yaml("kpi: {", "kpi: {value: 1, ", "history.kpi.value (1) is for counts only"),
                yaml("periods: 4", "baseline: old.csv", "plan.baseline (old.csv) does not exist"));
    }

    private static Arguments yaml(String old, String replacement, String... words) {
        return Arguments.of(old, replacement, words);
    }

    @Test
    void refusesAliasesThatMultiply() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int k = 1; k < 10; k++) {
            bomb.append("a" + k + ": &a" + k + " [")
                    .append(("*a" + (k - 1) + ", ").repeat(8))
                    .append("x]\n");
        }

        refused(new Shop(directory).yaml(bomb.toString()), "weir.yaml:4", "aliases");
    }

    @Test
    void tellsAllFaultsOfAllFilesAtOnce() {
        var shop = new Shop(directory).yamlWith("periods: 4", "periods: -4\n  budgett: 3");

        refused(shop.history(Shop.csvWith(12, Shop.week(10) + ",x,1,1")), "periods (-4)", "budgett", "revenue (x)");
    }

    @Test
    void refusesABaselineThatIsNoPlanFile() {
        var shop = new Shop(directory).yamlWith("periods: 4", "periods: 4\n  baseline: old.csv");

        refused(shop.write("old.csv", "a,b\n1,2\n"), "old.csv:1", "no column channel, period_start, spend");
        refused(shop.write("old.csv", ""), "old.csv", "no row");
        refused(
                shop.write("old.csv", "period_start,channel,spend\n2023-01-02,search,1\n"),
                "old.csv:2",
                "not in the plan");
        refused(shop.write("old.csv", new byte[] {'P', 'K', 3, 4, (byte) 0xff, (byte) 0xfe, 0}), "old.csv");
    }

    @Test
    void refusesAWorkspaceThatDoesNotExist() {
        Run run = Shop.weir("plan", directory.resolve("nowhere"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere: does not exist", "weir.yaml");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAFolderWithoutWorkspaceFile() {
        Run run = Shop.weir("calibrate", directory);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("weir.yaml");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAFileWhereTheOutputFolderShouldBeBeforeItCalibrates() {
        var shop = new Shop(directory).write("taken", "precious");
        var before = shop.content();
        for (String out : new String[] {"taken", "taken/below"}) {
            Run run = Shop.weir("plan", directory, "--out", directory.resolve(out));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("is a file, not a folder", "Maybe choose another folder with --out");
            assertThat(run.err()).doesNotContain("calibrating");
        }
        assertThat(shop.content()).isEqualTo(before);
    }

    @ParameterizedTest(name = "weir {0}")
    @MethodSource
    void saysInAFewLinesWhatItDoesNotUnderstand(String words, String fault) {
        Run run = Shop.weir((Object[]) words.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(fault, "--help").hasLineCount((int)
                run.err().lines().count());
        assertThat(run.err().lines().count()).isLessThanOrEqualTo(4);
    }

    static Stream<Arguments> saysInAFewLinesWhatItDoesNotUnderstand() {
        return Stream.of(
                Arguments.of("plna shop", "Did you mean: weir plan"),
                Arguments.of("plan shop --sed 3", "Unknown options: '--sed'"),
                Arguments.of("plan", "Missing required parameter: 'WS'"),
                Arguments.of("plan shop other", "Unmatched argument at index 2: 'other'"),
                Arguments.of("plan shop --seed abc", "'abc' is not a long"),
                Arguments.of("calibrate --json", "Missing required parameter: 'WS'"));
    }

    @Test
    void showsAllCommandsWhereNoneIsGiven() {
        Run run = Shop.weir();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("init", "calibrate", "plan", "Examples:");
    }

    @Test
    void namesTheSamplesWhereOneIsUnknown() {
        Run run = Shop.weir("init", directory.resolve("shop"), "--sample", "online-shp");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("(online-shp)", "Maybe one of online-shop, subscription, local-business, halo-shop");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void makesNoWorkspaceWhereSomethingIs() {
        var shop = new Shop(directory);
        var before = shop.content();

        Run folder = Shop.weir("init", directory);
        Run file = Shop.weir("init", directory.resolve("weir.yaml"));

        assertThat(folder.code()).isEqualTo(2);
        assertThat(folder.err()).contains("the folder is not empty", "Maybe");
        assertThat(file.code()).isEqualTo(2);
        assertThat(file.err()).contains("is a file, not a folder", "Maybe");
        assertThat(shop.content()).isEqualTo(before);
    }

    @Test
    void makesNoWorkspaceBelowAFile() {
        new Shop(directory);

        Run run = Shop.weir("init", directory.resolve("weir.yaml/below"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("the folder cannot be made", "Maybe");
    }

    private static void refused(Shop shop, String... words) {
        var before = shop.content();
        for (String command : new String[] {"plan", "calibrate"}) {
            if (command.equals("calibrate") && words[0].startsWith("old.csv")) {
                continue;
            }
            Run run = Shop.weir(command, shop.directory());

            assertThat(run.err()).contains(words).doesNotContain("Exception", "\tat ");
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(shop.content()).isEqualTo(before);
        }
    }
}
