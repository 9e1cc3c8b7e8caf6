package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * A file that the processes of one machine share. Its log is written ahead and flushed to disk before a commit returns
 * ({@code journal_mode=WAL}, {@code synchronous=FULL}); SQLite's default in this mode would flush later.
 */
class SqliteDatabase extends Database {
    private static final int BUSY_MILLIS = 1_000;

    /** Enough for the parts of the indexes that a busy ledger writes to. */
    private static final int CACHE_KIBIBYTES = 32_768;

    private static final Object ONE_MIGRATION = new Object();

    private final Path path;

    SqliteDatabase(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    @Override
    String name() {
        return path.toString();
    }

    @Override
    Connection writing() throws SQLException {
        Connection connection = source().getConnection();
        try {
            execute(connection, "PRAGMA fullfsync = 1");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    Connection reading() throws SQLException {
        Connection connection = source().getConnection();
        try {
            execute(connection, "BEGIN");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** The driver's own transactions begin again as soon as they end, and so would keep the lock. */
    @Override
    Head begin(Connection connection) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        return head(connection, "SELECT sequence, at, hash FROM head");
    }

    @Override
    void commit(Connection connection) throws SQLException {
        execute(connection, "COMMIT");
    }

    @Override
    void rollback(Connection connection) throws SQLException {
        execute(connection, "ROLLBACK");
    }

    @Override
    ImmutableList<String> damage(Connection connection) throws SQLException {
        var damage = ImmutableList.<String>builder();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
            while (rows.next()) {
                if (!rows.getString(1).equals("ok")) {
                    damage.add(rows.getString(1));
                }
            }
        }
        return damage.build();
    }

    @Override
    String remedy() {
        return "Maybe look at the file and its folder's permissions, or restore a copy.";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private SQLiteDataSource source() {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIBIBYTES);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path);
        return source;
    }

    /** One process at a time, as SQLite has no lock that outlasts a transaction. */
    @Override
    void migrate() throws SQLException {
        requireFolder();
        synchronized (ONE_MIGRATION) {
            Path lock = path.resolveSibling(path.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid()) {
                    Migrations.run(source(), name(), "", "WITHOUT ROWID");
                }
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    private void requireFolder() {
        Path folder = path.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw BadInputException.of(
                    name(), "stands in a folder that does not exist.", "Maybe make the folder first, or name another.");
        }
    }

    private BadInputException unwritable(IOException e) {
        return BadInputException.of(
                name(), "cannot be written: " + e.getMessage() + ".", "Maybe look at the folder's permissions.");
    }

    @Override
    Fault fault(SQLException e) {
        int code = e.getErrorCode() & 0xff;
        if (code == SQLiteErrorCode.SQLITE_BUSY.code
                || code == SQLiteErrorCode.SQLITE_LOCKED.code
                || code == SQLiteErrorCode.SQLITE_PROTOCOL.code) {
            return Fault.AWAY;
        } else if (code == SQLiteErrorCode.SQLITE_FULL.code) {
            return Fault.FULL;
        } else if (code == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
            return Fault.TWICE;
        } else if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
            return Fault.FOREIGN;
        }
        return Fault.OTHER;
    }
}
