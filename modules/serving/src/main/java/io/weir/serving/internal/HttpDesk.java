package io.weir.serving.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Throwables;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.weir.core.BadInputException;
import io.weir.serving.AgentSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The HTTP of a {@link Desk}: bids are answered by the thread that read them, wins when they are on disk, the rest by a thread
 * that may wait. Whatever is sent, the answer is JSON of one line, and never a trace.
 */
final class HttpDesk implements AutoCloseable {
    private static final int LARGEST_BODY = 64 << 10;
    private static final int LARGEST_HEAD = 8 << 10;
    private static final int SLOWEST_HEAD_MILLIS = 5_000;
    private static final int SLOWEST_READ_MILLIS = 5_000;
    private static final int IDLE_MILLIS = 60_000;
    private static final HttpString OPENRTB = new HttpString("x-openrtb-version");
    private static final String JSON_TYPE = "application/json";
    private static final String BEARER = "Bearer ";
    private static final JsonFactory JSON = new JsonFactory();

    static {
        // what it would say of itself goes where other libraries' talk goes
        if (System.getProperty("org.jboss.logging.provider") == null) {
            System.setProperty("org.jboss.logging.provider", "slf4j");
        }
    }

    private final Desk desk;
    private final Answers answers;
    private final Executor waiting;
    private final String controller;
    private final AgentSettings settings;
    private final Optional<byte[]> token;
    private final Undertow server;

    private HttpDesk(Desk desk, Executor waiting, String controller, AgentSettings settings) {
        this.desk = desk;
        this.waiting = waiting;
        this.controller = controller;
        this.settings = settings;
        this.token = settings.token().map(text -> (BEARER + text).getBytes(StandardCharsets.UTF_8));
        this.server = Undertow.builder()
                .addHttpListener(settings.port(), settings.host(), this::handle)
                .setIoThreads(2)
                .setWorkerThreads(2)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, 20)
                .setServerOption(UndertowOptions.MAX_HEADERS, 50)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, SLOWEST_HEAD_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .setServerOption(UndertowOptions.RECORD_REQUEST_START_TIME, false)
                .setSocketOption(org.xnio.Options.READ_TIMEOUT, IDLE_MILLIS)
                .setSocketOption(org.xnio.Options.TCP_NODELAY, true)
                .build();
        server.start();
        this.answers = new Answers("http://" + settings.host() + ":" + port(), desk.unit(), settings.patience());
    }

    /**
     * Listens.
     *
     * @throws BadInputException if the port is taken
     */
    static HttpDesk open(Desk desk, Executor waiting, String controller, AgentSettings settings) {
        try {
            return new HttpDesk(desk, waiting, controller, settings);
        } catch (RuntimeException e) {
            Throwable cause = Throwables.getRootCause(e);
            if (cause instanceof IOException || cause instanceof UnresolvedAddressException) {
                throw BadInputException.of(
                        "--port",
                        "(" + settings.port() + ") at " + settings.host() + " cannot be listened at: "
                                + cause.getMessage() + ".",
                        "Maybe another process does; --port 0 takes any that is free.");
            }
            throw e;
        }
    }

    int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    String started() {
        return answers.started(settings.account().path(), port());
    }

    @Override
    public void close() {
        server.stop();
    }

    // ---- calls ----

    private void handle(HttpServerExchange exchange) {
        try {
            requireToken(exchange);
            switch (exchange.getRequestPath()) {
                case "/bid" -> {
                    requireMethod(exchange, "POST");
                    body(exchange, body -> bid(exchange, body));
                }
                case "/win" -> {
                    requireMethod(exchange, "GET", "POST");
                    String bid = parameter(exchange, "id");
                    later(exchange, desk.win(bid, number(parameter(exchange, "price"))));
                }
                case "/loss" -> {
                    requireMethod(exchange, "GET", "POST");
                    String told = optional(exchange, "price").orElse("");
                    // an exchange that tells no price leaves nothing, or its own macro, in its place
                    double price = told.isEmpty() || told.startsWith("$") ? Double.NaN : number(told);
                    send(exchange, 200, answers.notice(desk.loss(parameter(exchange, "id"), price)));
                }
                case "/target" -> {
                    requireMethod(exchange, "GET", "PUT");
                    if (exchange.getRequestMethod().equalToString("PUT")) {
                        body(exchange, body -> target(exchange, body));
                    } else {
                        send(exchange, 200, answers.target(desk.health()));
                    }
                }
                case "/health" -> {
                    requireMethod(exchange, "GET");
                    send(exchange, 200, answers.health(settings.account().path(), controller, desk.health()));
                }
                case "/metrics" -> {
                    requireMethod(exchange, "GET");
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
                    exchange.getResponseSender()
                            .send(ByteBuffer.wrap(desk.metrics().text()));
                }
                default ->
                    throw new Refusal(
                            404, "there is no such path; there are /bid, /win, /loss, /target, /health and /metrics.");
            }
        } catch (Refusal refusal) {
            refuse(exchange, refusal);
        } catch (RuntimeException e) {
            fault(exchange);
        }
    }

    /** What is done with a body. */
    private interface BodyCall {
        void with(byte[] body) throws Refusal;
    }

    private void body(HttpServerExchange exchange, BodyCall call) throws Refusal {
        if (exchange.getRequestContentLength() > LARGEST_BODY) {
            exchange.setPersistent(false);
            throw tooLarge();
        }
        Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(LARGEST_BODY);
        receiver.receiveFullBytes(
                (same, body) -> {
                    try {
                        call.with(body);
                    } catch (Refusal refusal) {
                        refuse(exchange, refusal);
                    } catch (RuntimeException e) {
                        fault(exchange);
                    }
                },
                (same, problem) -> refuse(
                        exchange,
                        problem instanceof Receiver.RequestToLargeException
                                ? tooLarge()
                                : Refusal.bad("the body could not be read.")));
    }

    private static Refusal tooLarge() {
        return new Refusal(413, "the body must have at most " + LARGEST_BODY + " bytes.");
    }

    private void bid(HttpServerExchange exchange, byte[] body) throws Refusal {
        long start = System.nanoTime();
        BidRequest request = BidRequestReader.read(body);
        List<MadeBid> bids = desk.bid(request);
        if (bids.isEmpty()) {
            exchange.setStatusCode(204);
            exchange.endExchange();
        } else {
            exchange.getResponseHeaders().put(OPENRTB, "2.6");
            send(exchange, 200, answers.bids(request.id(), bids));
        }
        desk.metrics().took(System.nanoTime() - start);
    }

    private void target(HttpServerExchange exchange, byte[] body) throws Refusal {
        double amount = targetOf(body);
        later(
                exchange,
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                desk.target(amount);
                                return answers.target(desk.health());
                            } catch (Refusal refusal) {
                                throw new java.util.concurrent.CompletionException(refusal);
                            }
                        },
                        waiting),
                told -> told);
    }

    private static double targetOf(byte[] body) throws Refusal {
        double amount = Double.NaN;
        try (JsonParser in = JSON.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw Refusal.bad("the body must be {\"target\": AMOUNT}.");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (!name.equals("target") || !value.isNumeric()) {
                    throw Refusal.bad("the body must be {\"target\": AMOUNT}.");
                }
                amount = in.getDoubleValue();
            }
        } catch (IOException e) {
            throw Refusal.bad("the body must be {\"target\": AMOUNT}.");
        }
        return amount;
    }

    private void later(HttpServerExchange exchange, CompletableFuture<Notice> notice) {
        later(exchange, notice, answers::notice);
    }

    /** Answers when the result is there; the thread that read the call goes on with others. */
    private <T> void later(
            HttpServerExchange exchange, CompletableFuture<T> result, java.util.function.Function<T, byte[]> text) {
        exchange.dispatch(
                SameThreadExecutor.INSTANCE,
                () -> result.whenComplete((told, failure) -> exchange.getIoThread()
                        .execute(() -> {
                            if (failure == null) {
                                send(exchange, 200, text.apply(told));
                            } else if (Throwables.getRootCause(failure) instanceof Refusal refusal) {
                                refuse(exchange, refusal);
                            } else {
                                fault(exchange);
                            }
                        })));
    }

    // ---- what calls share ----

    private void requireToken(HttpServerExchange exchange) throws Refusal {
        if (token.isPresent()) {
            String shown = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
            byte[] bytes = (shown == null ? "" : shown).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(token.get(), bytes)) {
                throw new Refusal(401, "a token is needed: Authorization: Bearer TOKEN.");
            }
        }
    }

    private static void requireMethod(HttpServerExchange exchange, String... methods) throws Refusal {
        for (String method : methods) {
            if (exchange.getRequestMethod().equalToString(method)) {
                return;
            }
        }
        exchange.getResponseHeaders().put(Headers.ALLOW, String.join(", ", methods));
        throw new Refusal(405, "the method must be " + String.join(" or ", methods) + ".");
    }

    private static Optional<String> optional(HttpServerExchange exchange, String name) throws Refusal {
        Deque<String> values = exchange.getQueryParameters().get(name);
        if (values != null && values.size() > 1) {
            throw Refusal.bad(name + " stands there more than once.");
        }
        return values == null ? Optional.empty() : Optional.of(values.getFirst());
    }

    private static String parameter(HttpServerExchange exchange, String name) throws Refusal {
        return optional(exchange, name).orElseThrow(() -> Refusal.bad(name + " is missing."));
    }

    private static double number(String text) throws Refusal {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw Refusal.bad("price must be a finite number, at least 0.");
        }
    }

    private void refuse(HttpServerExchange exchange, Refusal refusal) {
        if (refusal.status() == 400 || refusal.status() == 413) {
            desk.metrics().malformed.inc();
        }
        send(exchange, refusal.status(), Answers.error(refusal.text()));
    }

    private void fault(HttpServerExchange exchange) {
        desk.metrics().faults.inc();
        send(exchange, 500, Answers.error("something went wrong inside the agent."));
    }

    private static void send(HttpServerExchange exchange, int status, byte[] body) {
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
            return;
        }
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, JSON_TYPE);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
