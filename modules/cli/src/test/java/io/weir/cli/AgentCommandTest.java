package io.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.cli.Shop.Run;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentCommandTest {
    private static final String AGENT = """
            {"format": "weir-agent", "version": 1, "kind": "search", "controller": "fixed-bid", "settings": {"bid": 2},
             "lines": [{"name": "brand", "unit": "click", "value": 3, "conversion-rate": 0.05, "price": 1}]}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void openPlan() {
        String today = LocalDate.now().toString();
        new Shop(folder)
                .write("plan.csv", "period_start,channel,spend\n" + today + ",search,1000\n")
                .write("search.json", AGENT)
                .write("token", "short\n");
    }

    private Run agent(String words) {
        List<Object> all = new ArrayList<>(List.of("agent"));
        all.addAll(Arrays.asList(words.replace("HERE", folder.toString()).split(" ")));
        return Shop.weir(all.toArray());
    }

    @Test
    void anAgentBidsUntilItIsToldToEnd() throws Exception {
        assertThat(Shop.weir("ledger", folder, "open").code()).isZero();
        Path port = folder.resolve("port");
        var run = new FutureTask<Run>(() -> agent(
                "search --policy HERE/search.json --ledger HERE --port-file " + port + " --json --bid-timeout 1s"));
        var agent = new Thread(run);
        agent.start();
        while (!Files.exists(port) && agent.isAlive()) {
            Thread.sleep(10);
        }
        String base = "http://127.0.0.1:" + Files.readString(port).strip();
        String health = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base + "/health")).build(), BodyHandlers.ofString())
                .body();
        assertThat(health).contains("\"status\":\"live\"", "\"target\":1000,");
        assertThat(agent("search --policy HERE/search.json --ledger HERE").err())
                .contains("another process bids for search here.");
        agent.interrupt();
        Run ended = run.get();
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("{\"channel\":\"search\",\"port\":");
        assertThat(Shop.weir("ledger", folder, "balance").out()).contains("search   ", "1,000.00");
    }

    @ParameterizedTest(name = "weir agent {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "radio --policy HERE/search.json --ledger HERE|(radio) is not in ",
                "social --policy HERE/search.json --ledger HERE|kind (search) is not that of the channel social",
                "search --policy HERE/none.json --ledger HERE|does not exist.",
                "search --policy HERE/search.json --ledger HERE|weir ledger WS open.",
                "search --policy HERE/search.json --ledger HERE --tick soon|--tick: (soon) must be a time",
                "search --policy HERE/search.json --ledger HERE --tick 0s|tick (PT0S) must be",
                "search --policy HERE/search.json --ledger HERE --bid-timeout 10m|time of a lease (PT15M) must be at least",
                "search --policy HERE/search.json --ledger HERE --port 70000|port (70000) must be in",
                "search --policy HERE/search.json --ledger HERE --host 0.0.0.0|callers need a token.",
                "search --policy HERE/search.json --ledger HERE --token-file HERE/none|cannot be read",
                "search --policy HERE/search.json --ledger HERE --token-file HERE/token|at least 16 characters",
            })
    void whatCannotBeIsNamed(String words, String message) {
        Run run = agent(words);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).doesNotContain("our fault", "short");
        assertThat(run.out()).isEmpty();
    }
}
