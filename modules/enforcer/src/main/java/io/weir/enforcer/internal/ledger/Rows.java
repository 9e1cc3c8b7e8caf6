package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What follows from the lines so far. Used by one thread. */
abstract class Rows {
    private final Map<Place, Tally> tallies = new HashMap<>();
    private final Map<Place, ImmutableList<Tally>> levels = new HashMap<>();
    private final List<Tally> changed = new ArrayList<>();

    /** The balance as it was before this began; zero if nothing was booked there. */
    abstract LedgerBalance stored(Account account, Span span);

    /** The balance of an account; zero if nothing was booked there. */
    final Tally tally(Account account, Span span) {
        return tallies.computeIfAbsent(new Place(account, span), place -> new Tally(stored(account, span), changed));
    }

    /** {@link #tally} as it is now. */
    final LedgerBalance balance(Account account, Span span) {
        return tally(account, span).now();
    }

    /** Balances that money of an account counts in: its own and those above, in the span and over the horizon. */
    final ImmutableList<Tally> levels(Account account, Span span) {
        return levels.computeIfAbsent(new Place(account, span), this::findLevels);
    }

    private ImmutableList<Tally> findLevels(Place place) {
        var out = ImmutableList.<Tally>builder();
        for (Account level : place.account().upwards()) {
            out.add(tally(level, place.span()));
            if (!place.span().isHorizon()) {
                out.add(tally(level, Span.HORIZON));
            }
        }
        return out.build();
    }

    /** Whether a balance that was looked at says that the account was opened. */
    final boolean saw(Account account) {
        return tallies.values().stream()
                .map(Tally::now)
                .anyMatch(now -> now.account().equals(account) && !now.equals(LedgerBalance.none(account, now.span())));
    }

    /** Balances that differ from what was stored. */
    final ImmutableList<LedgerBalance> changed() {
        return changed.stream().map(Tally::now).collect(ImmutableList.toImmutableList());
    }

    /** What changed is stored. */
    final void keepBalances() {
        changed.forEach(Tally::written);
        changed.clear();
    }

    /** Knows no balance any more. */
    final void forgetBalances() {
        tallies.clear();
        levels.clear();
        changed.clear();
    }

    /** All accounts of a period. */
    abstract ImmutableList<LedgerBalance> balances(Span span);

    /** Whether the account was ever opened. */
    abstract boolean knows(Account account);

    abstract Optional<LedgerReservation> reservation(String id);

    /** The reservation that is open in a period and expires first. */
    abstract Optional<LedgerReservation> firstOpen(Span span);

    /** The line of a command, as far as is known without asking the database. */
    abstract Optional<LedgerEntry> known(String key);

    /** The line of a command. */
    abstract Optional<LedgerEntry> entry(String key);

    abstract void put(LedgerReservation reservation);
}
