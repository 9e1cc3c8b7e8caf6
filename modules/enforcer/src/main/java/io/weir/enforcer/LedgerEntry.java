package io.weir.enforcer;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One line of the ledger. Lines are only added; each carries the hash of the one before, so a line that was changed, moved
 * or taken out breaks the chain. Immutable.
 *
 * @param sequence 1 for the first
 * @param micros of the epoch when it was written; never before the line before
 * @param kind what happened
 * @param key of the command, unique
 * @param account whose money
 * @param span the period or horizon it was booked in
 * @param amount micros; the new limit of {@link Kind#LIMIT}, -1 for none
 * @param reservation key of the reservation that it is about; empty if about none
 * @param other account that a transfer goes to, or period that is carried to; empty otherwise
 * @param last whether a settlement releases what is left
 * @param expires micros of the epoch at which a reservation expires; 0 if it is none
 * @param overrun micros charged beyond what was reserved
 * @param who asked
 * @param why in words
 * @param hash SHA-256 of the line before's hash and all of the above, 64 hexadecimal digits
 */
public record LedgerEntry(
        long sequence,
        long micros,
        Kind kind,
        String key,
        Account account,
        Span span,
        long amount,
        String reservation,
        String other,
        boolean last,
        long expires,
        long overrun,
        String who,
        String why,
        String hash) {
    /** What an empty ledger's first line follows. */
    public static final String NOTHING = "0".repeat(64);

    /** What a line says. */
    public enum Kind {
        /** An account was opened, or its limit changed. */
        LIMIT,
        /** Money was set aside. */
        RESERVE,
        /** Money was handed to a process. */
        LEASE,
        /** Money was spent. */
        SETTLE,
        /** Money came back. */
        REFUND,
        /** A reservation was given back. */
        RELEASE,
        /** A reservation's time was over. */
        EXPIRE,
        /** A limit moved from one account to another. */
        TRANSFER,
        /** A period ended. */
        CLOSE,
        /** An overrun was taken note of. */
        ACKNOWLEDGE
    }

    /** When it was written. */
    public Instant at() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The same line as the one after a line with this hash. */
    public LedgerEntry after(String before) {
        return new LedgerEntry(
                sequence,
                micros,
                kind,
                key,
                account,
                span,
                amount,
                reservation,
                other,
                last,
                expires,
                overrun,
                who,
                why,
                hashAfter(before));
    }

    /** Whether its hash is what it must be after a line with this hash. */
    public boolean follows(String before) {
        return hash.equals(hashAfter(before));
    }

    /** Lengths stand before texts, so that no two lines are written alike. */
    private String hashAfter(String before) {
        return Hashing.sha256()
                .hashString(
                        text(before)
                                + sequence
                                + ';'
                                + micros
                                + ';'
                                + text(kind.name())
                                + text(key)
                                + text(account.path())
                                + text(span.toString())
                                + amount
                                + ';'
                                + text(reservation)
                                + text(other)
                                + (last ? 1 : 0)
                                + ';'
                                + expires
                                + ';'
                                + overrun
                                + ';'
                                + text(who)
                                + text(why),
                        StandardCharsets.UTF_8)
                .toString();
    }

    private static String text(String text) {
        return text.length() + ":" + text;
    }
}
