package io.weir.enforcer.internal.ledger;

import io.weir.enforcer.LedgerEntry;

/**
 * The last line.
 *
 * @param sequence 0 if there is none
 * @param micros of the epoch
 * @param hash of it
 */
record Head(long sequence, long micros, String hash) {
    static Head of(LedgerEntry entry) {
        return new Head(entry.sequence(), entry.micros(), entry.hash());
    }
}
