package io.weir.enforcer;

import static io.weir.core.Checks.require;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A slice of budget in one process's hands: spent in nanoseconds, without I/O and without allocation. The ledger counts all of
 * it as reserved until {@link Ledger#settle(Lease, LedgerCommand.Note)}, so whatever becomes of the process no limit is passed.
 * Safe for use by several threads; a refusal is exact: at that moment less than the amount was left.
 *
 * <p>The money is spread over stripes, so that threads seldom meet. A thread whose stripe is too small gathers all stripes
 * under a lock and spreads what is left anew.
 */
public final class Lease {
    /** A power of two. */
    private static final int STRIPES = 16;

    /** A stripe has two cache lines of its own, as processors fetch lines in pairs. */
    private static final int APART = 16;

    private final String id;
    private final Account account;
    private final long amount;
    private final AtomicLongArray stripes = new AtomicLongArray((STRIPES + 1) * APART);
    private boolean closed;
    private long spentAtClose;

    /**
     * @param id key of the command that reserved it
     * @param amount micros, at least 1
     */
    public Lease(String id, Account account, long amount) {
        require(amount >= 1, "lease of %s (%s micros) must be at least 1.", account, amount);
        this.id = id;
        this.account = account;
        this.amount = amount;
        spread(amount);
    }

    /** Key of the command that reserved it. */
    public String id() {
        return id;
    }

    /** Whose money. */
    public Account account() {
        return account;
    }

    /** Micros that were handed over. */
    public long amount() {
        return amount;
    }

    /**
     * Spends, if there is enough left.
     *
     * @param micros at least 0
     * @return whether it is spent
     * @throws IllegalArgumentException if the amount is negative
     */
    public boolean spend(long micros) {
        if (micros < 0) {
            throw new IllegalArgumentException("amount (" + micros + " micros) must be at least 0.");
        }
        int own = own();
        long there = stripes.get(own);
        while (there >= micros) {
            if (stripes.compareAndSet(own, there, there - micros)) {
                return micros > 0 || !isClosed();
            }
            there = stripes.get(own);
        }
        return gather(micros);
    }

    /**
     * Takes back what was spent before and was not needed: a bid that lost, or cost less.
     *
     * @param micros at least 0 and no more than was spent
     * @return whether it can be spent again; not if the lease has ended
     * @throws IllegalArgumentException if the amount is negative or more than was spent
     */
    public synchronized boolean giveBack(long micros) {
        if (closed) {
            return false;
        }
        long left = take();
        boolean fits = micros >= 0 && micros <= amount - left;
        spread(fits ? left + micros : left);
        require(fits, "amount (%s micros) must be at least 0 and at most what was spent of %s.", micros, id);
        return true;
    }

    /** Micros spent so far. */
    public synchronized long spent() {
        if (closed) {
            return spentAtClose;
        }
        long left = take();
        spread(left);
        return amount - left;
    }

    /**
     * Ends it: nothing is spent afterwards.
     *
     * @return micros spent, the same each time
     */
    public synchronized long close() {
        if (!closed) {
            spentAtClose = amount - take();
            closed = true;
        }
        return spentAtClose;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean gather(long micros) {
        if (closed) {
            return false;
        }
        long left = take();
        boolean enough = left >= micros;
        spread(enough ? left - micros : left);
        return enough;
    }

    /** All that is left. Nothing comes back but under the lock, so when the last stripe is emptied this is all there is. */
    private long take() {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += stripes.getAndSet(place(stripe), 0);
        }
        return sum;
    }

    /** Most to the stripe of who asked would serve him alone; equal parts serve all. */
    private void spread(long left) {
        long part = left / STRIPES;
        stripes.set(place(0), left - part * (STRIPES - 1));
        for (int stripe = 1; stripe < STRIPES; stripe++) {
            stripes.set(place(stripe), part);
        }
    }

    private static int own() {
        return place((int) Thread.currentThread().getId() & (STRIPES - 1));
    }

    private static int place(int stripe) {
        return (stripe + 1) * APART;
    }
}
