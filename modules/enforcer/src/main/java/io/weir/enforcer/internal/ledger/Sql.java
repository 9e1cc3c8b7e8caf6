package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.Span;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.OptionalLong;

/** How records stand in the tables. */
final class Sql {
    static final String ENTRIES =
            "SELECT sequence, at, kind, key, account, span, amount, reservation, other, last, expires,"
                    + " overrun, who, why, hash FROM entry";
    static final String ADD_ENTRY =
            "INSERT INTO entry (sequence, at, kind, key, account, span, amount, reservation, other,"
                    + " last, expires, overrun, who, why, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    static final String BALANCES =
            "SELECT account, span, upper, settled, reserved, overrun, blocked, closed FROM balance";
    static final String PUT_BALANCE =
            "INSERT INTO balance (account, span, upper, settled, reserved, overrun, blocked, closed)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, span) DO UPDATE SET upper = excluded.upper,"
                    + " settled = excluded.settled, reserved = excluded.reserved, overrun = excluded.overrun,"
                    + " blocked = excluded.blocked, closed = excluded.closed";

    static final String RESERVATIONS =
            "SELECT r.sequence, e.key, e.account, e.span, e.kind, e.amount, r.remains, r.settled,"
                    + " r.expires, r.state FROM reservation r JOIN entry e ON e.sequence = r.sequence";
    static final String PUT_RESERVATION = "INSERT INTO reservation (sequence, expires, remains, settled, state)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (sequence) DO UPDATE SET remains = excluded.remains,"
            + " settled = excluded.settled, state = excluded.state";

    static final String CHANGE_RESERVATION =
            "UPDATE reservation SET remains = ?, settled = ?, state = ? WHERE sequence = ?";

    static final String MOVE_HEAD = "UPDATE head SET sequence = ?, at = ?, hash = ?";

    private Sql() {}

    static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getLong(1),
                row.getLong(2),
                LedgerEntry.Kind.valueOf(row.getString(3)),
                row.getString(4),
                new Account(row.getString(5)),
                Span.parse(row.getString(6)),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getInt(10) != 0,
                row.getLong(11),
                row.getLong(12),
                row.getString(13),
                row.getString(14),
                row.getString(15));
    }

    static void set(PreparedStatement statement, LedgerEntry entry) throws SQLException {
        statement.setLong(1, entry.sequence());
        statement.setLong(2, entry.micros());
        statement.setString(3, entry.kind().name());
        statement.setString(4, entry.key());
        statement.setString(5, entry.account().path());
        statement.setString(6, entry.span().toString());
        statement.setLong(7, entry.amount());
        statement.setString(8, entry.reservation());
        statement.setString(9, entry.other());
        statement.setInt(10, entry.last() ? 1 : 0);
        statement.setLong(11, entry.expires());
        statement.setLong(12, entry.overrun());
        statement.setString(13, entry.who());
        statement.setString(14, entry.why());
        statement.setString(15, entry.hash());
    }

    static LedgerBalance balance(ResultSet row) throws SQLException {
        long upper = row.getLong(3);
        OptionalLong limit = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(upper);
        return new LedgerBalance(
                new Account(row.getString(1)),
                Span.parse(row.getString(2)),
                limit,
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getInt(8) != 0);
    }

    static void set(PreparedStatement statement, LedgerBalance balance) throws SQLException {
        statement.setString(1, balance.account().path());
        statement.setString(2, balance.span().toString());
        if (balance.limit().isPresent()) {
            statement.setLong(3, balance.limit().getAsLong());
        } else {
            statement.setNull(3, Types.BIGINT);
        }
        statement.setLong(4, balance.settled());
        statement.setLong(5, balance.reserved());
        statement.setLong(6, balance.overrun());
        statement.setLong(7, balance.blocked());
        statement.setInt(8, balance.closed() ? 1 : 0);
    }

    static LedgerReservation reservation(ResultSet row) throws SQLException {
        return new LedgerReservation(
                row.getLong(1),
                row.getString(2),
                new Account(row.getString(3)),
                Span.parse(row.getString(4)),
                row.getString(5).equals(LedgerEntry.Kind.LEASE.name()),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                LedgerReservation.State.valueOf(row.getString(10)));
    }

    static void set(PreparedStatement statement, LedgerReservation reservation) throws SQLException {
        statement.setLong(1, reservation.sequence());
        statement.setLong(2, reservation.expires());
        statement.setLong(3, reservation.left());
        statement.setLong(4, reservation.settled());
        statement.setString(5, reservation.state().name());
    }
}
