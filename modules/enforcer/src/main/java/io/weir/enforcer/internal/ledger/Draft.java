package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerEntry.Kind;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.Span;
import java.util.Optional;

/** A line before it has its place in the ledger. Components as in {@link LedgerEntry}. */
record Draft(
        Kind kind,
        Note note,
        Account account,
        Span span,
        long amount,
        Optional<LedgerReservation> reservation,
        String other,
        boolean last,
        long expires) {
    static Draft of(Kind kind, Note note) {
        return new Draft(kind, note, Account.TOTAL, Span.HORIZON, 0, Optional.empty(), "", false, 0);
    }

    Draft on(Account newAccount, Span newSpan) {
        return new Draft(kind, note, newAccount, newSpan, amount, reservation, other, last, expires);
    }

    /** Money that ends a reservation is what is left of it. */
    Draft about(LedgerReservation of) {
        return new Draft(kind, note, of.account(), of.span(), of.left(), Optional.of(of), other, last, expires);
    }

    Draft amount(long micros) {
        return new Draft(kind, note, account, span, micros, reservation, other, last, expires);
    }

    Draft other(String text) {
        return new Draft(kind, note, account, span, amount, reservation, text, last, expires);
    }

    Draft last(boolean yes) {
        return new Draft(kind, note, account, span, amount, reservation, other, yes, expires);
    }

    Draft expiring(long micros) {
        return new Draft(kind, note, account, span, amount, reservation, other, last, micros);
    }

    private String about() {
        return reservation.map(LedgerReservation::id).orElse("");
    }

    /** Whether a line says what this asks. When it expires, and what was left, depends on when it was asked. */
    boolean says(LedgerEntry entry) {
        boolean ends = kind == Kind.RELEASE || kind == Kind.EXPIRE;
        return kind == entry.kind()
                && account.equals(entry.account())
                && span.equals(entry.span())
                && (ends || amount == entry.amount())
                && about().equals(entry.reservation())
                && other.equals(entry.other())
                && last == entry.last();
    }

    /** The line, next in the chain. */
    LedgerEntry after(Head head, long micros, long overrun) {
        return new LedgerEntry(
                        head.sequence() + 1,
                        micros,
                        kind,
                        note.key(),
                        account,
                        span,
                        amount,
                        about(),
                        other,
                        last,
                        expires,
                        overrun,
                        note.who(),
                        note.why(),
                        LedgerEntry.NOTHING)
                .after(head.hash());
    }
}
