package io.weir.enforcer;

import java.util.OptionalLong;

/**
 * How one account stands in one period or over the horizon, in micros. Immutable.
 *
 * @param account whose money
 * @param span period or horizon
 * @param limit what settled and reserved may reach; empty if it has none of its own
 * @param settled spent
 * @param reserved set aside, leases included
 * @param overrun of what is settled: charged beyond what was reserved
 * @param blocked overrun that nobody has taken note of; only on the account that was charged, over the horizon
 * @param closed whether the period has ended
 */
public record LedgerBalance(
        Account account,
        Span span,
        OptionalLong limit,
        long settled,
        long reserved,
        long overrun,
        long blocked,
        boolean closed) {
    /** An account that nothing was booked on. */
    public static LedgerBalance none(Account account, Span span) {
        return new LedgerBalance(account, span, OptionalLong.empty(), 0, 0, 0, 0, false);
    }

    /** What may still be reserved here; the largest {@code long} if there is no limit; negative after an overrun. */
    public long room() {
        return limit.isPresent() ? limit.getAsLong() - settled - reserved : Long.MAX_VALUE;
    }

    /** With another limit. */
    public LedgerBalance limitedTo(OptionalLong micros) {
        return new LedgerBalance(account, span, micros, settled, reserved, overrun, blocked, closed);
    }

    /**
     * With amounts added.
     *
     * @throws ArithmeticException if a sum is beyond range
     */
    public LedgerBalance plus(long moreSettled, long moreReserved, long moreOverrun) {
        return new LedgerBalance(
                account,
                span,
                limit,
                Math.addExact(settled, moreSettled),
                Math.addExact(reserved, moreReserved),
                Math.addExact(overrun, moreOverrun),
                blocked,
                closed);
    }

    /** With so much overrun to be taken note of. */
    public LedgerBalance blockedBy(long micros) {
        return new LedgerBalance(account, span, limit, settled, reserved, overrun, micros, closed);
    }

    /** At its end. */
    public LedgerBalance ended() {
        return new LedgerBalance(account, span, limit, settled, reserved, overrun, blocked, true);
    }
}
