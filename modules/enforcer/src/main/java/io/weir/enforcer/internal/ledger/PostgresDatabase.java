package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.enforcer.LedgerStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** A server that a team shares. It must flush to disk before a commit returns, which is its default. */
final class PostgresDatabase extends Database {
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    private final LedgerStore.Server server;

    PostgresDatabase(LedgerStore.Server server) {
        this.server = server;
    }

    @Override
    String name() {
        return server.toString();
    }

    @Override
    Connection writing() throws SQLException {
        Connection connection = open();
        try (var statement = connection.createStatement()) {
            requireOn(connection, "fsync");
            requireOn(connection, "full_page_writes");
            if (setting(connection, "synchronous_commit").equals("off")) {
                statement.execute("SET synchronous_commit = on");
            }
            connection.commit();
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    Connection reading() throws SQLException {
        Connection connection = open();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private Connection open() throws SQLException {
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.url());
        source.setUser(server.user());
        source.setPassword(server.password());
        source.setCurrentSchema(server.schema());
        source.setReWriteBatchedInserts(true);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("weir ledger");
        return source;
    }

    private void requireOn(Connection connection, String setting) throws SQLException {
        if (!setting(connection, setting).equals("on")) {
            throw BadInputException.of(
                    name(),
                    setting + " is off: the server could lose what it acknowledged.",
                    "Maybe set " + setting + " = on in postgresql.conf.");
        }
    }

    /** Checks pages when they are read, if it was made with checksums. */
    @Override
    ImmutableList<String> damage(Connection connection) {
        return ImmutableList.of();
    }

    @Override
    String remedy() {
        return "Maybe look at the server's log.";
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    Head begin(Connection connection) throws SQLException {
        return head(connection, "SELECT sequence, at, hash FROM head FOR UPDATE");
    }

    @Override
    void commit(Connection connection) throws SQLException {
        connection.commit();
    }

    @Override
    void rollback(Connection connection) throws SQLException {
        connection.rollback();
    }

    @Override
    void migrate() throws SQLException {
        open().close();
        // half of each page stays free, so that a changed row stays on its page and its indexes as they are
        Migrations.run(source(), name(), server.schema(), "WITH (fillfactor = 50)");
    }

    /** Classes of SQLSTATE as in the appendix on error codes of PostgreSQL's manual. */
    @Override
    Fault fault(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (state.equals("53100") || state.equals("53200")) {
            return Fault.FULL;
        } else if (state.equals("23505")) {
            return Fault.TWICE;
        }
        boolean gone = state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
        boolean lost = state.equals("40001") || state.equals("40P01") || state.equals("55006");
        return gone || lost ? Fault.AWAY : Fault.OTHER;
    }
}
