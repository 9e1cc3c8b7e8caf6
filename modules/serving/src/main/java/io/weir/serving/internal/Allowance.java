package io.weir.serving.internal;

import java.util.concurrent.atomic.AtomicLong;

/** Money up to a limit that may move: bids take from it, what they do not need comes back. Safe for use by several threads. */
final class Allowance {
    private final AtomicLong used;
    private volatile long limit;
    private volatile long kept;

    /**
     * @param limit micros
     * @param used of them already
     */
    Allowance(long limit, long used) {
        this.limit = limit;
        this.used = new AtomicLong(used);
    }

    /** Takes, if it stays within the limit, and what is kept is left. */
    boolean take(long micros) {
        long before = used.get();
        while (before + micros <= limit - kept) {
            if (used.compareAndSet(before, before + micros)) {
                return true;
            }
            before = used.get();
        }
        return false;
    }

    /** Takes what was charged in any case, or, if negative, gives back. */
    void add(long micros) {
        used.addAndGet(micros);
    }

    /** What others were charged counts too. */
    void raiseTo(long micros) {
        used.accumulateAndGet(micros, Math::max);
    }

    /** What may not be taken for now. */
    void keep(long micros) {
        kept = micros;
    }

    void limit(long micros) {
        limit = micros;
    }

    long limit() {
        return limit;
    }

    long used() {
        return used.get();
    }

    /** What may still be taken, at least 0. */
    long left() {
        return Math.max(0, limit - kept - used.get());
    }
}
