package io.weir.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.Account;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.Span;
import io.weir.policy.FixedBid;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol, on a free port. The agent bids 2.00 a click on its line "brand" and has 100.00 to spend. */
class AgentServerTest {
    private static final String REQUEST =
            "{\"id\":\"r-1\",\"at\":2,\"imp\":[{\"id\":\"1\",\"tagid\":\"brand\",\"bidfloor\":0.5,"
                    + "\"bidfloorcur\":\"EUR\",\"ext\":{\"value\":3.5,\"conversion_rate\":0.1}}],\"site\":{\"id\":\"s\"}}";
    private static final Pattern BID = Pattern.compile("\"bid\":\\[\\{\"id\":\"([^\"]+)\"");
    private static final Clock NOON = Clock.fixed(Instant.parse("2024-01-03T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Ledger ledger;
    private AgentServer server;

    @BeforeEach
    void start() {
        ledger = Ledger.open(new LedgerStore.File(folder.resolve("ledger.db")), MoneyUnit.of("EUR"), NOON);
        Span week = Span.period(LocalDate.of(2024, 1, 1));
        for (Account account : new Account[] {Account.TOTAL, new Account("search")}) {
            ledger.submit(
                    new LedgerCommand.SetLimit(account, week, OptionalLong.of(100_000_000), Note.fresh("test", "")));
        }
        server = server(Optional.empty());
    }

    @AfterEach
    void stop() {
        server.close();
        ledger.close();
    }

    private AgentServer server(Optional<String> token) {
        var line = new AgentLine(new Line("brand", Line.Unit.CLICK), 3, 0.1, 1);
        var file = new AgentFile(ChannelKind.SEARCH, "fixed-bid", ImmutableList.of(line), new FixedBid(2));
        return AgentServer.start(file, settings(token, 0), MoneyUnit.of("EUR"), ledger, NOON);
    }

    private AgentSettings settings(Optional<String> token, int port) {
        return new AgentSettings(
                new Account("search"),
                7,
                Duration.ofHours(1),
                Duration.ofMillis(100),
                Duration.ofMinutes(15),
                folder.resolve("agents"),
                AgentSettings.LOOPBACK,
                port,
                token);
    }

    private HttpResponse<String> call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String bid() {
        Matcher bid = BID.matcher(call("POST", "/bid", REQUEST).body());
        assertThat(bid.find()).isTrue();
        return bid.group(1);
    }

    @Test
    void aRequestIsAnsweredWithABidAfterOpenRtb() {
        HttpResponse<String> answer = call("POST", "/bid", REQUEST);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().firstValue("x-openrtb-version")).contains("2.6");
        assertThat(answer.body())
                .startsWith("{\"id\":\"r-1\",\"cur\":\"EUR\",\"seatbid\":[{\"bid\":[{\"id\":\"")
                .contains("\"impid\":\"1\",\"price\":2,\"exp\":1,\"burl\":\"http://127.0.0.1:" + server.port()
                        + "/win?id=")
                .contains("&price=${AUCTION_PRICE}\"", "&price=${AUCTION_MIN_TO_WIN}\"");
    }

    @Test
    void whatIsNotBidOnIsAnsweredWithoutContent() {
        HttpResponse<String> answer = call("POST", "/bid", REQUEST.replace("0.5", "2.5"));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aWinIsBookedBeforeItIsAnswered() {
        String bid = bid();
        assertThat(call("POST", "/win?id=" + bid + "&price=1.25", "").body())
                .isEqualTo("{\"id\":\"" + bid + "\",\"result\":\"booked\",\"charged\":1.25}");
        assertThat(ledger.balances()).anySatisfy(balance -> {
            assertThat(balance.account().path()).isEqualTo("search");
            assertThat(balance.settled()).isEqualTo(1_250_000);
        });
        assertThat(call("GET", "/win?id=" + bid + "&price=1.25", "").body()).contains("\"result\":\"duplicate\"");
        assertThat(call("GET", "/loss?id=" + bid, "").body()).contains("\"result\":\"nothing\"");
    }

    @Test
    void aLossMayTellThePriceOrLeaveTheMacroInItsPlace() {
        assertThat(call("GET", "/loss?id=" + bid() + "&price=2.2", "").body()).contains("\"result\":\"released\"");
        assertThat(call("GET", "/loss?id=" + bid() + "&price=$%7BAUCTION_MIN_TO_WIN%7D", "")
                        .body())
                .contains("\"result\":\"released\"");
        assertThat(call("GET", "/loss?id=" + bid() + "&price=", "").body()).contains("\"result\":\"released\"");
    }

    @Test
    void aTargetIsToldAndChanged() {
        assertThat(call("GET", "/target", "").body())
                .isEqualTo("{\"target\":100,\"limit\":100,\"spent\":0,\"currency\":\"EUR\"}");
        assertThat(call("PUT", "/target", "{\"target\":0}").body()).startsWith("{\"target\":0,");
        assertThat(call("POST", "/bid", REQUEST).statusCode()).isEqualTo(204);
        assertThat(call("PUT", "/target", "{\"target\":2.5}").statusCode()).isEqualTo(200);
        assertThat(call("POST", "/bid", REQUEST).statusCode()).isEqualTo(200);
        assertThat(call("POST", "/bid", REQUEST).statusCode()).isEqualTo(204);
        HttpResponse<String> beyond = call("PUT", "/target", "{\"target\":100.5}");
        assertThat(beyond.statusCode()).isEqualTo(409);
        assertThat(beyond.body()).contains("at most 100.00 in the period of 2024-01-01", "weir ledger WS transfer");
        assertThat(call("GET", "/target", "").body()).startsWith("{\"target\":2.5,");
    }

    @Test
    void healthTellsHowItStands() {
        call("GET", "/win?id=" + bid() + "&price=1.5", "");
        assertThat(call("GET", "/health", "").body())
                .startsWith("{\"status\":\"live\",\"channel\":\"search\",\"controller\":\"fixed-bid\","
                        + "\"period\":\"2024-01-01\",\"tick\":60,\"currency\":\"EUR\",\"target\":100,\"limit\":100,"
                        + "\"spent\":1.5,\"lease_left\":98.5,\"bids_waiting\":0");
    }

    @Test
    void metricsAreThoseOfPrometheus() {
        call("GET", "/win?id=" + bid() + "&price=1.5", "");
        HttpResponse<String> metrics = call("GET", "/metrics", "");
        assertThat(metrics.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
        assertThat(metrics.body())
                .contains(
                        "# TYPE weir_agent_bids_total counter",
                        "weir_agent_bids_total 1.0",
                        "weir_agent_requests_total{line=\"brand\"} 1.0",
                        "weir_agent_spend_total{line=\"brand\"} 1.5",
                        "weir_agent_lease_left 98.5",
                        "weir_agent_bid_seconds_count 1",
                        "weir_agent_shadow_price NaN");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/bid||405|the method must be POST.",
                "PUT|/win?id=1&price=1||405|the method must be GET or POST.",
                "POST|/target|{}|405|the method must be GET or PUT.",
                "GET|/nowhere||404|there is no such path",
                "GET|/win?id=1||400|price is missing.",
                "GET|/win?price=1||400|id is missing.",
                "GET|/win?id=1&id=2&price=1||400|id stands there more than once.",
                "GET|/win?id=1&price=1||404|no bid of this agent has this id.",
                "GET|/win?id=1&price=much||400|price must be a finite number, at least 0.",
                "GET|/loss?id=1&price=much||400|price must be a finite number, at least 0.",
                "PUT|/target|5|400|the body must be {",
                "PUT|/target|{\"target\":\"5\"}|400|the body must be {",
                "PUT|/target|{\"target\":NaN}|400|the body must be {",
                "PUT|/target|{\"target\":-1}|400|target must be a finite number, at least 0.",
                "PUT|/target|{\"target\":1e400}|400|target must be a finite number, at least 0.",
                "PUT|/target|{}|400|target must be a finite number, at least 0.",
                "POST|/bid||400|the request must be an object.",
                "POST|/bid|[]|400|the request must be an object.",
                "POST|/bid|{|400|the request is no whole JSON document.",
                "POST|/bid|{\"id\":\"1\"}|400|imp must hold at least one impression.",
                "POST|/bid|{\"id\":1,\"imp\":[]}|400|id must be a text",
                "POST|/bid|{\"id\":\"1\",\"imp\":{}}|400|imp must be a list.",
                "POST|/bid|{\"id\":\"1\",\"imp\":[1]}|400|imp must be an object.",
                "POST|/bid|{\"id\":\"1\",\"imp\":[{}]}|400|imp.id is missing.",
                "POST|/bid|{\"imp\":[{\"id\":\"1\"}]}|400|id is missing.",
                "POST|/bid|{\"id\":\"1\",\"imp\":[{\"id\":\"1\",\"bidfloor\":NaN}]}|400|no whole JSON document.",
                "POST|/bid|{\"id\":\"1\",\"imp\":[{\"id\":\"1\",\"bidfloor\":-1}]}|400|imp.bidfloor must be a finite number",
                "POST|/bid|{\"id\":\"1\",\"imp\":[{\"id\":\"1\",\"bidfloor\":1e999}]}|400|imp.bidfloor must be a finite number",
                "POST|/bid|{\"id\":\"1\",\"imp\":[{\"id\":\"1\"}]} {}|400|the request goes on after its end.",
            })
    void whatCannotBeUnderstoodIsNamedInALine(String method, String path, String body, int status, String message) {
        HttpResponse<String> answer = call(method, path, body == null ? "" : body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":\"").contains(message).doesNotContain("\n", "Exception");
    }

    @Test
    void aHugeBodyIsRefusedBeforeItIsSent() throws IOException {
        // by what the head says: a client that is still sending when the connection closes may lose the answer
        String head = "POST /bid HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";
        assertThat(raw(head.getBytes(StandardCharsets.US_ASCII)))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"error\":\"the body must have at most 65536 bytes.\"}");
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "{\"id\":\"1\",\"site\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
        assertThat(call("POST", "/bid", deep).statusCode()).isEqualTo(400);
    }

    @Test
    void aClientThatStopsHalfwayHoldsNobodyUp() throws IOException {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            slow.getOutputStream()
                    .write("POST /bid HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"
                            .getBytes(StandardCharsets.UTF_8));
            slow.getOutputStream().flush();
            assertThat(silent.isConnected()).isTrue();
            assertThat(call("POST", "/bid", REQUEST).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void randomBytesAreRefusedAndChangeNothing(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        byte[] whole = ("POST /bid HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + REQUEST.length()
                        + "\r\n\r\n" + REQUEST)
                .getBytes(StandardCharsets.US_ASCII);
        for (int k = 0; k < 100; k++) {
            byte[] bytes = whole.clone();
            int changes = random.nextInt(1, 20);
            for (int c = 0; c < changes; c++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String answer = raw(bytes);
            assertThat(answer).doesNotContain("\tat ", "Exception", " 500 ");
        }
        assertThat(call("POST", "/bid", REQUEST).statusCode()).isEqualTo(200);
        assertThat(call("GET", "/metrics", "").body()).contains("weir_agent_faults_total 0.0");
    }

    private String raw(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (java.net.SocketException e) {
            return "closed";
        }
    }

    @Test
    void aCallerWithoutTheTokenIsRefused() {
        server.close();
        server = server(Optional.of("a-long-enough-token"));
        for (String path : new String[] {"/health", "/metrics", "/win?id=1&price=1"}) {
            assertThat(call("GET", path, "").statusCode()).isEqualTo(401);
        }
        assertThat(call("POST", "/bid", REQUEST, "Authorization", "Bearer a-long-enough-tokem")
                        .statusCode())
                .isEqualTo(401);
        assertThat(call("POST", "/bid", REQUEST, "Authorization", "Bearer a-long-enough-token")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void othersReachItWithATokenOnly() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new AgentSettings(
                        new Account("search"),
                        7,
                        Duration.ofHours(1),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(15),
                        folder,
                        "0.0.0.0",
                        0,
                        Optional.empty()))
                .withMessage("host (0.0.0.0) can be reached by others, so callers need a token.");
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var line = new AgentLine(new Line("brand", Line.Unit.CLICK), 3, 0.1, 1);
        var file = new AgentFile(ChannelKind.SEARCH, "fixed-bid", ImmutableList.of(line), new FixedBid(2));
        var other = new AgentSettings(
                new Account("search"),
                7,
                Duration.ofHours(1),
                Duration.ofMillis(100),
                Duration.ofMinutes(15),
                folder.resolve("others"),
                AgentSettings.LOOPBACK,
                server.port(),
                Optional.empty());
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> AgentServer.start(file, other, MoneyUnit.of("EUR"), ledger, NOON))
                .withMessageContaining("--port: (" + server.port() + ") at 127.0.0.1 cannot be listened at");
    }

    @Test
    void afterTheEndNothingIsReserved() {
        bid();
        server.close();
        assertThat(ledger.openReservations()).isEmpty();
    }
}
