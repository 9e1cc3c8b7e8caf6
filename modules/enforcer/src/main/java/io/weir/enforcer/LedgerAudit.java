package io.weir.enforcer;

import com.google.common.collect.ImmutableList;

/**
 * What an audit found: all balances counted anew from the lines, the chain of hashes followed from its beginning.
 *
 * @param entries lines
 * @param hash of the last one; kept elsewhere, it shows later that no line up to here was changed
 * @param reserved micros set aside in open reservations
 * @param settled micros spent over the horizon
 * @param overrun of what is settled: micros charged beyond what was reserved
 * @param faults what is wrong, in words; the first hundred
 * @param faultCount how many there are
 */
public record LedgerAudit(
        long entries,
        String hash,
        long reserved,
        long settled,
        long overrun,
        ImmutableList<String> faults,
        long faultCount) {
    /** Whether nothing is wrong. */
    public boolean clean() {
        return faultCount == 0;
    }
}
