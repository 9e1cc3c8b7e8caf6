package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.LedgerUnavailableException;
import io.weir.enforcer.internal.ledger.Database.Fault;
import java.sql.SQLException;
import java.time.Duration;

/** Tries again while a database is away, up to a time. */
final class Retry {
    private static final long FIRST_PAUSE = 5;
    private static final long LONGEST_PAUSE = 500;

    private final Database database;
    private final long patience;

    Retry(Database database, Duration patience) {
        this.database = database;
        this.patience = patience.toNanos();
    }

    /** What is tried. */
    interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * @throws LedgerUnavailableException if it still fails when the time is over, or fails in a way that does not pass
     */
    <T> T run(Work<T> work) {
        long start = System.nanoTime();
        for (long pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
            try {
                return work.run();
            } catch (SQLException e) {
                boolean over = System.nanoTime() - start > patience;
                if (over || database.fault(e) != Fault.AWAY || !sleep(pause)) {
                    throw database.told(e);
                }
            }
        }
    }

    private static boolean sleep(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
