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
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows that are counted anew, for an audit. */
final class MemoryRows implements Rows {
    /** Where a balance stands. */
    record Place(Account account, Span span) {}

    private final Map<Place, LedgerBalance> balances = new HashMap<>();
    private final Map<String, LedgerReservation> reservations = new HashMap<>();
    private final Set<Account> known = new HashSet<>();

    @Override
    public LedgerBalance balance(Account account, Span span) {
        return balances.getOrDefault(new Place(account, span), LedgerBalance.none(account, span));
    }

    @Override
    public ImmutableList<LedgerBalance> balances(Span span) {
        return balances.values().stream()
                .filter(balance -> balance.span().equals(span))
                .sorted(Comparator.comparing(LedgerBalance::account))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public boolean knows(Account account) {
        return known.contains(account);
    }

    @Override
    public Optional<LedgerReservation> reservation(String id) {
        return Optional.ofNullable(reservations.get(id));
    }

    @Override
    public Optional<LedgerReservation> firstOpen(Span span) {
        return reservations.values().stream()
                .filter(one -> one.state() == State.OPEN && one.span().equals(span))
                .min(Comparator.comparing(LedgerReservation::expires));
    }

    /** An audit meets each line once, and knows no keys. */
    @Override
    public Optional<LedgerEntry> known(String key) {
        return Optional.empty();
    }

    @Override
    public Optional<LedgerEntry> entry(String key) {
        return Optional.empty();
    }

    @Override
    public void put(LedgerBalance balance) {
        balances.put(new Place(balance.account(), balance.span()), balance);
        known.add(balance.account());
    }

    @Override
    public void put(LedgerReservation reservation) {
        reservations.put(reservation.id(), reservation);
    }

    ImmutableMap<Place, LedgerBalance> balances() {
        return ImmutableMap.copyOf(balances);
    }

    ImmutableMap<String, LedgerReservation> reservations() {
        return ImmutableMap.copyOf(reservations);
    }
}
