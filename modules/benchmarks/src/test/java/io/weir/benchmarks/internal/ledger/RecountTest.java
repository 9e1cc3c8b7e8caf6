package io.weir.benchmarks.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerEntry.Kind;
import io.weir.enforcer.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A count that could not find a fault would prove nothing. */
class RecountTest {
    private static final Account SEARCH = new Account("search");
    private static final Span WEEK = Span.period(LocalDate.of(2024, 1, 1));

    private final Recount recount = new Recount();
    private long lines;

    @Test
    void reservationsWithinLimitsAreNoOverspend() {
        limits();
        line(Kind.RESERVE, "a", 60, "", false, 0);
        line(Kind.SETTLE, "b", 40, "a", true, 0);
        line(Kind.RESERVE, "c", 60, "", false, 0);
        assertThat(recount.overspent()).isZero();
    }

    @Test
    void aReservationBeyondAnyLimitIsFound() {
        limits();
        line(Kind.RESERVE, "a", 60, "", false, 0);
        line(Kind.RESERVE, "b", 41, "", false, 0);
        assertThat(recount.overspent()).isPositive();
    }

    @Test
    void aChargeBeyondWhatWasReservedIsOverspendUnlessItIsToldAsOverrun() {
        limits();
        line(Kind.RESERVE, "a", 100, "", false, 0);
        line(Kind.SETTLE, "b", 110, "a", true, 10);
        assertThat(recount.overspent()).isZero();
        line(Kind.RESERVE, "c", 1, "", false, 0);
        assertThat(recount.overspent()).isPositive();
    }

    @Test
    void aLeaseThatExpiresIsSpent() {
        limits();
        line(Kind.LEASE, "a", 70, "", false, 0);
        line(Kind.EXPIRE, "b", 70, "a", false, 0);
        line(Kind.RESERVE, "c", 31, "", false, 0);
        assertThat(recount.overspent()).isPositive();
    }

    @Test
    void balancesThatDifferAreCounted() {
        limits();
        line(Kind.RESERVE, "a", 60, "", false, 0);
        var right = new LedgerBalance(SEARCH, WEEK, OptionalLong.of(100), 0, 60, 0, 0, false);
        var wrong = new LedgerBalance(SEARCH, WEEK, OptionalLong.of(100), 0, 59, 0, 0, false);
        assertThat(recount.differences(List.of(right))).isZero();
        assertThat(recount.differences(List.of(right, wrong))).isEqualTo(1);
    }

    private void limits() {
        recount.take(entry(Kind.LIMIT, "limit", 100, "", false, 0));
    }

    private void line(Kind kind, String key, long amount, String reservation, boolean last, long overrun) {
        recount.take(entry(kind, key, amount, reservation, last, overrun));
    }

    private LedgerEntry entry(Kind kind, String key, long amount, String reservation, boolean last, long overrun) {
        return new LedgerEntry(
                ++lines, 0, kind, key, SEARCH, WEEK, amount, reservation, "", last, 0, overrun, "test", "", "");
    }
}
