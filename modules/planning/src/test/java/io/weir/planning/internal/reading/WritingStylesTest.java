package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.History;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a data file is written, the same history comes out of it. */
class WritingStylesTest {
    @TempDir
    private Path directory;

    private Workspaces workspaces;
    private History expected;

    @BeforeEach
    void theHistoryAsItIsWrittenPlainly() {
        workspaces = new Workspaces(directory);
        expected = workspaces.read().history();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void marksTellTheEncoding(String encoding) {
        workspaces.write("history.csv", "\ufeff" + Workspaces.csv(), Charset.forName(encoding));

        assertRead(encoding.equals("UTF-8") ? "" : "history.csv: encoding " + encoding + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void zeroBytesTellTheEncoding(String encoding) {
        workspaces.write("history.csv", Workspaces.csv(), Charset.forName(encoding));

        assertRead("history.csv: encoding " + encoding + ".");
    }

    @Test
    void whatIsNotUtf8IsWindows1252() {
        String column = "t\u00e9l\u00e9";
        workspaces
                .yaml(Workspaces.YAML.replace("social_spend", column))
                .write(
                        "history.csv",
                        Workspaces.csv().replace("social_spend", column),
                        Charset.forName("windows-1252"));

        assertRead("history.csv: is not UTF-8 and was read as windows-1252.");
    }

    @Test
    void theWorkspaceFileMayHaveAMarkAsWell() {
        workspaces.write("weir.yaml", "\ufeff" + Workspaces.YAML, StandardCharsets.UTF_16LE);

        assertRead("");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|", ","})
    void separatorsAreRecognised(String separator) {
        workspaces.history(Workspaces.csv().replace(",", separator));

        assertRead(separator.equals(",") ? "" : "history.csv: separator " + Delimiters.name(separator.charAt(0)) + ".");
    }

    @Test
    void separatorsWithinQuotesAndNamesAreNotMistaken() {
        workspaces.history(
                "\"a, b; c\";" + Workspaces.csv().replace(',', ';').replaceAll("\n(?=.)", "\n\"x, y; z, u, v, w\";"));

        assertRead("separator ';'");
    }

    @Test
    void aSpreadsheetMayTellItsSeparator() {
        workspaces.history("sep=;\r\n" + Workspaces.csv().replace(",", ";").replace("\n", "\r\n"));

        assertRead("separator ';'");
    }

    @ParameterizedTest
    @MethodSource
    void numbersAreRecognised(String style, Function<String, String> number, String separator) {
        String csv = Workspaces.csv(t -> {
            String[] cells = Workspaces.row(t).split(",");
            for (int i = 1; i < cells.length; i++) {
                cells[i] = number.apply(cells[i]);
            }
            return String.join(separator, cells);
        });
        workspaces.history(csv.replaceFirst(
                "(?s)^.*?\n", "week,revenue,search_spend,social_spend,price\n".replace(",", separator)));

        assertRead("");
    }

    static Stream<Arguments> numbersAreRecognised() {
        return Stream.of(
                style("1234.5", x -> x, ";"),
                style("1234,5", x -> x.replace('.', ','), ";"),
                style("\"1234,5\" between commas", x -> '"' + x.replace('.', ',') + '"', ","),
                style("1,234.5", x -> grouped(x, ",", "."), ";"),
                style("1.234,5", x -> grouped(x, ".", ","), ";"),
                style("1 234,5", x -> grouped(x, " ", ","), ";"),
                style("1\u00a0234,5", x -> grouped(x, "\u00a0", ","), ";"),
                style("1\u202f234.5", x -> grouped(x, "\u202f", "."), ";"),
                style("1'234.5", x -> grouped(x, "'", "."), ";"),
                style("\u20ac1,234.5", x -> "\u20ac" + grouped(x, ",", "."), ";"),
                style("1.234,5 \u20ac", x -> grouped(x, ".", ",") + " \u20ac", ";"),
                style("$ 1,234.5", x -> "$ " + grouped(x, ",", "."), ";"),
                style("EUR 1234.5", x -> "EUR " + x, ";"),
                style("1.234,5 EUR", x -> grouped(x, ".", ",") + " EUR", ";"),
                style("+1234.5", x -> "+" + x, ";"),
                style("1.2345e3", x -> String.format(java.util.Locale.ROOT, "%.9e", Double.parseDouble(x)), ";"),
                style("decimals filled up", x -> x + "0000", ";"));
    }

    private static Arguments style(String name, Function<String, String> number, String separator) {
        return Arguments.of(name, number, separator);
    }

    private static String grouped(String number, String grouping, String mark) {
        int point = number.indexOf('.');
        String whole = number.substring(0, point);
        String groups = whole.length() > 3
                ? whole.substring(0, whole.length() - 3) + grouping + whole.substring(whole.length() - 3)
                : whole;
        return groups + mark + number.substring(point + 1);
    }

    @Test
    void aColumnThatDoesNotDecideFollowsTheOthers() {
        String csv = Workspaces.csv(t -> Workspaces.week(t) + ";9." + (100 + t) + ";500,5;300,5;1,5")
                .replaceFirst("(?s)^.*?\n", "week;revenue;search_spend;social_spend;price\n");

        WorkspaceFiles files = workspaces.history(csv).read();

        assertThat(files.history().kpi().counted().at(0, 0)).isEqualTo(9100);
        assertThat(files.notes()).contains("history.csv: decimal comma in search_spend, social_spend and price.");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ","})
    void theUserMayTellHowDecimalsAreWritten(String mark) {
        String csv = Workspaces.csv(t -> Workspaces.week(t) + ";9.125;500.250;300.250;1.500")
                .replaceFirst("(?s)^.*?\n", "week;revenue;search_spend;social_spend;price\n");

        History history = workspaces
                .yamlWith("currency: EUR", "decimal: \"" + mark + "\"")
                .history(csv)
                .read()
                .history();

        assertThat(history.kpi().counted().at(0, 0)).isEqualTo(mark.equals(".") ? 9.125 : 9125);
    }

    @ParameterizedTest
    @MethodSource
    void datesAreRecognised(String style, Function<LocalDate, String> date, String note) {
        workspaces.history(dated(date));

        assertRead(note);
    }

    static Stream<Arguments> datesAreRecognised() {
        return Stream.of(
                date("2023-1-2", d -> d.getYear() + "-" + d.getMonthValue() + "-" + d.getDayOfMonth(), ""),
                date("2023/01/02", d -> d.toString().replace('-', '/'), ""),
                date("20230102", d -> d.toString().replace("-", ""), ""),
                date("2023-01-02 00:00:00", d -> d + " 00:00:00", ""),
                date("2023-01-02T00:00:00.000Z", d -> d + "T00:00:00.000Z", ""),
                date("2023-01-02 00:00:00+00:00", d -> d + " 00:00:00+00:00", ""),
                date("02.01.2023", format("dd.MM.yyyy"), "dates written as 31.01.2024."),
                date("2.1.2023", format("d.M.yyyy"), "dates written as 31.01.2024."),
                date("02/01/2023", format("dd/MM/yyyy"), "dates written as 31/01/2024."),
                date("01/02/2023", format("MM/dd/yyyy"), "dates written as 01/31/2024."),
                date("1/2/2023", format("M/d/yyyy"), "dates written as 01/31/2024."),
                date("02-01-2023", format("dd-MM-yyyy"), "dates written as 31/01/2024."),
                date("2023-W01", WritingStylesTest::isoWeek, "dates written as 2024-W05."));
    }

    private static Arguments date(String name, Function<LocalDate, String> date, String note) {
        return Arguments.of(name, date, note);
    }

    private static Function<LocalDate, String> format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern)::format;
    }

    private static String isoWeek(LocalDate date) {
        return String.format(
                "%d-W%02d", date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static String dated(Function<LocalDate, String> date) {
        return Workspaces.csv(
                t -> date.apply(Workspaces.week(t)) + "," + Workspaces.row(t).split(",", 2)[1]);
    }

    @Test
    void evenStepsDecideWhereDaysDoNot() {
        String csv = "week,revenue,search_spend,social_spend,price\n";
        for (int day = 1; day <= 8; day++) {
            csv += "0" + day + "/04/2023,5.5,1.5,2.5,3.5\n";
        }
        String yaml = Workspaces.YAML
                .replace("period: week", "period: day")
                .replace("start: 2023-07-31", "start: 2023-04-09");

        assertThat(workspaces.yaml(yaml).history(csv).read().history().start()).isEqualTo(LocalDate.of(2023, 4, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd.MM.yy", "dd MMM yyyy", "d/M/yyyy"})
    void theUserMayTellHowDatesAreWritten(String pattern) {
        workspaces
                .yaml(Workspaces.YAML.replace("currency: EUR", "currency: EUR\n  date-format: " + pattern))
                .history(dated(date -> DateTimeFormatter.ofPattern(pattern, java.util.Locale.ENGLISH)
                        .format(date)));

        assertRead("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void linesMayEndAsTheyLike(String end) {
        workspaces.history(Workspaces.csv().replace("\n", end));

        assertRead("");
    }

    @Test
    void blankLinesSpacesAndUnnamedColumnsDoNotMatter() {
        String csv = "\n," + Workspaces.csv().replaceAll("\n(?=.)", "\n7,").replace(",", " , ") + "\n\n, , , , , \n";
        workspaces.history(csv);

        assertRead("");
    }

    @Test
    void rowsAreSorted() {
        workspaces.history(Workspaces.csv(t -> Workspaces.row((t * 7) % Workspaces.WEEKS)));

        assertRead("history.csv: rows were not in the order of dates and were sorted.");
    }

    private void assertRead(String note) {
        WorkspaceFiles files = workspaces.read();
        assertThat(files.history()).isEqualTo(expected);
        if (note.isEmpty()) {
            assertThat(files.notes()).noneMatch(text -> text.contains("encoding") || text.contains("order"));
        } else {
            assertThat(files.notes()).anyMatch(text -> text.contains(note));
        }
    }
}
