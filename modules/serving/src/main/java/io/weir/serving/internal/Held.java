package io.weir.serving.internal;

import io.weir.enforcer.Lease;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A lease in this process's hands, and how many bids wait for a notice with its money. Once {@linkplain #retire retired} it
 * pays for no new bid. Safe for use by several threads.
 */
final class Held {
    /** Far below what a few that come too late could add. */
    private static final int ENDED = Integer.MIN_VALUE / 2;

    private final int number;
    private final Lease lease;
    private final long taken;
    private final AtomicInteger waiting = new AtomicInteger();

    /** Settled, or about to be. */
    private final AtomicLong booked = new AtomicLong();

    /** Taken from bids that wait, and not given back by one of them yet. */
    private final AtomicLong owed = new AtomicLong();

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
        return Math.max(0, lease.amount() - lease.spent() - owed.get());
    }

    /** Reserves for a bid; whoever gets it says {@link #done} once. */
    boolean reserve(long micros) {
        // counted first, so that a lease that is retired in between is not ended before
        waiting.incrementAndGet();
        boolean reserved = owed.get() == 0 && lease.spend(micros);
        if (!reserved) {
            waiting.decrementAndGet();
        }
        return reserved;
    }

    /**
     * Takes money that bids wait with, for one whose notice came late: most of them lose, or cost less than was reserved. Nobody
     * bids from the lease until it is made up for. Whoever gets it says {@link #done} once.
     */
    boolean borrow(long micros) {
        if (waiting.getAndUpdate(count -> count < 0 ? count : count + 1) < 0) {
            return false;
        }
        long before = booked.get();
        while (before + micros <= lease.amount()) {
            if (booked.compareAndSet(before, before + micros)) {
                owed.addAndGet(micros);
                return true;
            }
            before = booked.get();
        }
        waiting.decrementAndGet();
        return false;
    }

    /** What was borrowed was not needed. */
    void giveBorrowedBack(long micros) {
        unbook(micros);
        giveBack(micros);
    }

    /** So much is about to be settled. */
    void book(long micros) {
        booked.addAndGet(micros);
    }

    /** It was not. */
    void unbook(long micros) {
        booked.addAndGet(-micros);
    }

    /** A bid cost more or less than was reserved: takes the difference if there is as much, or gives it back. */
    void change(long micros) {
        if (micros > 0) {
            lease.spend(micros);
        } else {
            giveBack(-micros);
        }
    }

    private void giveBack(long micros) {
        long debt = owed.getAndUpdate(now -> Math.max(0, now - micros));
        lease.giveBack(Math.max(0, micros - debt));
    }

    /** A bid needs the lease no more. */
    void done() {
        waiting.decrementAndGet();
    }

    void retire() {
        lease.close();
    }

    /** Ends it, if no bid waits with its money; from then on nobody borrows from it. */
    boolean end() {
        return waiting.compareAndSet(0, ENDED) || waiting.get() < 0;
    }
}
