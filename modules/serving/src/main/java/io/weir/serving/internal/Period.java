package io.weir.serving.internal;

import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The open period of the ledger that now is in, and how the account stands in it.
 *
 * @param span in the ledger
 * @param begins at midnight of its first day
 * @param ends at midnight after its last
 * @param limit micros that the ledger lets the account spend in it
 * @param settled micros of them
 */
record Period(Span span, ZonedDateTime begins, ZonedDateTime ends, long limit, long settled) {
    /** The period of an account with a limit of its own in which a moment is; empty if there is none that is open. */
    static Optional<Period> at(List<LedgerBalance> balances, Account account, int days, Instant now, ZoneId zone) {
        for (LedgerBalance balance : balances) {
            if (balance.account().equals(account)
                    && !balance.closed()
                    && balance.limit().isPresent()
                    && balance.span().start().isPresent()) {
                LocalDate first = balance.span().start().get();
                ZonedDateTime begins = first.atStartOfDay(zone);
                ZonedDateTime ends = first.plusDays(days).atStartOfDay(zone);
                if (!now.isBefore(begins.toInstant()) && now.isBefore(ends.toInstant())) {
                    return Optional.of(new Period(
                            balance.span(), begins, ends, balance.limit().getAsLong(), balance.settled()));
                }
            }
        }
        return Optional.empty();
    }

    /** In which tick a moment is. */
    int tickAt(Instant now, Duration tick) {
        return (int) (Duration.between(begins.toInstant(), now).toMillis() / tick.toMillis());
    }

    /** How many ticks it has, a last one that is cut short included. */
    int ticks(Duration tick) {
        long millis = Duration.between(begins, ends).toMillis();
        return (int) ((millis + tick.toMillis() - 1) / tick.toMillis());
    }
}
