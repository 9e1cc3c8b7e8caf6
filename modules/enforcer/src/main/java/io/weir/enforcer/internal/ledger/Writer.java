package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerUnavailableException;
import io.weir.enforcer.internal.ledger.Database.Fault;
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
    private static final int VALID_SECONDS = 5;

    private record Asked(
            ImmutableList<LedgerCommand> commands, CompletableFuture<ImmutableList<LedgerOutcome>> answer) {}

    private final Database database;
    private final MoneyUnit unit;
    private final Clock clock;
    private final Retry retry;
    private final BlockingQueue<Asked> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean ended;

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

    /** The answer comes when all commands are on disk or refused; they are decided in their order, in one transaction. */
    public CompletableFuture<ImmutableList<LedgerOutcome>> submit(ImmutableList<LedgerCommand> commands) {
        var asked = new Asked(commands, new CompletableFuture<>());
        try {
            boolean waits = false;
            while (!waits && !closing) {
                waits = queue.offer(asked, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (!waits) {
                asked.answer.completeExceptionally(gone());
            } else if (ended) {
                refuseRest();
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
        try {
            while (!closing || !queue.isEmpty()) {
                Asked first = next();
                if (first != null) {
                    answer(together(first));
                }
            }
        } finally {
            closing = true;
            ended = true;
            refuseRest();
            disconnect();
        }
    }

    /** Nobody writes any more: who came late must not wait for ever. */
    private void refuseRest() {
        for (Asked asked = queue.poll(); asked != null; asked = queue.poll()) {
            asked.answer.completeExceptionally(gone());
        }
    }

    /** All that wait, up to some number. */
    private List<Asked> together(Asked first) {
        List<Asked> batch = new ArrayList<>();
        int size = 0;
        for (Asked next = first; next != null; next = size < TOGETHER ? queue.poll() : null) {
            batch.add(next);
            size += next.commands.size();
        }
        return batch;
    }

    private @Nullable Asked next() {
        try {
            return queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing = true;
            return null;
        }
    }

    /** Commands that cannot be decided do not take others with them. */
    private void answer(List<Asked> batch) {
        List<LedgerCommand> commands = new ArrayList<>();
        batch.forEach(asked -> commands.addAll(asked.commands));
        try {
            List<LedgerOutcome> outcomes = retry.run(() -> attempt(commands));
            int from = 0;
            for (Asked asked : batch) {
                int to = from + asked.commands.size();
                asked.answer.complete(ImmutableList.copyOf(outcomes.subList(from, to)));
                from = to;
            }
        } catch (LedgerUnavailableException e) {
            batch.forEach(asked -> asked.answer.completeExceptionally(e));
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.get(0).answer.completeExceptionally(e);
            } else {
                batch.forEach(asked -> answer(List.of(asked)));
            }
        } catch (Error e) {
            batch.forEach(asked -> asked.answer.completeExceptionally(e));
            throw e;
        }
    }

    /** Keys are seldom asked again, so they are looked up only when the database says that one has been. */
    private List<LedgerOutcome> attempt(List<LedgerCommand> commands) throws SQLException {
        try {
            return attempt(commands, false);
        } catch (SQLException e) {
            if (database.fault(e) != Fault.TWICE) {
                throw e;
            }
            return attempt(commands, true);
        }
    }

    private List<LedgerOutcome> attempt(List<LedgerCommand> commands, boolean looksUpKeys) throws SQLException {
        boolean done = false;
        try {
            List<LedgerOutcome> outcomes = write(commands, looksUpKeys);
            done = true;
            return outcomes;
        } catch (Failed e) {
            throw e.fault();
        } finally {
            if (!done) {
                undo();
            }
        }
    }

    private List<LedgerOutcome> write(List<LedgerCommand> commands, boolean looksUpKeys) throws SQLException {
        JdbcRows now = rows();
        Connection transaction = connection();
        Head head = database.begin(transaction);
        now.begin(head, looksUpKeys ? keys(commands) : Set.of(), reservations(commands));
        var decider = new Decider(now, unit);
        long micros = Math.max(head.micros(), clock.instant().toEpochMilli() * 1000);
        List<LedgerOutcome> outcomes = new ArrayList<>(commands.size());
        for (LedgerCommand command : commands) {
            LedgerOutcome outcome = decider.decide(command, head, micros);
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

    private static Set<String> keys(List<LedgerCommand> commands) {
        Set<String> keys = new HashSet<>();
        commands.forEach(command -> keys.add(command.note().key()));
        return keys;
    }

    private static List<String> reservations(List<LedgerCommand> commands) {
        List<String> ids = new ArrayList<>();
        for (LedgerCommand command : commands) {
            if (command instanceof LedgerCommand.Settle c) {
                ids.add(c.reservation());
            } else if (command instanceof LedgerCommand.Refund c) {
                ids.add(c.reservation());
            } else if (command instanceof LedgerCommand.Release c) {
                ids.add(c.reservation());
            } else if (command instanceof LedgerCommand.Expire c) {
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

    /** Whatever the transaction had done is undone; the connection may be of no use any more. */
    private void undo() {
        Connection open = connection;
        JdbcRows known = rows;
        try {
            if (open != null && known != null && open.isValid(VALID_SECONDS)) {
                database.rollback(open);
                known.forget();
                return;
            }
        } catch (SQLException e) {
            // a new one then
        }
        disconnect();
    }

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
