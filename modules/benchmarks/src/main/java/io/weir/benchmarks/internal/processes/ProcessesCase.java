package io.weir.benchmarks.internal.processes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.planning.Samples;
import io.weir.planning.Workspace;
import io.weir.planning.WorkspaceLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Three agents as processes of their own bid from one ledger while an exchange asks them and one after the other is killed; then
 * what the exchange counted is held against the ledger.
 */
public final class ProcessesCase {
    /** Requests per second that each agent is asked for. */
    private static final double PACE = 3000;

    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
    private static final long EXPIRING_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Currency in the period. Mail's is used up on the way. */
    private static final ImmutableMap<String, Integer> LIMITS =
            ImmutableMap.of("search", 200_000, "social", 4_000, "email", 20);

    private final Path workspace;
    private final Setting setting;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Double> starts = new ArrayList<>();

    private ProcessesCase(Path workspace, Setting setting) {
        this.workspace = workspace;
        this.setting = setting;
    }

    /**
     * How long.
     *
     * @param time that agents are asked
     * @param progress told how far it is
     */
    public record Setting(Duration time, Progress progress) {}

    /**
     * What came of one agent.
     *
     * @param channel that it bid for
     * @param kills of its process
     * @param requests answered
     * @param bids made
     * @param wins by the exchange's journal
     * @param paid for them by that journal, micros
     * @param settled in the ledger, micros
     * @param limit in the ledger, micros
     * @param p50 milliseconds that half of the requests took at most
     * @param p99 milliseconds that 99 % took at most
     * @param p99OfNotices the same of notices
     * @param moneyFaults wins without their line, lines without their win, amounts that differ, limits passed
     * @param disturbances errors and stalls over a second while it was not killed
     * @param againstTarget bids while its target was 0
     */
    public record Outcome(
            String channel,
            int kills,
            long requests,
            long bids,
            long wins,
            long paid,
            long settled,
            long limit,
            double p50,
            double p99,
            double p99OfNotices,
            long moneyFaults,
            long disturbances,
            long againstTarget) {}

    /**
     * What came of it.
     *
     * @param seconds that agents were asked
     * @param p99 milliseconds that 99 % of all requests took at most
     * @param restart mean seconds from a kill until the next process listens
     * @param agents each
     * @param auditFaults of the ledger
     * @param told the first faults, in words
     */
    public record Result(
            double seconds,
            double p99,
            double restart,
            ImmutableList<Outcome> agents,
            long auditFaults,
            ImmutableList<String> told) {
        /** Requests that were answered, of all agents together. */
        public long requests() {
            return agents.stream().mapToLong(Outcome::requests).sum();
        }

        /** Money that is wrong, and disturbances of agents that were not killed. */
        public long faults() {
            return auditFaults
                    + agents.stream()
                            .mapToLong(one -> one.moneyFaults() + one.disturbances() + one.againstTarget())
                            .sum();
        }
    }

    /** Runs it in a folder that is not there yet. */
    public static Result run(Path workspace, Setting setting) throws IOException, InterruptedException {
        return new ProcessesCase(workspace, setting).run();
    }

    private Result run() throws IOException, InterruptedException {
        openWorkspace();
        try {
            leaveArchive(exchanges.get(0).agent());
            for (Exchange exchange : exchanges) {
                exchange.agent().start();
            }
            for (Exchange exchange : exchanges) {
                exchange.agent().awaitPort();
            }
            exchanges.forEach(Exchange::start);
            long start = System.nanoTime();
            killUntilOver(start);
            double seconds = (System.nanoTime() - start) / 1e9;
            for (Exchange exchange : exchanges) {
                exchange.askNoMore();
            }
            for (Exchange exchange : exchanges) {
                exchange.finish(SETTLING_NANOS);
            }
            for (Exchange exchange : exchanges) {
                exchange.agent().end();
            }
            return judge(seconds);
        } finally {
            exchanges.forEach(exchange -> exchange.agent().destroy());
        }
    }

    private static void leaveArchive(AgentProcess first) throws IOException, InterruptedException {
        first.start();
        first.awaitPort();
        try (var connection = new Connection(first.port())) {
            connection.ask("GET", "/health", "");
        }
        first.end();
    }

    private void openWorkspace() throws IOException {
        Samples.copy("online-shop", workspace);
        String today = LocalDate.now(Clock.systemDefaultZone()).toString();
        var plan = new StringBuilder("period_start,channel,spend\n");
        LIMITS.forEach((channel, limit) -> plan.append(today + "," + channel + "," + limit + "\n"));
        Files.writeString(workspace.resolve("plan.csv"), plan);
        agent("search", "click", "fixed-bid", "{\"bid\":0.6}", 1, new Exchange.Kind("brand", 1, 0.05, 900, 2.5));
        agent(
                "social",
                "thousand-impressions",
                "fixed-bid",
                "{\"bid\":4}",
                1,
                new Exchange.Kind("young", 1000, 0.5, 6000, 9));
        agent("email", "send", "fixed-bid", "{\"bid\":0.1}", 0.004, new Exchange.Kind("readers", 1, 0.004, 0, 0.2));
        try (WorkspaceLedger ledger = Workspace.open(workspace).ledger(Clock.systemDefaultZone())) {
            ledger.openPlan(workspace.resolve("plan.csv"), "benchmark");
        }
    }

    private void agent(
            String channel, String unit, String controller, String settings, double price, Exchange.Kind kind)
            throws IOException {
        Files.writeString(
                workspace.resolve(channel + ".json"),
                "{\"format\":\"weir-agent\",\"version\":1,\"kind\":\"" + channel + "\",\"controller\":\"" + controller
                        + "\",\"settings\":" + settings + ",\"lines\":[{\"name\":\"" + kind.line() + "\",\"unit\":\""
                        + unit + "\",\"value\":" + kind.value() + ",\"conversion-rate\":0.05,\"price\":" + price
                        + "}]}\n");
        exchanges.add(new Exchange(new AgentProcess(workspace, channel), kind, PACE));
    }

    /** In each round one is killed, and the target of the next is 0 for a moment. */
    private void killUntilOver(long start) throws InterruptedException, IOException {
        long end = start + setting.time().toNanos();
        for (int round = 0; System.nanoTime() < end; round++) {
            setting.progress().at("agents under kills", (System.nanoTime() - start) / (double) (end - start));
            long next = System.nanoTime() + BETWEEN_KILLS.toNanos();
            AgentProcess victim = exchanges.get(round % exchanges.size()).agent();
            long killed = System.nanoTime();
            victim.kill();
            victim.start();
            victim.awaitPort();
            starts.add((System.nanoTime() - killed) / 1e9);
            Exchange other = exchanges.get((round + 1) % exchanges.size());
            other.target(0, round + 1);
            Thread.sleep(300);
            other.target(LIMITS.getOrDefault(other.agent().channel(), 0), round + 1);
            long left = Math.min(next, end) - System.nanoTime();
            Thread.sleep(Math.max(0, TimeUnit.NANOSECONDS.toMillis(left)));
        }
    }

    // ---- judging ----

    private Result judge(double seconds) throws InterruptedException {
        List<String> told = new ArrayList<>();
        try (WorkspaceLedger money = Workspace.open(workspace).ledger(Clock.systemDefaultZone())) {
            Ledger ledger = money.ledger();
            expire(ledger);
            Map<String, Map<String, Long>> lines = new HashMap<>();
            ledger.entries(entry -> {
                if (entry.kind() == LedgerEntry.Kind.SETTLE && entry.why().equals("won")) {
                    lines.computeIfAbsent(entry.account().path(), account -> new HashMap<>())
                            .merge(entry.key(), entry.amount(), Long::sum);
                }
            });
            LedgerAudit audit = ledger.audit(Optional.empty(), setting.progress());
            told.addAll(audit.faults());
            ImmutableList.Builder<Outcome> outcomes = ImmutableList.builder();
            for (Exchange exchange : exchanges) {
                String channel = exchange.agent().channel();
                LedgerBalance balance = ledger.balances().stream()
                        .filter(one -> one.account().path().equals(channel)
                                && !one.span().isHorizon())
                        .findFirst()
                        .orElseThrow();
                outcomes.add(outcome(exchange, balance, lines.getOrDefault(channel, Map.of()), told));
            }
            double p99 = Latencies.together(
                            exchanges.stream().map(Exchange::bids).toList())
                    .millis(0.99);
            double restart =
                    starts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
            return new Result(seconds, p99, restart, outcomes.build(), audit.faultCount(), ImmutableList.copyOf(told));
        }
    }

    /** A process that is killed between reserving and settling leaves a reservation, which ends by itself. */
    private static void expire(Ledger ledger) throws InterruptedException {
        long end = System.nanoTime() + EXPIRING_NANOS;
        while (ledger.openReservations().stream().anyMatch(one -> !one.lease()) && System.nanoTime() < end) {
            Thread.sleep(500);
            ledger.expireDue("benchmark");
        }
    }

    private static Outcome outcome(
            Exchange exchange, LedgerBalance balance, Map<String, Long> lines, List<String> told) {
        String channel = exchange.agent().channel();
        long faults = 0;
        for (Map.Entry<String, Long> win : exchange.paid().entrySet()) {
            faults += win.getValue().equals(lines.get(win.getKey())) ? 0 : 1;
        }
        if (faults > 0) {
            told.add(channel + ": " + faults + " acknowledged wins are not in the ledger as they were paid");
        }
        long strange = lines.keySet().stream()
                .filter(bid -> !exchange.paid().containsKey(bid))
                .count();
        long unacknowledged = exchange.won() - exchange.paid().size();
        long paid = exchange.paid().values().stream().mapToLong(Long::longValue).sum();
        faults += strange + unacknowledged;
        if (strange + unacknowledged > 0) {
            told.add(channel + ": " + strange + " lines of no acknowledged win, " + unacknowledged
                    + " wins never acknowledged");
        }
        if (paid != balance.settled() || balance.reserved() != 0 || balance.overrun() != 0 || balance.room() < 0) {
            faults++;
            told.add(String.format(
                    "%s: paid %s, settled %s, reserved %s, overrun %s, room %s micros",
                    channel, paid, balance.settled(), balance.reserved(), balance.overrun(), balance.room()));
        }
        if (!exchange.firstFault().isEmpty()) {
            told.add(exchange.firstFault());
        }
        return new Outcome(
                channel,
                exchange.agent().life(),
                exchange.bids().count(),
                exchange.made(),
                exchange.won(),
                paid,
                balance.settled(),
                balance.limit().orElse(0),
                exchange.bids().millis(0.5),
                exchange.bids().millis(0.99),
                exchange.notices().millis(0.99),
                faults,
                exchange.faults(),
                exchange.againstTarget());
    }
}
