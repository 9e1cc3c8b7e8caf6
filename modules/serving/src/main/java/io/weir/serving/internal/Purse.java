package io.weir.serving.internal;

import com.google.common.collect.Iterables;
import io.weir.enforcer.Account;
import io.weir.enforcer.Lease;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerOutcome.Refused;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The leases that bids are paid from. One is current; it is replaced while there is still some left of it, and ended in the
 * ledger when no bid waits with its money. What a win costs is settled as a part of its bid's lease, under the bid's name, so
 * that it is counted once for ever. {@link #reserve} and {@link #settle} are safe for use by several threads; the rest is
 * used by one at a time.
 */
final class Purse {
    /** A lease is a part of what is left, so that little is tied up when the process dies. */
    private static final int PARTS = 8;

    /** A lease is replaced at this part of its time; bids that wait have the rest of it. */
    private static final int PART_OF_TIME = 3;

    /** And when it holds so little of what a new one would. */
    private static final int PART_LEFT = 2;

    /** A lease pays for at least so many bids, if there is as much. */
    private static final int LEAST_BIDS = 100;

    /** For a reservation that is settled at once; if the process ends in between it is free after this. */
    private static final Duration LATE_TIME = Duration.ofSeconds(10);

    /** Where there is no room it is looked for again after this. */
    private static final long RETRY_MILLIS = 1000;

    private final Ledger ledger;
    private final Account account;
    private final Seat seat;
    private final Duration leaseTime;
    private final Clock clock;
    private final List<Held> retired = new CopyOnWriteArrayList<>();
    private final Map<Integer, Inherited> inherited = new ConcurrentHashMap<>();
    private volatile @Nullable Held current;
    private @Nullable Span span;
    private volatile String trouble = "";
    private long nextTry;

    Purse(Ledger ledger, Account account, Seat seat, Duration leaseTime, Clock clock) {
        this.ledger = ledger;
        this.account = account;
        this.seat = seat;
        this.leaseTime = leaseTime;
        this.clock = clock;
    }

    /** A lease of the process before, which may still owe for bids that wait. */
    private static final class Inherited {
        private final long left;
        private final long until;
        private final LongAdder used = new LongAdder();
        private final AtomicInteger inside = new AtomicInteger();
        private volatile boolean over;

        Inherited(long left, long until) {
            this.left = left;
            this.until = until;
        }

        /** A win is about to be settled on it; not if its time is over, as what is settled after its end is an overrun. */
        boolean enter() {
            inside.incrementAndGet();
            boolean late = over;
            if (late) {
                inside.decrementAndGet();
            }
            return !late;
        }

        void leave() {
            inside.decrementAndGet();
        }

        /** Lets nobody in any more; whether nobody is inside. */
        boolean isOver(long now) {
            over = until <= now;
            return over && inside.get() == 0;
        }

        long left() {
            return Math.max(0, left - used.sum());
        }
    }

    // ---- while bidding ----

    /** Reserves for a bid, without I/O; empty if there is not enough. */
    Optional<Held> reserve(long micros) {
        Held held = current;
        if (held == null) {
            return Optional.empty();
        }
        if (held.reserve(micros)) {
            return Optional.of(held);
        }
        // perhaps it was replaced in between
        Held next = current;
        return next != null && next != held && next.reserve(micros) ? Optional.of(next) : Optional.empty();
    }

    /** Books what a win cost, as a part of its bid's lease. */
    CompletableFuture<LedgerOutcome> settle(Held held, String bid, long micros) {
        held.book(micros);
        return ledger.submitLater(settlement(held.id(), bid, micros));
    }

    /**
     * Books a win that no money waits for: its time was over, or the process that bid is gone. The lease of that process pays
     * if it is there; else the current one, else a reservation of its own, else bids that wait, as most of them cost less than
     * was reserved; what none has room for is an overrun of the bid's own lease. Blocks.
     */
    LedgerOutcome settleLate(int lease, String bid, long micros) {
        Inherited before = inherited.get(lease);
        if (before != null && before.enter()) {
            try {
                LedgerOutcome outcome = ledger.submit(settlement(seat.leaseKey(lease), bid, micros));
                if (isNew(outcome)) {
                    before.used.add(micros);
                }
                if (!isState(outcome)) {
                    return outcome;
                }
            } finally {
                before.leave();
            }
        }
        Held held = current;
        if (held != null && held.reserve(micros)) {
            LedgerOutcome outcome = settleNow(held, bid, micros);
            if (!isState(outcome)) {
                return outcome;
            }
        }
        Optional<LedgerOutcome> elsewhere = settleApart(bid, micros).or(() -> settleBorrowed(bid, micros));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        LedgerOutcome own = ledger.submit(settlement(seat.leaseKey(lease), bid, micros));
        if (!isState(own)) {
            return own;
        }
        // the lease expired and counts as spent, this win with it: first what it did not spend comes back
        refund(lease);
        return settleApart(bid, micros).orElse(own);
    }

    /** With money that was reserved for it just now. */
    private LedgerOutcome settleNow(Held held, String bid, long micros) {
        held.book(micros);
        try {
            LedgerOutcome outcome = ledger.submit(settlement(held.id(), bid, micros));
            if (!isNew(outcome)) {
                held.unbook(micros);
                held.change(-micros);
            }
            return outcome;
        } finally {
            held.done();
        }
    }

    private Optional<LedgerOutcome> settleBorrowed(String bid, long micros) {
        Held now = current;
        for (Held held : Iterables.concat(now == null ? List.of() : List.of(now), retired)) {
            if (held.borrow(micros)) {
                try {
                    LedgerOutcome outcome = ledger.submit(settlement(held.id(), bid, micros));
                    if (!isNew(outcome)) {
                        held.giveBorrowedBack(micros);
                    }
                    if (!isState(outcome)) {
                        return Optional.of(outcome);
                    }
                } finally {
                    held.done();
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LedgerOutcome> settleApart(String bid, long micros) {
        Span where = span;
        if (where == null || micros == 0) {
            return Optional.empty();
        }
        var own = new LedgerCommand.Reserve(
                account, where, micros, LATE_TIME, false, note(bid + " late", "a notice that came late"));
        if (!ledger.reserve(own).accepted()) {
            return Optional.empty();
        }
        String id = own.note().key();
        LedgerOutcome outcome = ledger.submit(settlement(id, bid, micros));
        if (!isNew(outcome)) {
            // it had been booked before, elsewhere
            ledger.submit(new LedgerCommand.Release(id, note(id + " release", "not needed")));
        }
        return Optional.of(outcome);
    }

    private LedgerCommand.Settle settlement(String reservation, String bid, long micros) {
        return new LedgerCommand.Settle(reservation, micros, false, note(bid, "won"));
    }

    /** Whether it was booked, and not before. */
    static boolean isNew(LedgerOutcome outcome) {
        return outcome instanceof LedgerOutcome.Accepted accepted && !accepted.again();
    }

    private static boolean isState(LedgerOutcome outcome) {
        return outcome instanceof Refused refused && refused.reason() == Reason.STATE;
    }

    private Note note(String key, String why) {
        return new Note(key, "agent " + account, why);
    }

    // ---- keeping ----

    /**
     * Takes over what the process before left: open leases go on until its bids have had their time; of a lease that expired,
     * what was not spent is refunded.
     *
     * @param patience how long its bids may still win
     */
    void inherit(Duration patience) {
        SortedSet<Integer> known = seat.leases();
        if (known.isEmpty()) {
            return;
        }
        List<LedgerReservation> open = ledger.openReservations();
        long until = clock.millis() + patience.toMillis();
        for (int number : known) {
            open.stream()
                    .filter(one -> one.id().equals(seat.leaseKey(number)))
                    .findFirst()
                    .ifPresentOrElse(
                            one -> inherited.put(number, new Inherited(one.left(), until)), () -> refund(number));
        }
    }

    /** What was never used of a lease that the ledger took as spent comes back, once. */
    private void refund(int number) {
        String id = seat.leaseKey(number);
        long[] sums = new long[2];
        ledger.entries(entry -> {
            boolean about = entry.reservation().equals(id);
            sums[0] += about && entry.kind() == LedgerEntry.Kind.EXPIRE ? 1 : 0;
            sums[1] += about && entry.kind() == LedgerEntry.Kind.SETTLE ? entry.amount() : 0;
            sums[1] -= entry.key().equals(id) ? entry.amount() : 0;
        });
        long unspent = -sums[1];
        if (sums[0] > 0 && unspent > 0) {
            ledger.submit(new LedgerCommand.Refund(id, unspent, note(id + " refund", "not spent before it expired")));
        }
    }

    /**
     * Ends what can be ended and takes a new lease where one is due.
     *
     * @param where the period, none if there is none
     * @param wanted micros that may still be spent in it
     * @param dearest the dearest bid that may be made now, micros
     */
    void keep(@Nullable Span where, long wanted, long dearest) {
        Held held = current;
        if (held != null && (where == null || !where.equals(span))) {
            retire(held);
            held = null;
        }
        span = where;
        if (where != null) {
            replaceIfDue(where, held, wanted, dearest);
        }
        endRetired();
        endInherited();
    }

    private void replaceIfDue(Span where, @Nullable Held held, long wanted, long dearest) {
        long slice = Math.min(wanted, Math.max(wanted / PARTS, LEAST_BIDS * dearest));
        if (held != null) {
            long left = held.left();
            boolean old = clock.millis() - held.taken() > leaseTime.toMillis() / PART_OF_TIME;
            boolean low = left < slice / PART_LEFT;
            boolean tooMuch = left > 0 && wanted == 0 || left > 2 * wanted + LEAST_BIDS * dearest;
            if (!old && !low && !tooMuch) {
                return;
            }
            if (tooMuch || old) {
                retire(held);
            }
        }
        if (slice > 0 && clock.millis() >= nextTry) {
            take(where, slice);
        }
    }

    private void take(Span where, long slice) {
        long room = Math.min(slice, room(where));
        if (room <= 0) {
            nextTry = clock.millis() + RETRY_MILLIS;
            return;
        }
        try {
            int number = seat.nextLease();
            var command = new LedgerCommand.Reserve(
                    account, where, room, leaseTime, true, note(seat.leaseKey(number), "a slice of the target"));
            LedgerOutcome outcome = ledger.reserve(command);
            if (outcome instanceof Refused refused) {
                trouble = refused.message();
                nextTry = clock.millis() + RETRY_MILLIS;
                seat.ended(number);
                return;
            }
            trouble = "";
            Held before = current;
            current = new Held(number, new Lease(command.note().key(), account, room), clock.millis());
            if (before != null) {
                before.retire();
                retired.add(before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long room(Span where) {
        long room = Long.MAX_VALUE;
        for (LedgerBalance balance : ledger.balances()) {
            boolean counts = balance.span().equals(where) || balance.span().isHorizon();
            if (counts && account.upwards().contains(balance.account())) {
                room = Math.min(room, balance.room());
            }
        }
        return room;
    }

    private void retire(Held held) {
        current = null;
        held.retire();
        retired.add(held);
    }

    private void endRetired() {
        for (Held held : retired) {
            if (held.end()) {
                end(held.number());
                retired.remove(held);
            }
        }
    }

    private void endInherited() {
        long now = clock.millis();
        inherited.forEach((number, one) -> {
            if (one.isOver(now)) {
                end(number);
                inherited.remove(number);
            }
        });
    }

    /** What no win has used is free again. */
    private void end(int number) {
        String id = seat.leaseKey(number);
        LedgerOutcome outcome =
                ledger.submit(new LedgerCommand.Settle(id, 0, true, note(id + " end", "what is left is given back")));
        if (isState(outcome)) {
            refund(number);
        }
        ended(number);
    }

    private void ended(int number) {
        try {
            seat.ended(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A changed target is followed at once. */
    void hurry() {
        nextTry = 0;
    }

    /** Gives all back that no bid waits with. */
    void giveBack() {
        Held held = current;
        if (held != null) {
            retire(held);
        }
        endRetired();
        endInherited();
    }

    /** Whether bids wait that a lease was given up for. */
    boolean isQuiet() {
        return retired.isEmpty() && inherited.isEmpty();
    }

    /** Micros that bids may still reserve from the current lease. */
    long left() {
        Held held = current;
        return held == null ? 0 : held.left();
    }

    /** Micros of the process before that wait for its bids. */
    long inheritedLeft() {
        return inherited.values().stream().mapToLong(Inherited::left).sum();
    }

    /** Why the ledger hands out no more; empty if it does. */
    String trouble() {
        return trouble;
    }
}
