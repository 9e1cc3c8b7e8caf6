package io.weir.enforcer;

/**
 * Money set aside, in micros. Immutable.
 *
 * @param sequence of its line
 * @param id key of the command that reserved it
 * @param account whose money
 * @param span period or horizon
 * @param lease whether a process spends it without asking
 * @param amount that was set aside
 * @param left of it, still set aside
 * @param settled booked on it so far, refunds taken off
 * @param expires micros of the epoch
 * @param state where it is in its life
 */
public record LedgerReservation(
        long sequence,
        String id,
        Account account,
        Span span,
        boolean lease,
        long amount,
        long left,
        long settled,
        long expires,
        State state) {
    /** Where a reservation is in its life. */
    public enum State {
        /** Money is set aside. */
        OPEN,
        /** Settled or released; nothing is set aside. */
        DONE,
        /** Its time is over: released, or taken as spent if it was a lease. */
        EXPIRED
    }

    /** With less set aside, more settled, perhaps in another state. */
    public LedgerReservation now(long newLeft, long newSettled, State newState) {
        return new LedgerReservation(
                sequence, id, account, span, lease, amount, newLeft, newSettled, expires, newState);
    }
}
