package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.LedgerReservation.State;
import io.weir.enforcer.Span;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rows that are counted anew, for an audit. */
final class MemoryRows extends Rows {
    private final Map<String, LedgerReservation> reservations = new HashMap<>();

    @Override
    LedgerBalance stored(Account account, Span span) {
        return LedgerBalance.none(account, span);
    }

    @Override
    ImmutableList<LedgerBalance> balances(Span span) {
        return changed().stream()
                .filter(balance -> balance.span().equals(span))
                .sorted(Comparator.comparing(LedgerBalance::account))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    boolean knows(Account account) {
        return saw(account);
    }

    @Override
    Optional<LedgerReservation> reservation(String id) {
        return Optional.ofNullable(reservations.get(id));
    }

    @Override
    Optional<LedgerReservation> firstOpen(Span span) {
        return reservations.values().stream()
                .filter(one -> one.state() == State.OPEN && one.span().equals(span))
                .min(Comparator.comparing(LedgerReservation::expires));
    }

    /** An audit meets each line once, and knows no keys. */
    @Override
    Optional<LedgerEntry> known(String key) {
        return Optional.empty();
    }

    @Override
    Optional<LedgerEntry> entry(String key) {
        return Optional.empty();
    }

    @Override
    void put(LedgerReservation reservation) {
        reservations.put(reservation.id(), reservation);
    }

    /** All that were ever booked on. */
    ImmutableMap<Place, LedgerBalance> balances() {
        return changed().stream()
                .collect(ImmutableMap.toImmutableMap(one -> new Place(one.account(), one.span()), one -> one));
    }

    ImmutableMap<String, LedgerReservation> reservations() {
        return ImmutableMap.copyOf(reservations);
    }
}
