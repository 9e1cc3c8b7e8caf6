package io.weir.benchmarks.internal.ledger;

import com.google.common.collect.Lists;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.Account;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Settlements in batches through the ledger, beside plain inserts of the lines that came of them, into a table of the same
 * columns and keys, in transactions of as many rows that are flushed alike.
 */
public final class DurableCase {
    private static final Account SEARCH = new Account("search");
    private static final Span WEEK = Span.period(LocalDate.of(2024, 1, 1));
    private static final String INSERT =
            "INSERT INTO raw (sequence, at, kind, key, account, span, amount, reservation, other,"
                    + " last, expires, overrun, who, why, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TABLE = "CREATE TABLE raw (sequence BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL,"
            + " kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, account TEXT NOT NULL, span TEXT NOT NULL,"
            + " amount BIGINT NOT NULL, reservation TEXT NOT NULL, other TEXT NOT NULL, last INT NOT NULL,"
            + " expires BIGINT NOT NULL, overrun BIGINT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,"
            + " hash TEXT NOT NULL)";

    private final String database;
    private final LedgerStore store;
    private final Raw raw;
    private final Setting setting;

    private DurableCase(String database, LedgerStore store, Raw raw, Setting setting) {
        this.database = database;
        this.store = store;
        this.raw = raw;
        this.setting = setting;
    }

    /**
     * How much.
     *
     * @param rounds of both, in turn
     * @param rows in a round
     * @param batch rows in a transaction
     * @param progress told how far it is
     */
    public record Setting(int rounds, int rows, int batch, Progress progress) {}

    /**
     * What was measured.
     *
     * @param database by name
     * @param ledger settlements per second, one number per round
     * @param raw inserts per second, one number per round
     */
    public record Result(String database, double[] ledger, double[] raw) {
        /** The ledger's rate over that of plain inserts, one number per round. */
        public double[] ratios() {
            double[] ratios = new double[ledger.length];
            for (int k = 0; k < ratios.length; k++) {
                ratios[k] = ledger[k] / raw[k];
            }
            return ratios;
        }
    }

    /** Opens a connection that is as durable as the ledger's, in a transaction of its own. */
    private interface Raw {
        Connection connect() throws SQLException;
    }

    /** On a file. */
    public static Result onSqlite(Path folder, Setting setting) throws SQLException {
        Path file = folder.resolve("raw.db");
        Raw raw = () -> {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = FULL");
                statement.execute("PRAGMA fullfsync = 1");
                statement.execute("PRAGMA cache_size = -32768");
            }
            connection.setAutoCommit(false);
            return connection;
        };
        var store = new LedgerStore.File(folder.resolve("ledger.db"));
        return new DurableCase("SQLite", store, raw, setting).measure();
    }

    /** On a server; empty where there is none for this kind of machine. */
    public static Optional<Result> onPostgres(Path folder, Setting setting) throws IOException, SQLException {
        Optional<PostgresServer> started = PostgresServer.start(folder.resolve("data"));
        if (started.isEmpty()) {
            return Optional.empty();
        }
        try (PostgresServer server = started.get()) {
            Raw raw = () -> {
                Connection connection =
                        DriverManager.getConnection(server.url() + "?user=postgres&reWriteBatchedInserts=true");
                connection.setAutoCommit(false);
                return connection;
            };
            return Optional.of(new DurableCase("PostgreSQL", server.store("weir"), raw, setting).measure());
        }
    }

    /** The first round warms up and does not count. */
    private Result measure() throws SQLException {
        double[] ours = new double[setting.rounds()];
        double[] plain = new double[setting.rounds()];
        try (Ledger ledger = Ledger.open(store, MoneyUnit.unnamed(), Clock.systemUTC());
                Connection connection = raw.connect()) {
            open(ledger);
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLE);
            }
            connection.commit();
            for (int round = -1; round < setting.rounds(); round++) {
                setting.progress().at("settlements on " + database, (round + 1.0) / (setting.rounds() + 1));
                List<LedgerEntry> lines = new ArrayList<>(setting.rows());
                double own = settle(ledger, round, lines);
                double other = insert(connection, lines);
                if (round >= 0) {
                    ours[round] = own;
                    plain[round] = other;
                }
            }
        }
        return new Result(database, ours, plain);
    }

    private static void open(Ledger ledger) {
        ledger.submit(new LedgerCommand.SetLimit(
                Account.TOTAL, Span.HORIZON, OptionalLong.of(LedgerCommand.MOST), new Note("total", "benchmark", "")));
        ledger.submit(new LedgerCommand.SetLimit(
                Account.TOTAL, WEEK, OptionalLong.of(LedgerCommand.MOST), new Note("week", "benchmark", "")));
        ledger.submit(new LedgerCommand.SetLimit(
                SEARCH, WEEK, OptionalLong.of(LedgerCommand.MOST), new Note("search", "benchmark", "")));
    }

    private double settle(Ledger ledger, int round, List<LedgerEntry> lines) {
        List<LedgerCommand> reservations = new ArrayList<>();
        List<LedgerCommand> settlements = new ArrayList<>();
        for (int k = 0; k < setting.rows(); k++) {
            String id = "bid-" + round + "-" + k;
            reservations.add(new LedgerCommand.Reserve(
                    SEARCH, WEEK, 2_000_000, Duration.ofHours(1), false, new Note(id, "bidder-1", "auction")));
            settlements.add(new LedgerCommand.Settle(
                    id, 1_000_000 + k, true, new Note(id + "-settled", "bidder-1", "charged by the platform")));
        }
        for (List<LedgerCommand> batch : Lists.partition(reservations, setting.batch())) {
            ledger.submitAll(batch);
        }
        long start = System.nanoTime();
        for (List<LedgerCommand> batch : Lists.partition(settlements, setting.batch())) {
            for (LedgerOutcome outcome : ledger.submitAll(batch)) {
                lines.add(((Accepted) outcome).entry());
            }
        }
        return rate(start);
    }

    private double insert(Connection connection, List<LedgerEntry> lines) throws SQLException {
        long start = System.nanoTime();
        for (List<LedgerEntry> batch : Lists.partition(lines, setting.batch())) {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (LedgerEntry line : batch) {
                    set(statement, line);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        }
        return rate(start);
    }

    private double rate(long start) {
        return setting.rows() / ((System.nanoTime() - start) / 1e9);
    }

    private static void set(PreparedStatement statement, LedgerEntry line) throws SQLException {
        statement.setLong(1, line.sequence());
        statement.setLong(2, line.micros());
        statement.setString(3, line.kind().name());
        statement.setString(4, line.key());
        statement.setString(5, line.account().path());
        statement.setString(6, line.span().toString());
        statement.setLong(7, line.amount());
        statement.setString(8, line.reservation());
        statement.setString(9, line.other());
        statement.setInt(10, line.last() ? 1 : 0);
        statement.setLong(11, line.expires());
        statement.setLong(12, line.overrun());
        statement.setString(13, line.who());
        statement.setString(14, line.why());
        statement.setString(15, line.hash());
    }
}
