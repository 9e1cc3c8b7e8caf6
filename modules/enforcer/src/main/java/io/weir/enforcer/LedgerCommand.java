package io.weir.enforcer;

import static io.weir.core.Checks.require;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the ledger is asked to do. Amounts are micros. A command that was accepted is one entry; asked again with the same key
 * it is answered again and counted once.
 */
public sealed interface LedgerCommand {
    /** The most that one amount may be: 10^17 micros, 100 billion of the currency. */
    long MOST = 100_000_000_000_000_000L;

    /** Who asks, why, and by which key. */
    Note note();

    /**
     * Who asks, why, and by which key.
     *
     * @param key names the command, for ever: the same key is the same command; 1 to 200 characters
     * @param who person or agent; at most 200 characters
     * @param why at most 1,000 characters
     */
    record Note(String key, String who, String why) {
        /** Not seeded, as keys of different processes must differ. */
        private static final SecureRandom UNGUESSED = new SecureRandom();

        /** @throws IllegalArgumentException if a text is blank where it may not be, too long or has control characters */
        public Note {
            require(!key.isBlank() && key.length() <= 200, "key (%s) must have 1 to 200 characters.", cut(key));
            require(!who.isBlank() && who.length() <= 200, "who (%s) must have 1 to 200 characters.", cut(who));
            require(why.length() <= 1000, "why (%s) must have at most 1,000 characters.", cut(why));
            require(
                    (key + who + why).chars().noneMatch(c -> c == 0),
                    "key, who and why must have no character of code zero.");
        }

        /** A note with a key that nobody has used, for a command that will not be asked again. */
        public static Note fresh(String who, String why) {
            byte[] bytes = new byte[16];
            UNGUESSED.nextBytes(bytes);
            return new Note(BaseEncoding.base16().lowerCase().encode(bytes), who, why);
        }

        /**
         * A note for a step that follows from this one.
         *
         * @param step names it
         */
        public Note then(String step) {
            String longer = key + " " + step;
            return new Note(
                    longer.length() <= 200
                            ? longer
                            : Hashing.sha256().hashString(longer, StandardCharsets.UTF_8) + " " + step,
                    who,
                    why);
        }

        private static String cut(String text) {
            return text.substring(0, Math.min(40, text.length()));
        }
    }

    /**
     * Opens an account, or changes its limit.
     *
     * @param micros settled and reserved may reach this; empty for no limit of its own
     */
    record SetLimit(Account account, Span span, OptionalLong micros, Note note) implements LedgerCommand {
        /** @throws IllegalArgumentException if the limit is outside [0, {@link #MOST}] */
        public SetLimit {
            micros.ifPresent(limit -> requireAmount("limit", limit, 0));
        }
    }

    /**
     * Sets money aside, in the period and the horizon, on the account and all that it is part of.
     *
     * @param lifetime after which it expires: a reservation is released, a lease is taken as spent
     * @param lease whether a process may spend it without asking again
     */
    record Reserve(Account account, Span span, long micros, Duration lifetime, boolean lease, Note note)
            implements LedgerCommand {
        /** @throws IllegalArgumentException if the amount is outside [1, {@link #MOST}] or the lifetime not positive */
        public Reserve {
            requireAmount("amount", micros, 1);
            require(
                    lifetime.toSeconds() >= 1 && lifetime.toDays() <= 3650,
                    "lifetime (%s) must be between a second and ten years.",
                    lifetime);
        }
    }

    /**
     * Books what a reservation was charged, at once or in parts, in time or late.
     *
     * @param reservation key of the command that reserved
     * @param micros charged; beyond what is reserved it is an overrun
     * @param last whether what is left of the reservation is released
     */
    record Settle(String reservation, long micros, boolean last, Note note) implements LedgerCommand {
        /** @throws IllegalArgumentException if the amount is outside [0, {@link #MOST}] */
        public Settle {
            requireAmount("amount", micros, 0);
        }
    }

    /**
     * Books what came back of what was settled: a platform's refund, or what a lost lease had not spent.
     *
     * @param reservation key of the command that reserved
     */
    record Refund(String reservation, long micros, Note note) implements LedgerCommand {
        /** @throws IllegalArgumentException if the amount is outside [1, {@link #MOST}] */
        public Refund {
            requireAmount("amount", micros, 1);
        }
    }

    /**
     * Gives back what is left of a reservation.
     *
     * @param reservation key of the command that reserved
     */
    record Release(String reservation, Note note) implements LedgerCommand {}

    /**
     * Ends a reservation whose time is over.
     *
     * @param reservation key of the command that reserved
     */
    record Expire(String reservation, Note note) implements LedgerCommand {}

    /** Moves a part of one account's limit to another's: on every level between each and what both are part of. */
    record Transfer(Account from, Account to, Span span, long micros, Note note) implements LedgerCommand {
        /** @throws IllegalArgumentException if the amount is outside [1, {@link #MOST}] or one is part of the other */
        public Transfer {
            requireAmount("amount", micros, 1);
            require(
                    !from.upwards().contains(to) && !to.upwards().contains(from),
                    "a transfer from %s to %s moves nothing: one is part of the other.",
                    from,
                    to);
        }
    }

    /**
     * Ends a period: nothing is booked in it afterwards.
     *
     * @param span a period
     * @param carryTo the period whose limits grow by what is left; empty if it is returned
     */
    record Close(Span span, Optional<Span> carryTo, Note note) implements LedgerCommand {
        /** @throws IllegalArgumentException unless it is a period, and carried to a later one */
        public Close {
            require(!span.isHorizon(), "the horizon cannot be closed, only a period.");
            require(
                    carryTo.map(to -> !to.isHorizon() && to.compareTo(span) > 0).orElse(true),
                    "what %s leaves must be carried to a later period.",
                    span);
        }
    }

    /** Lets an account reserve again after an overrun. */
    record Acknowledge(Account account, Note note) implements LedgerCommand {}

    private static void requireAmount(String name, long micros, long least) {
        require(micros >= least && micros <= MOST, "%s (%s micros) must be in [%s, %s].", name, micros, least, MOST);
    }
}
