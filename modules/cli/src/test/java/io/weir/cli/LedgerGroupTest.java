package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Shop.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerGroupTest {
    private static final String PLAN = """
            period_start,channel,spend
            2024-02-26,search,3000.00
            2024-02-26,social,2000.00
            2024-03-04,search,3000.00
            2024-03-04,social,2000.50
            """;

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void openPlan() {
        shop = new Shop(folder).write("plan.csv", PLAN);
        assertThat(ledger("open").code()).isZero();
    }

    private Run ledger(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("ledger", folder));
        all.addAll(List.of(arguments));
        return Shop.weir(all.toArray());
    }

    @Test
    void aPlansTargetsAreTheLimits() {
        assertThat(ledger("balance").out())
                .contains(
                        "total    2024-02-26   5,000.00     0.00      0.00   5,000.00",
                        "total    horizon     10,000.50     0.00      0.00  10,000.50",
                        "social   2024-03-04   2,000.50     0.00      0.00   2,000.50",
                        "Amounts in EUR.");
    }

    @Test
    void moneyIsReservedSettledAndCountedOnce() {
        Run reserved = ledger("reserve", "search", "250", "--period", "2024-02-26", "--key", "bid-1");
        assertThat(reserved.code()).isZero();
        assertThat(reserved.out()).contains("reserve search 250.00 EUR in 2024-02-26; reservation bid-1, until ");
        assertThat(ledger("reserve", "search", "250", "--period", "2024-02-26", "--key", "bid-1")
                        .out())
                .contains("booked before");
        assertThat(ledger("settle", "bid-1", "231.40").code()).isZero();
        assertThat(ledger("balance").out()).contains("search   2024-02-26   3,000.00   231.40      0.00");
    }

    @Test
    void beyondALimitItIsRefusedWithItsAmounts() {
        Run refused = ledger("reserve", "social", "2000.01", "--period", "2024-02-26");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains(
                        "Refused: 2,000.01 EUR for social would pass the limit of social in 2024-02-26: limit 2,000.00 EUR")
                .contains("Maybe ask for less");
    }

    @Test
    void programsGetOneDocument() {
        Run run = ledger("reserve", "social", "9999", "--period", "2024-02-26", "--json");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).startsWith("{\"currency\":\"EUR\",\"accepted\":false,\"reason\":\"limit\"");
        assertThat(ledger("balance", "--json").out())
                .contains("{\"account\":\"social\",\"period\":\"2024-03-04\",\"limit\":2000.5,\"settled\":0");
    }

    @Test
    void everyActionIsBooked() {
        assertThat(ledger("limit", "search/brand", "400", "--period", "2024-02-26")
                        .code())
                .isZero();
        ledger("reserve", "search/brand", "100", "--period", "2024-02-26", "--key", "a");
        ledger("settle", "a", "40", "--part");
        assertThat(ledger("balance").out()).contains("a            search/brand  2024-02-26     60.00    40.00");
        ledger("release", "a");
        ledger("refund", "a", "10");
        ledger("transfer", "search", "social", "500", "--period", "2024-02-26");
        ledger("lease", "social", "2500", "--period", "2024-02-26", "--key", "b");
        ledger("settle", "b", "2600");
        assertThat(ledger("reserve", "social", "1", "--period", "2024-03-04").err())
                .contains("social was charged 100.00 EUR more than was reserved");
        ledger("acknowledge", "social");
        assertThat(ledger("expire").out()).isEqualToIgnoringNewLines("0 reservations expired.");
        assertThat(ledger("close", "2024-02-26", "--carry-to", "2024-03-04").code())
                .isZero();
        String export = ledger("export").out();
        assertThat(export.lines().skip(8).map(line -> line.split(",")[2]))
                .containsExactly(
                        "limit",
                        "reserve",
                        "settle",
                        "release",
                        "refund",
                        "transfer",
                        "lease",
                        "settle",
                        "acknowledge",
                        "close");
        assertThat(ledger("balance").out()).contains("search        2024-03-04   5,470.00");
        assertThat(ledger("audit").out()).contains("Nothing is wrong", "of it overrun 100.00 EUR");
    }

    @Test
    void theRuleUnspentSaysWhereTheRestGoes() {
        shop.rules("{unspent: carry}");
        ledger("close", "2024-02-26");
        assertThat(ledger("balance").out()).contains("search   2024-03-04   6,000.00");
    }

    @Test
    void aNewPlanKeepsWhatIsClosedAndCountsWhatIsSpent() {
        ledger("reserve", "search", "1000", "--period", "2024-02-26", "--key", "a");
        ledger("settle", "a", "1000");
        ledger("close", "2024-02-26", "--return");
        shop.write("plan.csv", PLAN.replace("2000.50", "100"));
        assertThat(ledger("open").code()).isZero();
        assertThat(ledger("balance").out())
                .contains("total    horizon     4,100.00  1,000.00      0.00  3,100.00")
                .contains("social   2024-03-04    100.00");
    }

    @Test
    void aPlanBelowWhatIsSettledIsRefusedByName() {
        ledger("reserve", "search", "1000", "--period", "2024-02-26", "--key", "a");
        shop.write("plan.csv", PLAN.replace("3000.00", "900"));
        Run run = ledger("open");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("limit of search in 2024-02-26 (900.00 EUR) is below what is settled");
    }

    @Test
    void anAuditThatFindsAFaultFails() throws IOException {
        String hash = ledger("audit", "--json").out();
        assertThat(hash).contains("\"clean\":true");
        Run run = ledger("audit", "--expect", "f".repeat(64));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).contains("! no line has the expected hash");
    }

    @Test
    void theLinesAreWrittenToAFile() throws IOException {
        Path file = folder.resolve("lines.csv");
        assertThat(ledger("export", "--out", file).code()).isZero();
        assertThat(Files.readString(file))
                .startsWith("sequence,at,kind,key,account,period,amount,")
                .contains("search");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reserve search -5|AMOUNT: (-5) must be a number of the currency from 0 to 100 billion",
                "reserve search 0 --period horizon|amount (0 micros) must be in [1, 100000000000000000].",
                "reserve search 1e30|AMOUNT: (1e30) must be",
                "reserve search five|Maybe write digits and a decimal point only",
                "reserve search 5|no open period has the day",
                "reserve search 5 --period monday|period (monday) must be its first day as YYYY-MM-DD, or horizon.",
                "reserve search 5 --period horizon --for soon|(soon) must be a time such as 90s, 15m, 1h or 2d.",
                "reserve a//b 5 --period horizon|account (a//b) must have a name at each level.",
                "transfer search search 5 --period 2024-02-26|moves nothing",
                "close horizon|the horizon cannot be closed",
                "close 2024-02-26 --carry-to 2024-02-19|must be carried to a later period.",
                "open --plan nowhere.csv|does not exist.",
            })
    void badInputIsNamed(String arguments, String message) {
        Run run = ledger((Object[]) arguments.split(" "));
        assertThat(run.err()).contains(message).doesNotContain("our fault");
        assertThat(run.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "period_start,channel\n2024-02-26,search\n",
                "period_start,channel,spend\n2024-02-26,search,-1\n",
                "period_start,channel,spend\n2024-02-26,search,1e99\n",
                "period_start,channel,spend\nmonday,search,1\n",
                "period_start,channel,spend\n2024-02-26,total,1\n",
                "period_start,channel,spend\n2024-02-26,,1\n",
                "period_start,channel,spend\n2024-02-26,search,1\n2024-02-26,search,1\n",
                "period_start,channel,spend\n",
                "",
            })
    void aFileThatIsNoPlanIsNamedWithItsLine(String csv) {
        shop.write("plan.csv", csv);
        Run run = ledger("open");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("plan.csv").doesNotContain("our fault");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{url: 'jdbc:h2:mem:x', user: a}|ledger.url (jdbc:h2:mem:x) must start with jdbc:postgresql:",
                "{url: 'jdbc:postgresql://h/d?password=x', user: a}|holds a password, which a file must not.",
                "{url: 'jdbc:postgresql://h/d'}|ledger.user is missing",
                "{url: 'jdbc:postgresql://h/d', user: a, schema: 'A-b'}|must be lower-case letters, digits and underscores.",
                "{url: 'jdbc:postgresql://h/d', user: a, passwort: x}|ledger.passwort is not a known key",
                "{url: 'jdbc:postgresql://h/d', user: a}|the environment variable WEIR_LEDGER_PASSWORD is not set.",
            })
    void aServerThatCannotBeUsedIsNamed(String part, String message) {
        shop.yaml(Shop.YAML + "ledger: " + part + "\n");
        Run run = ledger("balance");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
