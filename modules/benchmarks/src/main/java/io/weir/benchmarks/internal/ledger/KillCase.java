package io.weir.benchmarks.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.Account;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.Span;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Four processes of eight threads spend by one ledger while processes, and the server if there is one, are killed at random;
 * then what they were answered is held against what the ledger says.
 */
public final class KillCase {
    private static final int WORKERS = 4;
    private static final long LIMIT = 20_000;

    private final Setting setting;
    private final LedgerStore store;
    private final Path folder;
    private final @Nullable PostgresServer server;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Process> workers = new ArrayList<>();
    private final int[] starts = new int[WORKERS];
    private int kills;
    private int serverKills;

    private KillCase(Setting setting, LedgerStore store, Path folder, @Nullable PostgresServer server) {
        this.setting = setting;
        this.store = store;
        this.folder = folder;
        this.server = server;
    }

    /**
     * How long.
     *
     * @param time at least
     * @param kills at least
     * @param progress told how far it is
     */
    public record Setting(Duration time, int kills, Progress progress) {}

    /**
     * What came of it.
     *
     * @param database by name
     * @param seconds that it ran
     * @param kills of processes
     * @param serverKills of the server
     * @param asked commands
     * @param refused of them
     * @param acknowledged of them
     * @param again acknowledged as booked before
     * @param lines of the ledger
     * @param overrun micros that the platform charged too much
     * @param overspend authorisations beyond a limit
     * @param lost acknowledged commands without their line
     * @param twice commands that were counted more than once
     * @param faults that the audit found, or where a count by other code differs
     * @param told the first faults in words
     */
    public record Result(
            String database,
            double seconds,
            int kills,
            int serverKills,
            long asked,
            long refused,
            long acknowledged,
            long again,
            long lines,
            long overrun,
            long overspend,
            long lost,
            long twice,
            long faults,
            ImmutableList<String> told) {}

    /** On a file. */
    public static Result onSqlite(Path folder, Setting setting) throws IOException, InterruptedException {
        var store = new LedgerStore.File(folder.resolve("ledger.db"));
        return new KillCase(setting, store, folder, null).run("SQLite");
    }

    /** On a server; empty where there is none for this kind of machine. */
    public static Optional<Result> onPostgres(Path folder, Setting setting) throws IOException, InterruptedException {
        Optional<PostgresServer> started = PostgresServer.start(folder.resolve("data"));
        if (started.isEmpty()) {
            return Optional.empty();
        }
        try (PostgresServer server = started.get()) {
            return Optional.of(new KillCase(setting, server.store("weir"), folder, server).run("PostgreSQL"));
        }
    }

    private Result run(String database) throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (Ledger ledger = Ledger.open(store, MoneyUnit.unnamed(), Clock.systemUTC())) {
            openAccounts(ledger);
            for (int k = 0; k < WORKERS; k++) {
                workers.add(startWorker(k));
            }
            killUntilOver(database, ledger, start);
            Files.createFile(folder.resolve(LedgerWorker.STOP));
            for (int k = 0; k < WORKERS; k++) {
                if (workers.get(k).waitFor() != 0) {
                    throw ended(k);
                }
            }
        } finally {
            workers.forEach(Process::destroyForcibly);
        }
        return judge(database, seconds(start));
    }

    private static void openAccounts(Ledger ledger) {
        limit(ledger, Account.TOTAL, Span.HORIZON, LIMIT * 3 / 2);
        for (Span period : LedgerWorker.PERIODS) {
            limit(ledger, Account.TOTAL, period, LIMIT);
            for (Account account : LedgerWorker.ACCOUNTS) {
                limit(ledger, account, period, account.path().contains("/") ? LIMIT / 4 : LIMIT / 2);
            }
        }
    }

    /** A little more on every level, so that to the end there is room to dispute, and never enough. */
    private static void raiseLimits(Ledger ledger) {
        for (LedgerBalance balance : ledger.balances()) {
            if (balance.limit().isPresent() && balance.room() < LIMIT / 10) {
                limit(ledger, balance.account(), balance.span(), balance.limit().getAsLong() + LIMIT / 10);
            }
        }
    }

    private static void limit(Ledger ledger, Account account, Span span, long micros) {
        ledger.submit(new LedgerCommand.SetLimit(account, span, OptionalLong.of(micros), Note.fresh("benchmark", "")));
    }

    private void killUntilOver(String database, Ledger ledger, long start) throws InterruptedException, IOException {
        while (seconds(start) < setting.time().toSeconds() || kills + serverKills < setting.kills()) {
            double share = Math.min(
                    seconds(start) / Math.max(1, setting.time().toSeconds()),
                    (kills + serverKills + 1.0) / Math.max(1, setting.kills()));
            setting.progress().at("ledger on " + database + " under kills", Math.min(1, share));
            raiseLimits(ledger);
            Thread.sleep(random.nextLong(100, 1500));
            if (server != null && random.nextInt(5) == 0) {
                server.killAndStart();
                serverKills++;
            } else {
                int victim = random.nextInt(WORKERS);
                requireAlive(victim);
                workers.get(victim).destroyForcibly().waitFor();
                kills++;
                workers.set(victim, startWorker(victim));
            }
        }
    }

    /** A worker that ends by itself would make the rest look better than it is. */
    private void requireAlive(int number) throws IOException {
        if (!workers.get(number).isAlive()) {
            throw ended(number);
        }
    }

    private IllegalStateException ended(int number) throws IOException {
        String log = Files.readString(log(number).toPath());
        return new IllegalStateException(
                "worker " + number + " ended by itself: " + log.substring(Math.max(0, log.length() - 2000)));
    }

    private File log(int number) {
        return folder.resolve("worker-" + number + ".log").toFile();
    }

    private Process startWorker(int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path", ""),
                LedgerWorker.class.getName(),
                folder.toString(),
                Integer.toString(number),
                Integer.toString(starts[number]++)));
        if (store instanceof LedgerStore.File file) {
            command.add(file.path().toString());
        } else {
            var on = (LedgerStore.Server) store;
            command.addAll(List.of(on.url(), on.user(), on.schema()));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(number)))
                .start();
    }

    private Result judge(String database, double seconds) throws IOException {
        Map<String, LedgerEntry> lines = new HashMap<>();
        var recount = new Recount();
        long[] twice = new long[1];
        try (Ledger ledger = Ledger.open(store, MoneyUnit.unnamed(), Clock.systemUTC())) {
            ledger.entries(entry -> {
                twice[0] += lines.put(entry.key(), entry) == null ? 0 : 1;
                recount.take(entry);
            });
            LedgerAudit audit = ledger.audit(Optional.empty(), setting.progress());
            long differences = recount.differences(ledger.balances());
            var heard = new Heard(lines);
            for (int k = 0; k < WORKERS; k++) {
                heard.hear(Journal.read(LedgerWorker.journal(folder, Integer.toString(k))));
            }
            return new Result(
                    database,
                    seconds,
                    kills,
                    serverKills,
                    heard.asked,
                    heard.refused,
                    heard.acknowledged.size(),
                    heard.again,
                    audit.entries(),
                    audit.overrun(),
                    recount.overspent(),
                    heard.lost,
                    twice[0] + heard.twice,
                    audit.faultCount() + differences,
                    audit.faults());
        }
    }

    /** What workers were answered, held against the lines. */
    private static final class Heard {
        private final Map<String, LedgerEntry> lines;
        private final Set<String> acknowledged = new HashSet<>();
        private long asked;
        private long refused;
        private long again;
        private long lost;
        private long twice;

        Heard(Map<String, LedgerEntry> lines) {
            this.lines = lines;
        }

        void hear(Journal.Read journal) {
            asked += journal.asked();
            refused += journal.refused();
            for (Journal.Answer answer : journal.answers()) {
                acknowledged.add(answer.key());
                again += answer.again() ? 1 : 0;
                LedgerEntry line = lines.get(answer.key());
                if (line == null || line.amount() != answer.amount()) {
                    lost++;
                } else if (line.sequence() != answer.sequence()) {
                    // answered by two lines
                    twice++;
                }
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
