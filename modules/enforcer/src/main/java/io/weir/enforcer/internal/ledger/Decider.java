package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerEntry.Kind;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.LedgerReservation.State;
import io.weir.enforcer.Span;
import java.time.Instant;
import java.util.Optional;

/** Whether a command becomes a line: the one place where money is authorised. Used by one thread. */
final class Decider {
    private static final String OPEN_ADVICE = "Maybe open it first: weir ledger WS open, or weir ledger WS limit.";

    private final Rows rows;
    private final Books books;
    private final MoneyUnit unit;

    Decider(Rows rows, MoneyUnit unit) {
        this.rows = rows;
        this.books = new Books(rows);
        this.unit = unit;
    }

    /**
     * Decides, and counts the line if there is one.
     *
     * @param micros of the epoch, now; never before the head's
     */
    LedgerOutcome decide(LedgerCommand command, Head head, long micros) {
        try {
            Optional<LedgerEntry> known = rows.known(command.note().key());
            return known.isPresent() ? again(known.get(), draft(command, micros)) : decideNew(command, head, micros);
        } catch (Refusal refusal) {
            return refusal.refused();
        }
    }

    /** What is refused may have been booked before, and be refused because of it. */
    private LedgerOutcome decideNew(LedgerCommand command, Head head, long micros) throws Refusal {
        Draft draft = draft(command, micros);
        try {
            require(draft, micros);
        } catch (Refusal refusal) {
            Optional<LedgerEntry> before = rows.entry(command.note().key());
            if (before.isPresent()) {
                return again(before.get(), draft);
            }
            throw refusal;
        }
        LedgerEntry entry = draft.after(head, micros, overrun(draft));
        books.count(entry);
        return new Accepted(entry, false);
    }

    private static LedgerOutcome again(LedgerEntry known, Draft draft) throws Refusal {
        if (!draft.says(known)) {
            throw new Refusal(
                    Reason.KEY,
                    String.format(
                            "key (%s) belongs to another command: %s on %s at %s.",
                            known.key(),
                            known.kind().name().toLowerCase(java.util.Locale.ROOT),
                            known.account(),
                            known.at()),
                    "Maybe give each command a key of its own; the same key is only for asking again.");
        }
        return new Accepted(known, true);
    }

    // ---- what would be written ----

    private Draft draft(LedgerCommand command, long micros) throws Refusal {
        var note = command.note();
        if (command instanceof LedgerCommand.SetLimit c) {
            return Draft.of(Kind.LIMIT, note)
                    .on(c.account(), c.span())
                    .amount(c.micros().orElse(-1));
        } else if (command instanceof LedgerCommand.Reserve c) {
            long expires = micros + c.lifetime().toMillis() * 1000;
            return Draft.of(c.lease() ? Kind.LEASE : Kind.RESERVE, note)
                    .on(c.account(), c.span())
                    .amount(c.micros())
                    .expiring(expires);
        } else if (command instanceof LedgerCommand.Settle c) {
            return Draft.of(Kind.SETTLE, note)
                    .about(reservation(c.reservation()))
                    .amount(c.micros())
                    .last(c.last());
        } else if (command instanceof LedgerCommand.Refund c) {
            return Draft.of(Kind.REFUND, note)
                    .about(reservation(c.reservation()))
                    .amount(c.micros());
        } else if (command instanceof LedgerCommand.Release c) {
            LedgerReservation reservation = reservation(c.reservation());
            return Draft.of(Kind.RELEASE, note).about(reservation);
        } else if (command instanceof LedgerCommand.Expire c) {
            return Draft.of(Kind.EXPIRE, note).about(reservation(c.reservation()));
        } else if (command instanceof LedgerCommand.Transfer c) {
            return Draft.of(Kind.TRANSFER, note)
                    .on(c.from(), c.span())
                    .amount(c.micros())
                    .other(c.to().path());
        } else if (command instanceof LedgerCommand.Close c) {
            return Draft.of(Kind.CLOSE, note)
                    .on(Account.TOTAL, c.span())
                    .other(c.carryTo().map(Span::toString).orElse(""));
        } else if (command instanceof LedgerCommand.Acknowledge c) {
            return Draft.of(Kind.ACKNOWLEDGE, note).on(c.account(), Span.HORIZON);
        }
        throw new IllegalStateException("no such command: " + command);
    }

    private LedgerReservation reservation(String id) throws Refusal {
        Optional<LedgerReservation> known = rows.reservation(id);
        if (known.isEmpty()) {
            throw new Refusal(
                    Reason.RESERVATION,
                    "there is no reservation (" + id + ").",
                    "Maybe it was refused, or is of another workspace; a reservation is named by the key it was asked with.");
        }
        return known.get();
    }

    private long overrun(Draft draft) {
        return draft.kind() == Kind.SETTLE ? books.overrun(draft.reservation().orElseThrow(), draft.amount()) : 0;
    }

    // ---- whether it may be ----

    private void require(Draft draft, long micros) throws Refusal {
        requireOpenPeriod(draft.span());
        switch (draft.kind()) {
            case LIMIT -> requireLimit(draft);
            case RESERVE, LEASE -> requireRoom(draft);
            case SETTLE -> requireSettleable(draft);
            case REFUND -> requireRefundable(draft);
            case RELEASE -> requireReleasable(draft.reservation().orElseThrow());
            case EXPIRE -> requireOver(draft.reservation().orElseThrow(), micros);
            case TRANSFER -> requireTransferable(draft);
            case CLOSE -> requireClosable(draft);
            case ACKNOWLEDGE -> requireOverrun(draft.account());
        }
    }

    private void requireOpenPeriod(Span span) throws Refusal {
        if (rows.balance(Account.TOTAL, span).closed()) {
            throw new Refusal(
                    Reason.CLOSED,
                    "the period of " + span + " is closed.",
                    "Maybe book it in the current period, with a reservation of its own.");
        }
    }

    private void requireKnown(Account account) throws Refusal {
        if (!rows.knows(account)) {
            throw new Refusal(Reason.ACCOUNT, "there is no account (" + account + ").", OPEN_ADVICE);
        }
    }

    private void requireLimit(Draft draft) throws Refusal {
        Optional<Account> parent = draft.account().parent();
        if (parent.isPresent()) {
            requireKnown(parent.get());
        }
        LedgerBalance now = rows.balance(draft.account(), draft.span());
        long used = now.settled() + now.reserved();
        boolean lowers = draft.amount() >= 0 && draft.amount() < now.limit().orElse(Long.MAX_VALUE);
        if (lowers && draft.amount() < used) {
            throw new Refusal(
                    Reason.LIMIT,
                    String.format(
                            "limit of %s in %s (%s) is below what is settled (%s) and reserved (%s) already.",
                            draft.account(),
                            draft.span(),
                            text(draft.amount()),
                            text(now.settled()),
                            text(now.reserved())),
                    "Maybe release reservations first, or lower it to " + text(used) + ".");
        }
    }

    private void requireRoom(Draft draft) throws Refusal {
        requireKnown(draft.account());
        requireUnblocked(draft.account());
        ImmutableList<Account> levels = draft.account().upwards();
        if (levels.stream()
                .allMatch(level -> rows.balance(level, draft.span()).limit().isEmpty())) {
            throw new Refusal(
                    Reason.ACCOUNT,
                    String.format(
                            "%s has no limit in %s, nor has anything it is part of.", draft.account(), draft.span()),
                    OPEN_ADVICE);
        }
        Optional<LedgerBalance> tooSmall = books.tooSmall(draft.account(), draft.span(), draft.amount());
        if (tooSmall.isPresent()) {
            LedgerBalance level = tooSmall.get();
            throw new Refusal(
                    Reason.LIMIT,
                    String.format(
                            "%s for %s would pass the limit of %s in %s: limit %s, settled %s, reserved %s, left %s.",
                            text(draft.amount()),
                            draft.account(),
                            level.account(),
                            level.span(),
                            text(level.limit().orElseThrow()),
                            text(level.settled()),
                            text(level.reserved()),
                            text(Math.max(0, level.room()))),
                    "Maybe ask for less, let old reservations expire, or transfer from another channel.");
        }
    }

    private void requireUnblocked(Account account) throws Refusal {
        for (Account level : account.upwards()) {
            long blocked = rows.balance(level, Span.HORIZON).blocked();
            if (blocked > 0) {
                throw new Refusal(
                        Reason.BLOCKED,
                        String.format(
                                "%s was charged %s more than was reserved; nothing new is reserved until somebody takes note.",
                                level, text(blocked)),
                        "Maybe look at the platform's bill, then: weir ledger WS acknowledge " + level + ".");
            }
        }
    }

    private void requireSettleable(Draft draft) throws Refusal {
        LedgerReservation reservation = draft.reservation().orElseThrow();
        if (reservation.lease() && reservation.state() == State.EXPIRED) {
            throw new Refusal(
                    Reason.STATE,
                    String.format(
                            "lease (%s) expired and is taken as spent: %s.",
                            reservation.id(), text(reservation.settled())),
                    "Maybe refund what it did not spend: weir ledger WS refund.");
        }
        requireInRange(draft.amount());
    }

    /** Sums stay far from the end of their range; none is larger than the total's. */
    private void requireInRange(long amount) throws Refusal {
        LedgerBalance total = rows.balance(Account.TOTAL, Span.HORIZON);
        if (total.settled() > LedgerCommand.MOST * 10 - amount) {
            throw new Refusal(
                    Reason.AMOUNT,
                    String.format(
                            "%s more would take what is settled in all (%s) beyond what the ledger can count.",
                            text(amount), text(total.settled())),
                    "Maybe the amount was meant in another unit.");
        }
    }

    private void requireRefundable(Draft draft) throws Refusal {
        LedgerReservation reservation = draft.reservation().orElseThrow();
        if (draft.amount() > reservation.settled()) {
            throw new Refusal(
                    Reason.AMOUNT,
                    String.format(
                            "refund (%s) is more than reservation %s has settled (%s).",
                            text(draft.amount()), reservation.id(), text(reservation.settled())),
                    "Maybe it belongs to another reservation, or was booked before.");
        }
    }

    private void requireReleasable(LedgerReservation reservation) throws Refusal {
        if (reservation.lease()) {
            throw new Refusal(
                    Reason.STATE,
                    "a lease (" + reservation.id() + ") cannot be released: its holder may be spending it.",
                    "Maybe settle what it spent, or wait until it expires.");
        }
        requireOpen(reservation);
    }

    private void requireOver(LedgerReservation reservation, long micros) throws Refusal {
        requireOpen(reservation);
        if (reservation.expires() > micros) {
            throw new Refusal(
                    Reason.STATE,
                    String.format(
                            "reservation (%s) is good until %s.",
                            reservation.id(), Instant.ofEpochMilli(reservation.expires() / 1000)),
                    "Maybe release it instead.");
        }
    }

    private void requireOpen(LedgerReservation reservation) throws Refusal {
        if (reservation.state() != State.OPEN) {
            throw new Refusal(
                    Reason.STATE,
                    String.format(
                            "nothing of reservation (%s) is set aside any more; %s was settled.",
                            reservation.id(), text(reservation.settled())),
                    "Maybe it was settled, released or expired before.");
        }
    }

    private void requireTransferable(Draft draft) throws Refusal {
        var to = new Account(draft.other());
        requireKnown(draft.account());
        requireKnown(to);
        requireLimits(draft.account(), to, draft.span());
        requireLimits(to, draft.account(), draft.span());
        for (LedgerBalance level : books.apart(draft.account(), to, draft.span())) {
            if (level.room() < draft.amount()) {
                throw new Refusal(
                        Reason.LIMIT,
                        String.format(
                                "%s cannot be moved from %s in %s: limit %s, settled %s, reserved %s, left %s.",
                                text(draft.amount()),
                                level.account(),
                                level.span(),
                                text(level.limit().orElseThrow()),
                                text(level.settled()),
                                text(level.reserved()),
                                text(Math.max(0, level.room()))),
                        "Maybe move less, or release reservations first.");
            }
        }
        for (LedgerBalance level : books.apart(to, draft.account(), draft.span())) {
            if (level.limit().orElseThrow() > LedgerCommand.MOST - draft.amount()) {
                throw new Refusal(
                        Reason.AMOUNT,
                        String.format(
                                "%s more would take the limit of %s beyond range.",
                                text(draft.amount()), level.account()),
                        "Maybe the amount was meant in another unit.");
            }
        }
    }

    private void requireLimits(Account account, Account other, Span span) throws Refusal {
        if (books.apart(account, other, span).isEmpty()) {
            throw new Refusal(Reason.ACCOUNT, String.format("%s has no limit in %s.", account, span), OPEN_ADVICE);
        }
    }

    private void requireClosable(Draft draft) throws Refusal {
        if (rows.balances(draft.span()).isEmpty()) {
            throw new Refusal(Reason.ACCOUNT, "there is no period of " + draft.span() + ".", OPEN_ADVICE);
        }
        Optional<LedgerReservation> open = rows.firstOpen(draft.span());
        if (open.isPresent()) {
            throw new Refusal(
                    Reason.STATE,
                    String.format(
                            "%s has open reservations, among them %s of %s with %s.",
                            draft.span(),
                            open.get().id(),
                            open.get().account(),
                            text(open.get().left())),
                    "Maybe settle or release them, or wait until they expire: weir ledger WS expire.");
        }
        if (!draft.other().isEmpty()) {
            requireOpenPeriod(Span.parse(draft.other()));
            if (rows.balance(Account.TOTAL, Span.parse(draft.other())).limit().isEmpty()) {
                throw new Refusal(
                        Reason.ACCOUNT,
                        "what " + draft.span() + " leaves cannot be carried to " + draft.other()
                                + ", where the total has no limit yet.",
                        "Maybe open the next plan first, or return it: weir ledger WS close --return.");
            }
        }
    }

    private void requireOverrun(Account account) throws Refusal {
        requireKnown(account);
        if (rows.balance(account, Span.HORIZON).blocked() == 0) {
            throw new Refusal(
                    Reason.STATE,
                    account + " has no overrun to take note of.",
                    "Maybe it was meant for another account.");
        }
    }

    private String text(long micros) {
        return unit.text(MoneyUnit.fromMicros(micros));
    }
}
