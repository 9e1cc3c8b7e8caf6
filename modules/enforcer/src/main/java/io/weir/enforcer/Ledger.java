package io.weir.enforcer;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerOutcome.Refused;
import io.weir.enforcer.internal.ledger.Auditor;
import io.weir.enforcer.internal.ledger.Database;
import io.weir.enforcer.internal.ledger.Reader;
import io.weir.enforcer.internal.ledger.Writer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The run-time record of money. No authorisation takes settled and reserved beyond a limit, on any level, for any number of
 * threads, processes and crashes; what was answered survives them; what is asked again with the same key counts once. Safe for
 * use by several threads, and by several processes on the same store. See docs/ledger.md.
 */
public final class Ledger implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** By how much the clocks of those who share a ledger may differ, micros: a day. */
    private static final long OTHER_CLOCKS = 86_400_000_000L;

    private final Database database;
    private final Clock clock;
    private final Writer writer;

    /** What expires until then has been ended; so it is not looked for again. */
    private volatile long ended = Long.MIN_VALUE;

    private Ledger(Database database, MoneyUnit unit, Clock clock, Duration patience) {
        this.database = database;
        this.clock = clock;
        this.writer = new Writer(database, unit, clock, patience);
    }

    /**
     * Opens a ledger, an empty one if there is none.
     *
     * @param unit the currency that its amounts are in
     * @param clock entries are stamped by; may stand still or go backwards, entries do not
     * @throws BadInputException if the store is no ledger, of a newer version, in another currency, or does not keep what it
     *     acknowledges
     * @throws LedgerUnavailableException if the database does not answer
     */
    public static Ledger open(LedgerStore store, MoneyUnit unit, Clock clock) {
        return open(store, unit, clock, PATIENCE);
    }

    /**
     * {@link #open(LedgerStore, MoneyUnit, Clock)} with a patience of one's own.
     *
     * @param patience for how long a command is tried again when the database does not answer
     */
    public static Ledger open(LedgerStore store, MoneyUnit unit, Clock clock, Duration patience) {
        Database database = Database.of(store);
        database.prepare(unit.currency().map(Object::toString).orElse(""), patience);
        return new Ledger(database, unit, clock, patience);
    }

    /**
     * Books a command and waits until it is on disk.
     *
     * @throws LedgerUnavailableException if the database does not answer in time; asking again with the same key is safe
     */
    public LedgerOutcome submit(LedgerCommand command) {
        return answer(submitLater(command));
    }

    /**
     * Books commands, in their order and in one write, and waits until all are on disk. Each is accepted or refused for itself.
     *
     * @throws LedgerUnavailableException as {@link #submit}
     */
    public ImmutableList<LedgerOutcome> submitAll(List<? extends LedgerCommand> commands) {
        return commands.isEmpty() ? ImmutableList.of() : answer(writer.submit(ImmutableList.copyOf(commands)));
    }

    /**
     * Books a command; the answer comes when it is on disk, or a {@link LedgerUnavailableException}. Blocks only while
     * thousands wait.
     */
    public CompletableFuture<LedgerOutcome> submitLater(LedgerCommand command) {
        return writer.submit(ImmutableList.of(command)).thenApply(outcomes -> outcomes.get(0));
    }

    private static <T> T answer(CompletableFuture<T> later) {
        try {
            return later.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LedgerUnavailableException unavailable) {
                throw unavailable.again();
            }
            throw e;
        }
    }

    /**
     * Sets money aside. If there is no room for it, reservations whose time is over make room first.
     *
     * @throws LedgerUnavailableException as {@link #submit}
     */
    public LedgerOutcome reserve(LedgerCommand.Reserve command) {
        LedgerOutcome outcome = submit(command);
        boolean full = outcome instanceof Refused refused && refused.reason() == Reason.LIMIT;
        return full && expireDue(command.note().who()) > 0 ? submit(command) : outcome;
    }

    /**
     * A slice of budget for this process.
     *
     * @param command with {@code lease} set
     * @return the lease; empty if there is no room, or the account cannot reserve: {@link #reserve} tells why
     * @throws IllegalArgumentException unless the command asks for a lease
     * @throws LedgerUnavailableException as {@link #submit}
     */
    public Optional<Lease> lease(LedgerCommand.Reserve command) {
        if (!command.lease()) {
            throw new IllegalArgumentException("command (" + command.note().key() + ") must ask for a lease.");
        }
        return reserve(command) instanceof Accepted
                ? Optional.of(new Lease(command.note().key(), command.account(), command.micros()))
                : Optional.empty();
    }

    /**
     * Ends a lease: what it spent is settled, what is left is free again. If it has expired, and so was taken as spent, what it
     * did not spend is refunded.
     *
     * @throws LedgerUnavailableException as {@link #submit}
     */
    public LedgerOutcome settle(Lease lease, Note note) {
        long spent = lease.close();
        LedgerOutcome outcome = submit(new LedgerCommand.Settle(lease.id(), spent, true, note));
        boolean lost = outcome instanceof Refused refused && refused.reason() == Reason.STATE;
        return lost && spent < lease.amount()
                ? submit(new LedgerCommand.Refund(lease.id(), lease.amount() - spent, note.then("refund")))
                : outcome;
    }

    /**
     * Ends all reservations whose time is over: what was reserved is free again, what was leased is taken as spent.
     *
     * @param who asks
     * @return how many
     * @throws LedgerUnavailableException as {@link #submit}
     */
    public int expireDue(String who) {
        long now = clock.instant().toEpochMilli() * 1000;
        List<LedgerCommand.Expire> commands = Reader.with(database, reader -> reader.due(ended, now)).stream()
                .map(one ->
                        new LedgerCommand.Expire(one.id(), new Note(one.id(), who, "its time is over").then("expire")))
                .toList();
        ImmutableList<LedgerOutcome> outcomes = submitAll(commands);
        ended = Math.max(ended, now - OTHER_CLOCKS);
        return (int) outcomes.stream()
                .filter(outcome -> outcome instanceof Accepted accepted && !accepted.again())
                .count();
    }

    /**
     * How all accounts stand, root first, periods in their order, the horizon last.
     *
     * @throws LedgerUnavailableException if the database does not answer
     */
    public ImmutableList<LedgerBalance> balances() {
        return Reader.with(database, Reader::balances);
    }

    /**
     * Reservations that hold money, those that expire first first.
     *
     * @throws LedgerUnavailableException if the database does not answer
     */
    public ImmutableList<LedgerReservation> openReservations() {
        return Reader.with(database, Reader::open);
    }

    /**
     * Every line, in order.
     *
     * @throws LedgerUnavailableException if the database does not answer
     */
    public void entries(Consumer<LedgerEntry> each) {
        Reader.with(database, reader -> {
            reader.entries(each);
            return 0;
        });
    }

    /**
     * Counts all balances anew from the lines and follows the chain.
     *
     * @param expected hash of a line seen before, which must still be there; empty for none
     * @param progress told how far it is
     * @throws LedgerUnavailableException if the database does not answer
     */
    public LedgerAudit audit(Optional<String> expected, Progress progress) {
        return Reader.with(database, reader -> new Auditor(reader, expected, progress).audit());
    }

    /** Waits for what was asked, then lets go of the database. */
    @Override
    public void close() {
        writer.close();
    }
}
