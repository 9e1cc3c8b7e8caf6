package io.weir.serving.internal;

import io.weir.enforcer.Lease;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lease in this process's hands, and how many bids wait for a notice with its money. Once {@linkplain #retire retired} it
 * pays for no new bid. Safe for use by several threads.
 */
final class Held {
    private final int number;
    private final Lease lease;
    private final long taken;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param number in the seat's order
     * @param taken when, milliseconds of the epoch
     */
    Held(int number, Lease lease, long taken) {
        this.number = number;
        this.lease = lease;
        this.taken = taken;
    }

    int number() {
        return number;
    }

    String id() {
        return lease.id();
    }

    long taken() {
        return taken;
    }

    long left() {
        return lease.amount() - lease.spent();
    }

    /** Reserves for a bid; whoever gets it says {@link #done} once. */
    boolean reserve(long micros) {
        // counted first, so that a lease that is retired in between is not ended before
        waiting.incrementAndGet();
        boolean reserved = lease.spend(micros);
        if (!reserved) {
            waiting.decrementAndGet();
        }
        return reserved;
    }

    /** A bid cost more or less than was reserved: takes the difference if there is as much, or gives it back. */
    void change(long micros) {
        if (micros > 0) {
            lease.spend(micros);
        } else {
            lease.giveBack(-micros);
        }
    }

    /** A bid needs the lease no more. */
    void done() {
        waiting.decrementAndGet();
    }

    void retire() {
        lease.close();
    }

    boolean isQuiet() {
        return waiting.get() == 0;
    }
}
