package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.function.Consumer;

/** Reads the ledger as it was at one moment. Used by one thread. */
public final class Reader {
    private static final int FETCHED = 1000;

    private final Database database;
    private final Connection connection;

    private Reader(Database database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** What is read. */
    public interface Reading<T> {
        /** @throws SQLException if the database does not answer */
        T read(Reader reader) throws SQLException;
    }

    /**
     * Reads with a connection of its own.
     *
     * @throws io.weir.enforcer.LedgerUnavailableException if the database does not answer
     */
    public static <T> T with(Database database, Reading<T> reading) {
        try (Connection connection = database.reading()) {
            T read = reading.read(new Reader(database, connection));
            database.rollback(connection);
            return read;
        } catch (SQLException e) {
            throw database.told(e);
        }
    }

    /** All balances, root first. */
    public ImmutableList<LedgerBalance> balances() throws SQLException {
        return list(Sql.BALANCES, Sql::balance).stream()
                .sorted(Comparator.comparing(LedgerBalance::account).thenComparing(LedgerBalance::span))
                .collect(ImmutableList.toImmutableList());
    }

    /** Reservations that hold money. */
    public ImmutableList<LedgerReservation> open() throws SQLException {
        return list(Sql.RESERVATIONS + " WHERE r.state = 'OPEN' ORDER BY r.expires, r.sequence", Sql::reservation);
    }

    /** Open reservations that expire after a time, and at another or before; micros of the epoch. */
    public ImmutableList<LedgerReservation> due(long after, long micros) throws SQLException {
        String expires = " AND r.expires > " + after + " AND r.expires <= " + micros;
        return list(
                Sql.RESERVATIONS + " WHERE r.state = 'OPEN'" + expires + " ORDER BY r.expires, r.sequence",
                Sql::reservation);
    }

    /** All reservations. */
    void reservations(Consumer<LedgerReservation> each) throws SQLException {
        each(Sql.RESERVATIONS, Sql::reservation, each);
    }

    /** All lines, in order. */
    public void entries(Consumer<LedgerEntry> each) throws SQLException {
        each(Sql.ENTRIES + " ORDER BY sequence", Sql::entry, each);
    }

    /** What is wrong with the files below the tables. */
    ImmutableList<String> damage() throws SQLException {
        return database.damage(connection);
    }

    Head head() throws SQLException {
        return Database.head(connection, "SELECT sequence, at, hash FROM head");
    }

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> ImmutableList<T> list(String query, RowReader<T> reader) throws SQLException {
        var out = ImmutableList.<T>builder();
        each(query, reader, out::add);
        return out.build();
    }

    private <T> void each(String query, RowReader<T> reader, Consumer<T> each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setFetchSize(FETCHED);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.accept(reader.read(rows));
                }
            }
        }
    }
}
