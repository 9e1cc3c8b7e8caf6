package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.LedgerReservation.State;
import io.weir.enforcer.Span;
import java.util.Optional;
import java.util.OptionalLong;

/** What a line does to the balances: the one place where it is told, for those who write and those who audit. */
final class Books {
    private final Rows rows;

    Books(Rows rows) {
        this.rows = rows;
    }

    /** The level with the least room, if it has less than the amount. */
    Optional<LedgerBalance> tooSmall(Account account, Span span, long amount) {
        LedgerBalance least = LedgerBalance.none(account, span);
        for (Tally level : rows.levels(account, span)) {
            least = level.now().room() < least.room() ? level.now() : least;
        }
        return least.room() < amount ? Optional.of(least) : Optional.empty();
    }

    /** What a settlement charges beyond what may be charged. What expired may still be charged while there is room. */
    long overrun(LedgerReservation reservation, long charged) {
        long beyond = Math.max(0, charged - reservation.left());
        if (beyond == 0) {
            return 0;
        }
        boolean inItsAmount = charged <= reservation.amount() - reservation.settled();
        boolean late = reservation.state() == State.EXPIRED && !reservation.lease();
        boolean fits = late
                && inItsAmount
                && tooSmall(reservation.account(), reservation.span(), beyond).isEmpty();
        return fits ? 0 : beyond;
    }

    /**
     * Counts a line.
     *
     * @throws IllegalStateException if it is about a reservation that is not there
     * @throws ArithmeticException if a balance goes beyond range
     */
    void count(LedgerEntry entry) {
        switch (entry.kind()) {
            case LIMIT ->
                limit(
                        rows.tally(entry.account(), entry.span()),
                        entry.amount() < 0 ? OptionalLong.empty() : OptionalLong.of(entry.amount()));
            case RESERVE -> reserve(entry, false);
            case LEASE -> reserve(entry, true);
            case SETTLE -> settle(entry);
            case REFUND -> refund(entry);
            case RELEASE -> end(entry, State.DONE);
            case EXPIRE -> end(entry, State.EXPIRED);
            case TRANSFER -> transfer(entry);
            case CLOSE -> close(entry);
            case ACKNOWLEDGE -> block(rows.tally(entry.account(), Span.HORIZON), 0);
        }
    }

    private void reserve(LedgerEntry entry, boolean lease) {
        add(entry.account(), entry.span(), 0, entry.amount(), 0);
        rows.put(new LedgerReservation(
                entry.sequence(),
                entry.key(),
                entry.account(),
                entry.span(),
                lease,
                entry.amount(),
                entry.amount(),
                0,
                entry.expires(),
                State.OPEN));
    }

    private void settle(LedgerEntry entry) {
        LedgerReservation before = reservation(entry);
        long left = entry.last() ? 0 : Math.max(0, before.left() - entry.amount());
        add(before.account(), before.span(), entry.amount(), left - before.left(), entry.overrun());
        if (entry.overrun() > 0) {
            Tally own = rows.tally(before.account(), Span.HORIZON);
            block(own, Math.addExact(own.now().blocked(), entry.overrun()));
        }
        State state = left > 0 ? State.OPEN : before.state() == State.EXPIRED ? State.EXPIRED : State.DONE;
        rows.put(before.now(left, Math.addExact(before.settled(), entry.amount()), state));
    }

    private void refund(LedgerEntry entry) {
        LedgerReservation before = reservation(entry);
        add(before.account(), before.span(), -entry.amount(), 0, 0);
        rows.put(before.now(before.left(), before.settled() - entry.amount(), before.state()));
    }

    /** A lease that expires is taken as spent. */
    private void end(LedgerEntry entry, State state) {
        LedgerReservation before = reservation(entry);
        long spent = state == State.EXPIRED && before.lease() ? before.left() : 0;
        add(before.account(), before.span(), spent, -before.left(), 0);
        rows.put(before.now(0, before.settled() + spent, state));
    }

    /** Levels that both are part of stay as they are. */
    private void transfer(LedgerEntry entry) {
        var to = new Account(entry.other());
        shift(entry.account(), to, entry.span(), -entry.amount());
        shift(to, entry.account(), entry.span(), entry.amount());
    }

    private void shift(Account account, Account other, Span span, long amount) {
        for (LedgerBalance level : apart(account, other, span)) {
            raise(rows.tally(level.account(), span), amount);
        }
    }

    /** Levels with a limit that the account is part of and the other is not. */
    ImmutableList<LedgerBalance> apart(Account account, Account other, Span span) {
        ImmutableList<Account> shared = other.upwards();
        return account.upwards().stream()
                .filter(level -> !shared.contains(level))
                .map(level -> rows.balance(level, span))
                .filter(level -> level.limit().isPresent())
                .collect(ImmutableList.toImmutableList());
    }

    private void close(LedgerEntry entry) {
        Optional<Span> to = entry.other().isEmpty() ? Optional.empty() : Optional.of(Span.parse(entry.other()));
        for (LedgerBalance balance : rows.balances(entry.span())) {
            to.ifPresent(next -> carry(balance, next));
            rows.tally(balance.account(), balance.span()).set(balance.ended());
        }
    }

    private void carry(LedgerBalance from, Span span) {
        Tally to = rows.tally(from.account(), span);
        if (from.limit().isPresent() && to.now().limit().isPresent() && from.room() > 0) {
            raise(to, from.room());
        }
    }

    private static void raise(Tally tally, long amount) {
        limit(tally, OptionalLong.of(Math.addExact(tally.now().limit().orElseThrow(), amount)));
    }

    private static void limit(Tally tally, OptionalLong micros) {
        tally.set(tally.now().limitedTo(micros));
    }

    private static void block(Tally tally, long micros) {
        tally.set(tally.now().blockedBy(micros));
    }

    private void add(Account account, Span span, long settled, long reserved, long overrun) {
        for (Tally level : rows.levels(account, span)) {
            level.set(level.now().plus(settled, reserved, overrun));
        }
    }

    private LedgerReservation reservation(LedgerEntry entry) {
        return rows.reservation(entry.reservation())
                .orElseThrow(() -> new IllegalStateException("there is no reservation " + entry.reservation() + "."));
    }
}
