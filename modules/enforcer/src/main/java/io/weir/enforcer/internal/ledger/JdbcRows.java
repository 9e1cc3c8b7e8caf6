package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.LedgerReservation.State;
import io.weir.enforcer.Span;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a database within transactions: read when first asked for, written together. What was read stays while nobody else
 * has written. Used by one thread.
 */
final class JdbcRows extends Rows {
    /** Keys in one query. */
    private static final int CHUNK = 64;

    /** Reservations kept in memory. */
    private static final int KEPT = 100_000;

    private final Connection connection;
    private final Map<String, LedgerReservation> reservations = new HashMap<>();
    private final Map<String, Optional<LedgerEntry>> entries = new HashMap<>();
    private final Map<String, LedgerReservation> newReservations = new LinkedHashMap<>();
    private final List<LedgerEntry> newEntries = new ArrayList<>();
    private long read;

    JdbcRows(Connection connection) {
        this.connection = connection;
    }

    /** A fault within a decision, told when the decision is over. */
    static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient SQLException fault;

        Failed(SQLException fault) {
            super(fault);
            this.fault = fault;
        }

        SQLException fault() {
            return fault;
        }
    }

    /**
     * Begins with the head as it is now, which nobody else can move until the transaction ends.
     *
     * @param keys whose lines are looked up
     * @param ids of reservations that are looked up
     */
    void begin(Head head, Collection<String> keys, Collection<String> ids) throws SQLException {
        if (head.sequence() != read || reservations.size() > KEPT) {
            forget();
        }
        entries.clear();
        read = head.sequence();
        readEntries(keys);
        Set<String> unknown = new HashSet<>();
        for (String id : ids) {
            if (!reservations.containsKey(id)) {
                unknown.add(id);
            }
        }
        readReservations(unknown);
    }

    /** Knows nothing any more; after a transaction that failed. */
    void forget() {
        forgetBalances();
        reservations.clear();
        entries.clear();
        newReservations.clear();
        newEntries.clear();
        read = -1;
    }

    void add(LedgerEntry entry) {
        newEntries.add(entry);
        entries.put(entry.key(), Optional.of(entry));
    }

    boolean isChanged() {
        return !newEntries.isEmpty();
    }

    /** Writes what is new. */
    void write() throws SQLException {
        LedgerEntry last = newEntries.get(newEntries.size() - 1);
        writeAll(Sql.ADD_ENTRY, newEntries, Sql::set);
        writeAll(Sql.PUT_RESERVATION, newReservations.values(), Sql::set);
        writeAll(Sql.PUT_BALANCE, changed(), Sql::set);
        try (PreparedStatement statement = connection.prepareStatement(Sql.MOVE_HEAD)) {
            statement.setLong(1, last.sequence());
            statement.setLong(2, last.micros());
            statement.setString(3, last.hash());
            statement.executeUpdate();
        }
    }

    /** What was written is on disk. */
    void written() {
        read = newEntries.get(newEntries.size() - 1).sequence();
        keepBalances();
        newReservations.clear();
        newEntries.clear();
    }

    // ---- rows ----

    @Override
    LedgerBalance stored(Account account, Span span) {
        return first(Sql.BALANCES + " WHERE account = ? AND span = ?", Sql::balance, account.path(), span.toString())
                .orElse(LedgerBalance.none(account, span));
    }

    @Override
    ImmutableList<LedgerBalance> balances(Span span) {
        Map<Account, LedgerBalance> all = new HashMap<>();
        for (LedgerBalance stored : all(Sql.BALANCES + " WHERE span = ?", Sql::balance, span.toString())) {
            all.put(stored.account(), stored);
        }
        for (LedgerBalance later : changed()) {
            if (later.span().equals(span)) {
                all.put(later.account(), later);
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparing(LedgerBalance::account))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    boolean knows(Account account) {
        return saw(account)
                || first(Sql.BALANCES + " WHERE account = ?", Sql::balance, account.path())
                        .isPresent();
    }

    @Override
    Optional<LedgerReservation> reservation(String id) {
        LedgerReservation known = reservations.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LedgerReservation> stored = first(Sql.RESERVATIONS + " WHERE e.key = ?", Sql::reservation, id);
        stored.ifPresent(one -> reservations.put(id, one));
        return stored;
    }

    @Override
    Optional<LedgerReservation> firstOpen(Span span) {
        Map<String, LedgerReservation> open = new HashMap<>();
        String query = Sql.RESERVATIONS + " WHERE r.state = 'OPEN' AND e.span = ?";
        all(query, Sql::reservation, span.toString()).forEach(one -> open.put(one.id(), one));
        newReservations.values().stream()
                .filter(one -> one.span().equals(span))
                .forEach(one -> open.put(one.id(), one));
        return open.values().stream()
                .filter(one -> one.state() == State.OPEN)
                .min(Comparator.comparing(LedgerReservation::expires));
    }

    @Override
    Optional<LedgerEntry> known(String key) {
        return entries.getOrDefault(key, Optional.empty());
    }

    @Override
    Optional<LedgerEntry> entry(String key) {
        return entries.computeIfAbsent(key, k -> first(Sql.ENTRIES + " WHERE key = ?", Sql::entry, k));
    }

    @Override
    void put(LedgerReservation reservation) {
        reservations.put(reservation.id(), reservation);
        newReservations.put(reservation.id(), reservation);
    }

    // ---- SQL ----

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private interface RowWriter<T> {
        void write(PreparedStatement statement, T row) throws SQLException;
    }

    private void readEntries(Collection<String> keys) throws SQLException {
        keys.forEach(key -> entries.put(key, Optional.empty()));
        for (LedgerEntry entry : in(Sql.ENTRIES + " WHERE key", Sql::entry, keys)) {
            entries.put(entry.key(), Optional.of(entry));
        }
    }

    private void readReservations(Collection<String> ids) throws SQLException {
        for (LedgerReservation one : in(Sql.RESERVATIONS + " WHERE e.key", Sql::reservation, ids)) {
            reservations.put(one.id(), one);
        }
    }

    /** Chunks of one size, the last filled up, so that the statement is prepared once. */
    private <T> List<T> in(String query, RowReader<T> reader, Collection<String> keys) throws SQLException {
        List<T> out = new ArrayList<>();
        if (keys.isEmpty()) {
            return out;
        }
        String all = query + " IN (" + "?, ".repeat(CHUNK - 1) + "?)";
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            for (List<String> chunk : Iterables.partition(keys, CHUNK)) {
                for (int k = 0; k < CHUNK; k++) {
                    statement.setString(k + 1, chunk.get(Math.min(k, chunk.size() - 1)));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        out.add(reader.read(rows));
                    }
                }
            }
        }
        return out;
    }

    private <T> void writeAll(String update, Collection<T> rows, RowWriter<T> writer) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (T row : rows) {
                writer.write(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private <T> Optional<T> first(String query, RowReader<T> reader, String... parameters) {
        return all(query + " LIMIT 1", reader, parameters).stream().findFirst();
    }

    private <T> List<T> all(String query, RowReader<T> reader, String... parameters) {
        List<T> out = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int k = 0; k < parameters.length; k++) {
                statement.setString(k + 1, parameters[k]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    out.add(reader.read(rows));
                }
            }
            return out;
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }
}
