package io.weir.enforcer.internal.ledger;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.weir.core.Progress;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerEntry.Kind;
import io.weir.enforcer.LedgerReservation;
import io.weir.enforcer.Span;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Counts everything anew and compares. Used once. */
public final class Auditor {
    private static final int TOLD = 100;

    private final Reader reader;
    private final Optional<String> expected;
    private final Progress progress;
    private final MemoryRows rows = new MemoryRows();
    private final Books books = new Books(rows);
    private final ImmutableList.Builder<String> faults = ImmutableList.builder();
    private long faultCount;
    private Head last = new Head(0, 0, LedgerEntry.NOTHING);
    private boolean met;

    /** @param expected hash of a line that must be there */
    public Auditor(Reader reader, Optional<String> expected, Progress progress) {
        this.reader = reader;
        this.expected = expected;
        this.progress = progress;
        this.met = expected.isEmpty() || expected.get().equals(LedgerEntry.NOTHING);
    }

    /** Reads all lines once. */
    public LedgerAudit audit() throws SQLException {
        for (String damage : reader.damage()) {
            fault("the database is damaged: %s", damage);
        }
        Head head = reader.head();
        try {
            reader.entries(entry -> check(entry, head));
        } catch (RuntimeException e) {
            fault("a line after line %d cannot be read: %s", last.sequence(), String.valueOf(e.getMessage()));
        }
        if (!head.equals(last)) {
            fault(
                    "the head names line %d, the last line is %d: lines are missing, or were added.",
                    head.sequence(), last.sequence());
        }
        if (!met) {
            fault("no line has the expected hash %s.", expected.orElse(""));
        }
        checkBalances();
        checkReservations();
        LedgerBalance total = rows.balance(Account.TOTAL, Span.HORIZON);
        return new LedgerAudit(
                last.sequence(),
                last.hash(),
                total.reserved(),
                total.settled(),
                total.overrun(),
                faults.build(),
                faultCount);
    }

    private void check(LedgerEntry entry, Head head) {
        if (entry.sequence() != last.sequence() + 1) {
            fault("line %d follows line %d.", entry.sequence(), last.sequence());
        }
        if (!entry.follows(last.hash())) {
            fault("line %d (%s, %s) was changed, or one before it.", entry.sequence(), entry.kind(), entry.key());
        }
        if (entry.micros() < last.micros()) {
            fault("line %d is older than the one before.", entry.sequence());
        }
        met |= expected.isPresent() && expected.get().equals(entry.hash());
        last = Head.of(entry);
        count(entry);
        if (entry.sequence() % 10_000 == 0) {
            progress.at("ledger audited", entry.sequence() / (double) Math.max(1, head.sequence()));
        }
    }

    private void count(LedgerEntry entry) {
        try {
            checkOverrun(entry);
            books.count(entry);
            checkLimits(entry);
        } catch (RuntimeException e) {
            fault(
                    "line %d (%s, %s) cannot be counted: %s",
                    entry.sequence(), entry.kind(), entry.key(), String.valueOf(e.getMessage()));
        }
    }

    private void checkOverrun(LedgerEntry entry) {
        long due = entry.kind() == Kind.SETTLE
                ? rows.reservation(entry.reservation())
                        .map(one -> books.overrun(one, entry.amount()))
                        .orElse(0L)
                : 0;
        if (due != entry.overrun()) {
            fault("line %d tells an overrun of %d micros where it is %d.", entry.sequence(), entry.overrun(), due);
        }
    }

    private void checkLimits(LedgerEntry entry) {
        boolean authorises = entry.kind() == Kind.RESERVE || entry.kind() == Kind.LEASE;
        if (!authorises) {
            return;
        }
        books.tooSmall(entry.account(), entry.span(), 0)
                .ifPresent(level -> fault(
                        "line %d reserves beyond the limit of %s in %s by %d micros.",
                        entry.sequence(), level.account(), level.span(), -level.room()));
    }

    private void checkBalances() throws SQLException {
        ImmutableMap<Place, LedgerBalance> counted = rows.balances();
        Set<Place> stands = new HashSet<>();
        for (LedgerBalance stored : reader.balances()) {
            var place = new Place(stored.account(), stored.span());
            stands.add(place);
            LedgerBalance due = counted.getOrDefault(place, LedgerBalance.none(stored.account(), stored.span()));
            if (!stored.equals(due)) {
                fault(
                        "balance of %s in %s is %s, counted anew %s.",
                        stored.account(), stored.span(), told(stored), told(due));
            }
        }
        for (Place place : counted.keySet()) {
            if (!stands.contains(place)) {
                fault("balance of %s in %s is missing.", place.account(), place.span());
            }
        }
    }

    private void checkReservations() throws SQLException {
        ImmutableMap<String, LedgerReservation> counted = rows.reservations();
        var stored = new AtomicLong();
        reader.reservations(one -> {
            stored.incrementAndGet();
            if (!one.equals(counted.get(one.id()))) {
                fault("reservation %s differs from what its lines say.", one.id());
            }
        });
        if (stored.get() != counted.size()) {
            fault("there are %d reservations, counted anew %d.", stored.get(), counted.size());
        }
    }

    private static String told(LedgerBalance balance) {
        return "limit " + (balance.limit().isPresent() ? balance.limit().getAsLong() : "none") + ", settled "
                + balance.settled() + ", reserved " + balance.reserved() + ", overrun " + balance.overrun()
                + ", blocked "
                + balance.blocked() + (balance.closed() ? ", closed" : "");
    }

    @FormatMethod
    private void fault(@FormatString String message, Object... arguments) {
        faultCount++;
        if (faultCount <= TOLD) {
            faults.add(String.format(Locale.ROOT, message, arguments));
        }
    }
}
