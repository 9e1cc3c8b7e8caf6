package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.LedgerReservation.State;
import io.weir.enforcer.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows that are counted anew, for an audit. */
final class MemoryRows implements Rows {
    private final Map<Place, Tally> tallies = new HashMap<>();
    private final Map<Place, ImmutableList<Tally>> levels = new HashMap<>();
    private final List<Tally> changed = new ArrayList<>();
    private final Map<String, LedgerReservation> reservations = new HashMap<>();

    @Override
    public Tally tally(Account account, Span span) {
        return tallies.computeIfAbsent(
                new Place(account, span), place -> new Tally(LedgerBalance.none(account, span), changed));
    }

    @Override
    public ImmutableList<Tally> levels(Account account, Span span) {
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

    @Override
    public ImmutableList<LedgerBalance> balances(Span span) {
        return changed.stream()
                .map(Tally::now)
                .filter(balance -> balance.span().equals(span))
                .sorted(Comparator.comparing(LedgerBalance::account))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public boolean knows(Account account) {
        return changed.stream().anyMatch(tally -> tally.now().account().equals(account));
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
    public void put(LedgerReservation reservation) {
        reservations.put(reservation.id(), reservation);
    }

    /** All that were ever booked on. */
    ImmutableMap<Place, LedgerBalance> balances() {
        return changed.stream()
                .map(Tally::now)
                .collect(ImmutableMap.toImmutableMap(one -> new Place(one.account(), one.span()), one -> one));
    }

    ImmutableMap<String, LedgerReservation> reservations() {
        return ImmutableMap.copyOf(reservations);
    }
}
