package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.Span;
import java.util.Optional;

/** What follows from the lines so far. Used by one thread. */
interface Rows {
    /** The balance of an account; zero if nothing was booked there. */
    Tally tally(Account account, Span span);

    /** Balances that money of an account counts in: its own and those above, in the span and over the horizon. */
    ImmutableList<Tally> levels(Account account, Span span);

    /** {@link #tally} as it is now. */
    default LedgerBalance balance(Account account, Span span) {
        return tally(account, span).now();
    }

    /** All accounts of a period. */
    ImmutableList<LedgerBalance> balances(Span span);

    /** Whether the account was ever opened. */
    boolean knows(Account account);

    Optional<LedgerReservation> reservation(String id);

    /** The reservation that is open in a period and expires first. */
    Optional<LedgerReservation> firstOpen(Span span);

    /** The line of a command, as far as is known without asking the database. */
    Optional<LedgerEntry> known(String key);

    /** The line of a command. */
    Optional<LedgerEntry> entry(String key);

    void put(LedgerReservation reservation);
}
