package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong in weir.yaml is told with its line, the value, what is valid and what may have been meant. */
class WorkspaceFaultsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0} becomes {1}")
    @MethodSource
    void tellsWhatIsWrong(String old, String replacement, String fault) {
        assertThat(new Workspaces(directory).yamlWith(old, replacement).faults())
                .contains(fault);
    }

    static Stream<Arguments> tellsWhatIsWrong() {
        return Stream.of(
                // keys
                of("history:", "histroy:", "weir.yaml:1: histroy is not a known key"),
                of(
                        "period: week",
                        "perod: week",
                        "weir.yaml:4: history.perod is not a known key; known are file, date"),
                of("period: week", "perod: week", "Maybe \"period\" was meant."),
                of("kind: revenue}", "kind: revenue, vlaue: 4}", "weir.yaml:5: history.kpi.vlaue is not a known key"),
                of(
                        "budget: 4000",
                        "budget: 4000\n  periods: 3",
                        "weir.yaml:15: plan.periods stands here a second time;" + " the first is in weir.yaml:13."),
                of("  file: history.csv\n", "", "weir.yaml:2: history.file is missing"),
                of("  date: week\n", "", "history.date is missing; it is needed"),
                of("  kpi: {column: revenue, kind: revenue}\n", "", "history.kpi is missing"),
                of("column: revenue, ", "", "weir.yaml:5: history.kpi.column is missing"),
                of("kind: revenue}", "}", "history.kpi.kind is missing"),
                of("name: search, ", "", "weir.yaml:8: history.channels[0].name is missing"),
                of(", spend: search_spend", "", "weir.yaml:8: history.channels[0].spend is missing"),
                // words
                of("period: week", "period: month", "weir.yaml:4: history.period (month) must be one of week, day."),
                of(
                        "kind: revenue}",
                        "kind: revenu}",
                        "history.kpi.kind (revenu) must be one of revenue, conversions,"
                                + " engagement.\n  Maybe \"revenue\" was meant."),
                of("kind: social", "kind: socail", "weir.yaml:9: history.channels[1].kind (socail)"),
                of("currency: EUR", "currency: EURO", "weir.yaml:6: history.currency (EURO) must be a currency code"),
                of("currency: EUR", "gaps: fill", "history.gaps (fill) must be one of error, zero, interpolate."),
                of("currency: EUR", "decimal: point", "history.decimal (point) must be one of ., ,."),
                of("currency: EUR", "date-format: foo", "history.date-format (foo) must be a pattern"),
                // columns
                of(
                        "spend: search_spend",
                        "spend: serch_spend",
                        "weir.yaml:8: history.channels[0].spend (serch_spend) is"
                                + " not a column of history.csv.\n  Maybe \"search_spend\" was meant."),
                of("date: week", "date: weak", "weir.yaml:3: history.date (weak) is not a column of history.csv."),
                of(
                        "controls: [price]",
                        "controls: [prise]",
                        "weir.yaml:10: history.controls[0] (prise) is not a column"),
                of(
                        "controls: [price]",
                        "controls: [zzzzzzzzz]",
                        "Maybe one of its columns: week, revenue, search_spend,"),
                of(
                        "controls: [price]",
                        "controls: [price, price]",
                        "history.controls[1] (price) stands in the list twice."),
                of("controls: [price]", "controls: price", "history.controls (price) must be a list"),
                of("currency: EUR", "geo: region", "weir.yaml:6: history.geo (region) is not a column"),
                of("currency: EUR", "population: price", "history.population (price) needs regions"),
                // channels
                of(
                        "name: social",
                        "name: search",
                        "weir.yaml:9: history.channels[1].name (search) is the name of two"
                                + " channels; the first stands in weir.yaml:8."),
                of(
                        "spend: social_spend",
                        "spend: search_spend",
                        "weir.yaml:9: history.channels[1].spend (search_spend) is the"
                                + " spend of two channels; the first stands in weir.yaml:8."),
                of("name: social", "name: interactions", "(interactions) cannot be the name of a channel."),
                of("name: social", "name: \"a;b\"", "(a;b) cannot be the name of a channel."),
                of(
                        "    - {name: search, kind: search, spend: search_spend}\n    - {name: social, kind: social, spend: social_spend}",
                        "    []",
                        "history.channels (a list) needs at least one channel."),
                // KPI
                of("kind: revenue}", "kind: revenue, value: 3}", "history.kpi.value (3) is for counts only"),
                of(
                        "kind: revenue}",
                        "kind: conversions, value: -3}",
                        "history.kpi.value (-3) must be a number above 0."),
                of(
                        "kind: revenue}",
                        "kind: revenue, maturity: [0.6, 1.5]}",
                        "history.kpi.maturity[1] (1.5) must be a share"),
                of(
                        "kind: revenue}",
                        "kind: revenue, maturity: [0.6, 0.5]}",
                        "(0.5) must not be below the share before it"),
                // files
                of(
                        "file: history.csv",
                        "file: histori.csv",
                        "weir.yaml:2: history.file (histori.csv) does not exist.\n"
                                + "  Maybe \"history.csv\" was meant."),
                of("file: history.csv", "file: ../history.csv", "(../history.csv) lies outside the workspace"),
                of("file: history.csv", "file: a/../../b.csv", "(a/../../b.csv) lies outside the workspace"),
                of("file: history.csv", "file: /etc/passwd", "(/etc/passwd) lies outside the workspace"),
                of("file: history.csv", "file: .", "history.file (.) is not a file."),
                of("file: history.csv", "file: [history.csv]", "history.file (a list) must be one word or text."),
                of("file: history.csv", "file: \"a\\0b\"", "is not a file name."),
                of("currency: EUR", "future: later.csv", "weir.yaml:6: history.future (later.csv) does not exist."),
                // plan
                of(
                        "start: 2023-07-31",
                        "start: 2023-07-24",
                        "weir.yaml:12: plan.start (2023-07-24) lies in the past: the"
                                + " history ends on 2023-07-30; a plan starts on 2023-07-31"),
                of(
                        "start: 2023-07-31",
                        "start: 2023-08-21",
                        "(2023-08-21) leaves a gap of 3 periods after the history"),
                of(
                        "start: 2023-07-31",
                        "start: 2023-08-01",
                        "(2023-08-01) is a Tuesday; the history's weeks start on a Monday"),
                of(
                        "start: 2023-07-31",
                        "start: 31.7.2023",
                        "plan.start (31.7.2023) must be a date written as 2024-01-31."),
                of("start: 2023-07-31", "start: 2023-02-30", "plan.start (2023-02-30) must be a date"),
                of("periods: 4", "periods: 0", "weir.yaml:13: plan.periods (0) must be a whole number from 1 to 1000."),
                of("periods: 4", "periods: 2.5", "plan.periods (2.5) must be a whole number"),
                of("periods: 4", "periods: eight", "plan.periods (eight) must be a whole number"),
                of("budget: 4000", "budget: -1", "weir.yaml:14: plan.budget (-1) must be an amount of at least 0"),
                of(
                        "budget: 4000",
                        "budget: 4,000 EUR",
                        "plan.budget (4,000 EUR) must be an amount of at least 0, at most"
                                + " 1,000,000,000,000.\n  Maybe it holds a currency or separators of thousands"),
                of("budget: 4000", "budget: .nan", "plan.budget (.nan) must be an amount"),
                of("budget: 4000", "budget: 1e400", "plan.budget (1e400) must be an amount"),
                of("budget: 4000", "budget: {max: 4000}", "plan.budget needs one of target-return,"),
                of("budget: 4000", "budget: {max: 4000, outcome: 5, target-return: 3}", "plan.budget needs one of"),
                of("budget: 4000", "budget: {target-return: 3}", "plan.budget.max is missing"),
                of(
                        "budget: 4000",
                        "budget: {max: 5, target-retrun: 3}",
                        "plan.budget.target-retrun is not a known key"),
                of(
                        "budget: 4000",
                        "budget: {max: 5, outcome: -3}",
                        "plan.budget.outcome (-3) must be a number above 0."),
                of(
                        "objective: revenue",
                        "objective: lifetime-value\n  lifetime-value: 30",
                        "weir.yaml:15: plan.objective (lifetime-value) needs conversions, each of which wins a customer"),
                of(
                        "objective: revenue",
                        "lifetime-value: 30",
                        "weir.yaml:15: plan.lifetime-value (30) is for objective: lifetime-value only"),
                of(
                        "objective: revenue",
                        "objective: profits",
                        "plan.objective (profits) must be one of revenue, profit,"),
                of("objective: revenue", "objective: profit", "plan.objective (profit) needs plan.margin"),
                of(
                        "objective: revenue",
                        "objective: profit\n  margin: 40%",
                        "plan.margin (40%) must be a share above 0, up"
                                + " to 1.\n  Maybe a share was meant: 10% is written 0.1."),
                of(
                        "objective: revenue",
                        "objective: conversions",
                        "(conversions) does not fit the KPI, which counts revenue."),
                of(
                        "kind: revenue}",
                        "kind: conversions}",
                        "plan.objective (revenue) needs money: the KPI counts conversions"),
                of(
                        "objective: revenue",
                        "baseline: {last: 99}",
                        "plan.baseline.last (99) must be a whole number from 1 to 30."),
                of("objective: revenue", "baseline: histroy", "plan.baseline (histroy) must be history, {last: 8} or"),
                of("objective: revenue", "baseline: old.csv", "plan.baseline (old.csv) does not exist."),
                of("objective: revenue", "by-geo: true", "plan.by-geo (true) needs regions."),
                of("objective: revenue", "by-geo: yes", "plan.by-geo (yes) must be one of true, false."),
                of("objective: revenue", "risk: {cvar: 1.5}", "plan.risk.cvar (1.5) must be above 0 and below 1."),
                of("objective: revenue", "risk: low", "plan.risk (low) must be one of mean."),
                of("objective: revenue", "caution: 2", "plan.caution (2) must be above 0 and below 1."),
                of("objective: revenue", "caution: high", "plan.caution (high) must be one of none, default."),
                of("plan:", "plan: soon\nx:", "weir.yaml:11: plan (soon) must be keys and values."),
                // model
                of(
                        "plan:",
                        "model: {serch: {adstock: none}}\nplan:",
                        "weir.yaml:11: model.serch is neither a channel nor one of"
                                + " interactions, drift, season and trend; channels are search and social.\n  Maybe \"search\" was meant."),
                of(
                        "plan:",
                        "model: {search: {adstock: weibull}}\nplan:",
                        "model.search.adstock (weibull) must be one of"
                                + " geometric, delayed, weibull-pdf, weibull-cdf, binomial, none."),
                of("plan:", "model: {search: {saturation: hil}}\nplan:", "Maybe \"hill\" was meant."),
                of(
                        "plan:",
                        "model: {search: {prior: {return: {median: 0, spread: 1}}}}\nplan:",
                        "model.search.prior.return.median (0) must be a number above 0."),
                of("plan:", "model: {search: {prior: {return: {median: 1}}}}\nplan:", "return.spread is missing"),
                of("plan:", "model: {search: {fatigue: maybe}}\nplan:", "fatigue (maybe) must be one of true, false."),
                of("plan:", "model: {interactions: all}\nplan:", "model.interactions (all) must be one of auto, none."),
                of("plan:", "model: {interactions: [[social]]}\nplan:", "must be two channels"),
                of(
                        "plan:",
                        "model: {interactions: [[social, serch]]}\nplan:",
                        "model.interactions[0][1] (serch) is not a channel"),
                of("plan:", "model: {interactions: [[social, social]]}\nplan:", "names social twice"),
                // experiments
                of(
                        "plan:",
                        "experiments: [{channel: social, start: 2023-03-06, end: 2023-03-01, spend: 2, lift: 3,"
                                + " standard-error: 1}]\nplan:",
                        "weir.yaml:11: experiments[0].end (2023-03-01) is before start"),
                of(
                        "plan:",
                        "experiments: [{channel: sozial, start: 2023-03-06, end: 2023-03-12, spend: 0, lift: 3,"
                                + " standard-error: 1}]\nplan:",
                        "experiments[0].channel (sozial) is not a channel"),
                of(
                        "plan:",
                        "experiments: [{channel: social, start: 2023-03-06, end: 2023-03-12, spend: 0, lift: 3,"
                                + " standard-error: 1}]\nplan:",
                        "experiments[0].spend (0) must be a number above 0."),
                of(
                        "plan:",
                        "experiments: [{channel: social, start: 2021-03-06, end: 2021-03-12, spend: 1, lift: 3,"
                                + " standard-error: 1}]\nplan:",
                        "lies outside the history, which runs from 2023-01-02 to 2023-07-30"),
                of("plan:", "experiments: [{channel: social}]\nplan:", "experiments[0].standard-error is missing"));
    }

    private static Arguments of(String old, String replacement, String fault) {
        return Arguments.of(old, replacement, fault);
    }

    @Test
    void tellsAllFaultsOfAllFilesInTheOrderOfLines() {
        String faults = new Workspaces(directory)
                .yamlWith("periods: 4", "periods: -4\n  budgett: 3")
                .history(Workspaces.csvWith(5, "2023-02-06,x,1.5,2.5,1.5"))
                .faults();

        assertThat(faults)
                .containsSubsequence(
                        "weir.yaml:13: plan.periods (-4)",
                        "weir.yaml:14: plan.budgett is not a known key",
                        "history.csv:7: revenue (x) must be a number.");
    }

    @ParameterizedTest
    @MethodSource
    void refusesFilesThatAreNoUsableYaml(String yaml, String fault) {
        assertThat(new Workspaces(directory).yaml(yaml).faults()).startsWith(fault);
    }

    static Stream<Arguments> refusesFilesThatAreNoUsableYaml() {
        String bomb = "a: &a [x, x, x]\n"
                + Stream.iterate('b', c -> (char) (c + 1))
                        .limit(20)
                        .map(c -> c + ": &" + c + " [" + ("*" + (char) (c - 1) + ", ").repeat(9) + "x]\n")
                        .reduce("", String::concat);
        return Stream.of(
                Arguments.of("", "weir.yaml: is empty"),
                Arguments.of("# nothing\n", "weir.yaml: is empty"),
                Arguments.of("just words", "weir.yaml:1: the file must be keys and values."),
                Arguments.of("a: [1, 2\nb: 3", "weir.yaml:2: is not valid YAML"),
                Arguments.of("a:\n\tb: 1", "weir.yaml:2: is not valid YAML"),
                Arguments.of("a: 1\n---\nb: 2\n", "weir.yaml"),
                Arguments.of("? [a]\n: 1\n", "weir.yaml:1: a key"),
                Arguments.of("a: &x [*x]\n", "weir.yaml"),
                Arguments.of(bomb, "weir.yaml:4: uses more than 20 aliases."),
                Arguments.of("history: " + "[".repeat(100_000), "weir.yaml:1: is nested deeper than 30 levels."),
                Arguments.of("history: " + "{a: ".repeat(100_000), "weir.yaml:1: is nested deeper than 30 levels."),
                Arguments.of(
                        "# " + "x".repeat(1 << 20),
                        "weir.yaml: has 1,048,578 bytes; at most 1,048,576 bytes are read."),
                Arguments.of("a: \u0000\u0001", "weir.yaml: is not a text file."));
    }

    @Test
    void refusesLinksThatLeadOutOfTheWorkspace(@TempDir Path elsewhere) throws IOException {
        var workspaces = new Workspaces(directory);
        Path target = Files.writeString(elsewhere.resolve("secret.csv"), Workspaces.csv());
        Files.delete(directory.resolve("history.csv"));
        Files.createSymbolicLink(directory.resolve("history.csv"), target);

        assertThat(workspaces.faults())
                .contains("history.file (history.csv) is a link that leads out of the workspace.");
    }

    @Test
    void refusesFilesThatAreTooLarge() throws IOException {
        var workspaces = new Workspaces(directory);
        try (var file = new RandomAccessFile(directory.resolve("history.csv").toFile(), "rw")) {
            file.setLength((256L << 20) + 1);
        }

        assertThat(workspaces.faults())
                .contains("history.file (history.csv) has 268,435,457 bytes; at most 268,435,456 bytes are read.");
    }

    @Test
    void refusesFilesWithTooManyRows() {
        String csv = "week,revenue\n" + "1,2\n".repeat(2_000_001);

        assertThat(new Workspaces(directory).history(csv).faults())
                .contains("history.csv: has more than 2,000,000 rows.");
    }

    @Test
    void refusesAFolderWithoutWorkspace() {
        assertThat(faultsOf(directory)).contains("holds no weir.yaml; a workspace is a folder with that file.");
        assertThat(faultsOf(directory.resolve("nowhere"))).contains("does not exist");
        new Workspaces(directory.toAbsolutePath()).write("weir.yml", "");
        assertThat(directory.resolve("weir.yaml").toFile().delete()).isTrue();
        assertThat(faultsOf(directory)).contains("holds weir.yml, but");
    }

    private static String faultsOf(Path path) {
        try {
            WorkspaceReader.read(path);
            return "";
        } catch (io.weir.core.BadInputException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
