package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a data file is told with its line, the column, the value and what is valid. */
class CsvFaultsTest {
    private static final String HEADER = "week,revenue,search_spend,social_spend,price\n";

    @TempDir
    private Path directory;

    private Workspaces workspaces;

    @BeforeEach
    void aWorkspace() {
        workspaces = new Workspaces(directory);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNoHistory(String csv, String fault) {
        assertThat(workspaces.history(csv).faults()).contains(fault);
    }

    static Stream<Arguments> refusesWhatIsNoHistory() {
        String twice = Workspaces.csv() + Workspaces.row(3) + "\n";
        return Stream.of(
                Arguments.of("", "history.csv: is empty."),
                Arguments.of(" \n\n", "history.csv: is empty."),
                Arguments.of(HEADER, "history.csv: has a header but no rows."),
                Arguments.of(
                        HEADER + Workspaces.row(0),
                        "history.csv: has only one period (2023-01-02); a history needs at"),
                Arguments.of("week\n2023-01-02\n", "history.csv: has only one column"),
                Arguments.of("a\u0000b,c\n1,2\n", "history.csv: is not a text file: it holds zero bytes."),
                Arguments.of(
                        "PK\u0003\u0004 workbook", "history.csv: is a workbook or archive; CSV and Parquet are read."),
                Arguments.of("PAR1 and no more", "history.csv: cannot be read as Parquet"),
                Arguments.of(
                        row(2, "2023-01-16,1.5,2.5,3.5"),
                        "history.csv:4: the row has 4 fields, the header has 5 columns."),
                Arguments.of(row(2, "2023-01-16,1.5,2.5,3.5,1,9"), "history.csv:4: the row has 6 fields"),
                Arguments.of(row(2, "2023-01-16,\"1.5,2.5,3.5,1"), "history.csv:4: the row has 2 fields"),
                Arguments.of(
                        HEADER.replace("price", "revenue") + Workspaces.row(0),
                        "history.kpi.column (revenue) is the name" + " of 2 columns of history.csv."),
                Arguments.of(row(2, "\"2023-01-16\"x,1.5,2.5,3.5,1"), "history.csv:4: the row cannot be read: "),
                Arguments.of(
                        "Report of 2023\n" + Workspaces.csv(), "Maybe a title stands above the header; delete it."),
                // numbers
                of("x", "history.csv:4: search_spend (x) must be a number."),
                of("12.5%", "(12.5%) must be a number.\n  Maybe a share was meant: 10% is written 0.1."),
                of("-3.5", "history.csv:4: search_spend (-3.5) must be at least 0.\n  Maybe it is a refund"),
                of(
                        "",
                        "history.csv:4: search_spend is missing; it must be a number.\n  Maybe write 0, or set history.gaps"),
                of("NA", "history.csv:4: search_spend is missing"),
                of("null", "history.csv:4: search_spend is missing"),
                of("-", "history.csv:4: search_spend is missing"),
                of("1e999", "history.csv:4: search_spend (1e999) is too large; numbers are at most 1e15."),
                of("Infinity", "(Infinity) must be a number."),
                of("0x1F", "(0x1F) must be a number."),
                of("1.5f", "(1.5f) must be a number."),
                of("1.2.3", "(1.2.3) must be a number."),
                of("12 34", "(12 34) must be a number."),
                of(
                        "\"1,5\"",
                        "history.csv:4: column search_spend holds numbers with decimal point and with decimal comma; one"
                                + " is in history.csv:2."),
                of("\"1,234,5\"", "(1,234,5) must be a number."),
                Arguments.of(prices("tall", "short", "1.5"), "history.csv:2: price"),
                // dates
                Arguments.of(
                        row(2, "2023-02-30,1.5,2.5,3.5,1"),
                        "history.csv:4: week (2023-02-30) must be a possible date" + " written as 2024-01-31."),
                Arguments.of(
                        row(2, "Total,1.5,2.5,3.5,1"),
                        "history.csv:4: week (Total) must be a possible date written as"
                                + " 2024-01-31.\n  Maybe the row is a total or a remark; delete it."),
                Arguments.of(row(2, ",1.5,2.5,3.5,1"), "history.csv:4: week () must be a possible date"),
                Arguments.of(row(2, "2023-01-16 07:30:00,1.5,2.5,3.5,1"), "Maybe it is a time of day"),
                Arguments.of(
                        row(2, "2023-01-17,1.5,2.5,3.5,1.5"),
                        "history.csv:4: week (2023-01-17) is a Tuesday; most weeks" + " of the file start on a Monday"),
                Arguments.of(
                        dated(t -> String.valueOf(44928 + 7 * t)),
                        "history.csv:2: week (44928) is not written in a way" + " that is recognised"),
                Arguments.of(dated(t -> "0" + (1 + t / 4) + ".02.23"), "Maybe the year has two digits"),
                Arguments.of(dated(t -> "week " + t), "history.csv:2: week (week 0) is not written in a way"),
                Arguments.of(
                        dated(t -> "2023-W" + (40 + t)), "(2023-W53) must be a possible date written as 2024-W05."),
                Arguments.of(
                        dated(t -> Workspaces.START.plusMonths(t).toString()),
                        "weir.yaml:3: history.period (week) does not"
                                + " fit history.csv: most rows are 31 days apart"),
                Arguments.of(
                        dated(t -> Workspaces.START.plusDays(t).toString()),
                        "most rows are 1 day apart; a period is a day" + " or a week.\n  Maybe period: day."),
                Arguments.of(row(29, "2203-07-25,1.5,2.5,3.5,1"), "Maybe a year was mistyped"),
                // order
                Arguments.of(
                        twice,
                        "history.csv:32: week (2023-01-23) stands there a second time; the first is"
                                + " history.csv:5.\n  Maybe the file has one row per region"),
                Arguments.of(
                        Workspaces.csv().replace(Workspaces.row(4) + "\n", "").replace(Workspaces.row(5) + "\n", ""),
                        "history.csv:6: 2 periods are missing: 2023-01-30 to 2023-02-06.\n  Maybe append the rows"),
                // content
                Arguments.of(
                        HEADER + rows(t -> Workspaces.week(t) + ",0,1.5,2.5,3.5"),
                        "weir.yaml:5: history.kpi.column" + " (revenue) is zero in every period"),
                Arguments.of(
                        HEADER + rows(t -> Workspaces.week(t) + ",5.5,,2.5,3.5"),
                        "history.csv: column search_spend is empty."),
                Arguments.of(
                        HEADER + rows(t -> Workspaces.week(t) + ",5.5,1.5,2.5,remark" + t),
                        "history.controls[0] (price)"
                                + " holds 30 different texts in history.csv; a factor has at most"));
    }

    private static Arguments of(String spend, String fault) {
        return Arguments.of(row(2, "2023-01-16,9000.5," + spend + ",300.5,1.5"), fault);
    }

    private static String row(int week, String row) {
        return Workspaces.csvWith(week, row);
    }

    private static String rows(java.util.function.IntFunction<String> row) {
        return IntStream.range(0, Workspaces.WEEKS).mapToObj(row).collect(Collectors.joining("\n"));
    }

    private static String dated(java.util.function.IntFunction<String> date) {
        return HEADER + rows(t -> date.apply(t) + "," + Workspaces.row(t).split(",", 2)[1]);
    }

    /** A control that holds mostly numbers and a few words. */
    private static String prices(String one, String other, String... numbers) {
        return HEADER
                + rows(t -> {
                    String price = t == 0 ? one : t == 1 ? other : numbers[0] + t;
                    return Workspaces.week(t) + ",5.5,1.5,2.5," + price;
                });
    }

    @Test
    void listsAtMostTwentyFaultsOfAColumn() {
        String csv = HEADER + rows(t -> Workspaces.week(t) + ",5.5,none yet,2.5,3.5");

        String faults = workspaces.history(csv).faults();

        assertThat(faults.lines().filter(line -> line.contains("search_spend (none yet)")))
                .hasSize(20);
        assertThat(faults).contains("and 10 more values of search_spend that are not numbers.");
    }

    @Test
    void countsLinesAcrossBlankLinesAndQuotedLineBreaks() {
        String csv = "\n" + HEADER.replace("price", "price,remark") + "\n"
                + rows(t -> Workspaces.row(t) + (t == 0 ? ",\"two\nlines\"" : t == 3 ? ",\"\",x" : ","));

        assertThat(workspaces.history(csv).faults()).contains("history.csv:8: the row has 7 fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n"})
    void countsLinesHoweverTheyEnd(String end) {
        String csv = row(5, "2023-02-06,x,1.5,2.5,1.5").replace("\n", end);

        assertThat(workspaces.history(csv).faults()).contains("history.csv:7: revenue (x)");
    }

    @Test
    void refusesAmountsInTwoCurrencies() {
        String csv = row(2, "2023-01-16,9000.5,$ 500.25,300.5,1.5")
                .replace("2023-01-02,9000.5,500.25", "2023-01-02,9000.5,500.25 \u20ac");

        assertThat(workspaces.history(csv).faults())
                .contains("history.csv:4: search_spend ($ 500.25) is in another currency than \u20ac in history.csv:2");
    }

    @Test
    void refusesTextThatDoesNotFitItsMark() {
        workspaces.write(
                "history.csv", new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'a', ',', (byte) 0xff, '\n'});

        assertThat(workspaces.faults()).contains("history.csv: holds bytes that are not UTF-8.");
    }

    @Test
    void refusesTooManyColumns() {
        String csv = IntStream.range(0, 5001).mapToObj(i -> "c" + i).collect(Collectors.joining(",")) + "\n";

        assertThat(workspaces.history(csv).faults())
                .contains("history.csv: has 5,001 columns; at most 5,000 columns are read.");
    }

    @Test
    void refusesNumbersThatCanBeReadInTwoWays() {
        String csv = HEADER.replace(',', ';') + rows(t -> Workspaces.week(t) + ";9.120;1.500;2.250;3");

        String faults = workspaces.history(csv).faults();

        assertThat(faults)
                .contains("history.csv:2: column revenue (9.120) can be read in two ways")
                .contains("Maybe add decimal: \".\" or decimal: \",\" under history in weir.yaml.");
    }

    @Test
    void refusesDatesThatCanBeReadInTwoWays() {
        String csv = HEADER + "02/01/2023,5.5,1.5,2.5,3.5\n03/01/2023,5.5,1.5,2.5,3.5\n";

        assertThat(workspaces.history(csv).faults())
                .contains("history.csv:2: week (02/01/2023) can be read with the day or with the month first")
                .contains("Maybe add date-format: dd/MM/yyyy or date-format: MM/dd/yyyy under history in weir.yaml.");
    }

    @Test
    void refusesDatesThatFitTheFormatNotGiven() {
        assertThat(workspaces
                        .yamlWith("currency: EUR", "date-format: dd.MM.yyyy")
                        .faults())
                .contains(
                        "history.csv:2: week (2023-01-02) must be a date written in the form that history.date-format gives");
    }

    @Test
    void tellsRegionsThatAreNotComplete() {
        String csv = "week,revenue,search_spend,social_spend,price,region\n"
                + rows(t -> Workspaces.row(t) + ",north" + (t == 7 ? "" : "\n" + Workspaces.row(t) + ",south"))
                + "\n" + Workspaces.row(3) + ",north\n" + Workspaces.row(3) + ",";

        String faults =
                workspaces.yamlWith("currency: EUR", "geo: region").history(csv).faults();

        assertThat(faults)
                .contains("history.csv:18: 1 period is missing for south: 2023-02-20.")
                .contains(
                        "history.csv:61: week (2023-01-23, north) stands there a second time; the first is history.csv:8.")
                .contains("history.csv:62: the region is empty.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyDamageIsToldOrReadButBreaksNothing(long seed) {
        var random = new java.util.SplittableRandom(seed);
        byte[] csv = Workspaces.csv().getBytes(StandardCharsets.UTF_8);
        byte[] yaml = Workspaces.YAML.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 100; i++) {
            workspaces.write("history.csv", damaged(csv, random)).faults();
            workspaces
                    .write("history.csv", csv)
                    .write("weir.yaml", damaged(yaml, random))
                    .faults();
            workspaces.write("weir.yaml", yaml);
        }
    }

    private static byte[] damaged(byte[] bytes, java.util.SplittableRandom random) {
        byte[] signs = "\"',;:-.{}[]&*\t\n\r 0é\u0000".getBytes(Charset.forName("windows-1252"));
        byte[] damaged = bytes.clone();
        for (int k = 0; k < 1 + random.nextInt(4); k++) {
            damaged[random.nextInt(bytes.length)] = signs[random.nextInt(signs.length)];
        }
        return damaged;
    }
}
