package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.LedgerUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** A database that keeps what it acknowledges, and what is particular about it. */
public abstract class Database {
    private static final String CURRENCY_OF_HEAD = "SELECT currency FROM head";

    /** The database of a store. */
    public static Database of(LedgerStore store) {
        return store instanceof LedgerStore.File file
                ? new SqliteDatabase(file.path())
                : new PostgresDatabase((LedgerStore.Server) store);
    }

    /** For messages. */
    abstract String name();

    /** A connection to write by; keeps what it acknowledges through a loss of power. */
    abstract Connection writing() throws SQLException;

    /** A connection within a transaction that sees one moment. */
    abstract Connection reading() throws SQLException;

    /** Begins a transaction and reads the head; nobody else writes until the transaction ends. */
    abstract Head begin(Connection connection) throws SQLException;

    /** Ends a transaction; what it wrote is on disk. */
    abstract void commit(Connection connection) throws SQLException;

    /** Ends a transaction as if it had not been. */
    abstract void rollback(Connection connection) throws SQLException;

    /** Reads the head. */
    static Head head(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return new Head(row.getLong(1), row.getLong(2), row.getString(3));
        }
    }

    /** Makes the tables, or brings them to this version. */
    abstract void migrate() throws SQLException;

    /** What is wrong with the files below the tables, in words; empty if nothing is, or if the database does not say. */
    abstract ImmutableList<String> damage(Connection connection) throws SQLException;

    /** What a user may look at when it fails, beginning with "Maybe". */
    abstract String remedy();

    /** What a fault means. */
    abstract Fault fault(SQLException e);

    /** What a fault means. */
    enum Fault {
        /** It is away or busy and may come back. */
        AWAY,
        /** It has no room to write. */
        FULL,
        /** A key has been used before. */
        TWICE,
        /** It is no ledger. */
        FOREIGN,
        /** Neither. */
        OTHER
    }

    /**
     * Makes it ready to be written.
     *
     * @param currency that amounts are in; empty if it has no name
     * @param patience for how long it is tried when it does not answer
     */
    public final void prepare(String currency, Duration patience) {
        var retry = new Retry(this, patience);
        retry.run(() -> {
            migrate();
            try (Connection connection = writing()) {
                begin(connection);
                requireCurrency(connection, currency);
                commit(connection);
            }
            return 0;
        });
    }

    private void requireCurrency(Connection connection, String currency) throws SQLException {
        String known;
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CURRENCY_OF_HEAD)) {
            row.next();
            known = row.getString(1);
        }
        String wanted = currency.isEmpty() ? "none" : currency;
        if (known.isEmpty()) {
            try (PreparedStatement update = connection.prepareStatement("UPDATE head SET currency = ?")) {
                update.setString(1, wanted);
                update.executeUpdate();
            }
        } else if (!known.equals(wanted)) {
            throw BadInputException.of(
                    name(),
                    "its amounts are in " + known + ", not in " + wanted + ".",
                    "Maybe history.currency of weir.yaml was changed; begin a new ledger for another currency.");
        }
    }

    /** What a user is told of a fault that does not pass. */
    final RuntimeException told(SQLException e) {
        String message = switch (fault(e)) {
            case AWAY ->
                "does not answer (" + first(e) + "). Maybe it is down or very busy; ask again with the same key.";
            case FULL ->
                "cannot write, as there is no room (" + first(e)
                        + "). Maybe free space; nothing was lost, ask again with the same key.";
            case FOREIGN -> "is not a ledger (" + first(e) + "). Maybe name another file.";
            case OTHER, TWICE -> "failed (" + first(e) + "). " + remedy();
        };
        return new LedgerUnavailableException(name() + ": " + message, e);
    }

    private static String first(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
