package io.weir.enforcer.internal.ledger;

import io.weir.core.MoneyUnit;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerUnavailableException;
import io.weir.enforcer.internal.ledger.JdbcRows.Failed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the ledger: one thread, which takes all commands that wait, decides them in one transaction and answers when it is on
 * disk. So many threads share one flush.
 */
public final class Writer implements AutoCloseable {
    private static final int WAITING = 10_000;
    private static final int TOGETHER = 1000;
    private static final long LOOK_MILLIS = 100;

    private record Asked(LedgerCommand command, CompletableFuture<LedgerOutcome> answer) {}

    private final Database database;
    private final MoneyUnit unit;
    private final Clock clock;
    private final Retry retry;
    private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile boolean closing;

    private @Nullable Connection connection;
    private @Nullable JdbcRows rows;

    /** @param patience for how long a command is tried again when the database does not answer */
    public Writer(Database database, MoneyUnit unit, Clock clock, Duration patience) {
        this.database = database;
        this.unit = unit;
        this.clock = clock;
        this.retry = new Retry(database, patience);
        this.thread = new Thread(this::work, "weir ledger writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** The answer comes when the command is on disk or refused. */
    public CompletableFuture<LedgerOutcome> submit(LedgerCommand command) {
        var asked = new Asked(command, new CompletableFuture<>());
        try {
            boolean waits = false;
            while (!waits && !closing) {
                waits = queue.offer(asked, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!waits) {
                asked.answer.completeExceptionally(gone());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked.answer.completeExceptionally(gone());
        }
        return asked.answer;
    }

    private LedgerUnavailableException gone() {
        return new LedgerUnavailableException(
                database.name() + ": is closed. Maybe open it again.", new IllegalStateException("closed"));
    }

    private void work() {
        List<Asked> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            batch.clear();
            Asked first = next();
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, TOGETHER - 1);
                answer(batch);
            }
        }
        disconnect();
    }

    private @Nullable Asked next() {
        try {
            return queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing = true;
            return null;
        }
    }

    /** A command that cannot be decided does not take the others with it. */
    private void answer(List<Asked> batch) {
        try {
            List<LedgerOutcome> outcomes = retry.run(() -> attempt(batch));
            for (int k = 0; k < batch.size(); k++) {
                batch.get(k).answer.complete(outcomes.get(k));
            }
        } catch (LedgerUnavailableException e) {
            batch.forEach(asked -> asked.answer.completeExceptionally(e));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.get(0).answer.completeExceptionally(e);
            } else {
                batch.forEach(asked -> answer(List.of(asked)));
            }
        }
    }

    private List<LedgerOutcome> attempt(List<Asked> batch) throws SQLException {
        boolean done = false;
        try {
            List<LedgerOutcome> outcomes = write(batch);
            done = true;
            return outcomes;
        } catch (Failed e) {
            throw e.fault();
        } finally {
            if (!done) {
                disconnect();
            }
        }
    }

    private List<LedgerOutcome> write(List<Asked> batch) throws SQLException {
        JdbcRows now = rows();
        Connection transaction = connection();
        Head head = database.begin(transaction);
        now.begin(head, keys(batch), reservations(batch));
        var decider = new Decider(now, unit);
        long micros = Math.max(head.micros(), clock.instant().toEpochMilli() * 1000);
        List<LedgerOutcome> outcomes = new ArrayList<>(batch.size());
        for (Asked asked : batch) {
            LedgerOutcome outcome = decider.decide(asked.command, head, micros);
            if (outcome instanceof Accepted accepted && !accepted.again()) {
                now.add(accepted.entry());
                head = Head.of(accepted.entry());
            }
            outcomes.add(outcome);
        }
        if (now.isChanged()) {
            now.write();
            database.commit(transaction);
            now.written();
        } else {
            database.rollback(transaction);
        }
        return outcomes;
    }

    private static Set<String> keys(List<Asked> batch) {
        Set<String> keys = new HashSet<>();
        batch.forEach(asked -> keys.add(asked.command.note().key()));
        return keys;
    }

    private static Set<String> reservations(List<Asked> batch) {
        Set<String> ids = new HashSet<>();
        for (Asked asked : batch) {
            if (asked.command instanceof LedgerCommand.Settle c) {
                ids.add(c.reservation());
            } else if (asked.command instanceof LedgerCommand.Refund c) {
                ids.add(c.reservation());
            } else if (asked.command instanceof LedgerCommand.Release c) {
                ids.add(c.reservation());
            } else if (asked.command instanceof LedgerCommand.Expire c) {
                ids.add(c.reservation());
            }
        }
        return ids;
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = database.writing();
        }
        return connection;
    }

    private JdbcRows rows() throws SQLException {
        if (rows == null) {
            rows = new JdbcRows(connection());
        }
        return rows;
    }

    /** Whatever the transaction had done is undone. */
    private void disconnect() {
        Connection open = connection;
        connection = null;
        rows = null;
        if (open != null) {
            try (open) {
                database.rollback(open);
            } catch (SQLException e) {
                // it is gone, and the transaction with it
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
