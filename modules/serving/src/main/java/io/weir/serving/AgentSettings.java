package io.weir.serving;

import static io.weir.core.Checks.require;

import io.weir.enforcer.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How one channel's agent is run.
 *
 * @param account whose money it spends
 * @param periodDays days in a period of the ledger, {@code >= 1}
 * @param tick how long bids stand, a millisecond to a day
 * @param patience for how long a bid waits for its notice; then its money is free again; a tenth of a second to an hour
 * @param leaseTime after which a lease of a process that is gone counts as spent; at least four times the patience
 * @param folder where the process keeps who it is, so that the next one takes over its leases; made if missing
 * @param host address to listen at
 * @param port to listen at; 0 for any that is free
 * @param token that callers have to show; empty if everyone may call
 */
public record AgentSettings(
        Account account,
        int periodDays,
        Duration tick,
        Duration patience,
        Duration leaseTime,
        Path folder,
        String host,
        int port,
        Optional<String> token) {
    /** Only this computer reaches it. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int SHORTEST_PATIENCE = 100;
    private static final int SHORTEST_TOKEN = 16;

    /** @throws IllegalArgumentException if a value is out of range, or others could call without a token */
    public AgentSettings {
        require(periodDays >= 1, "days of a period (%s) must be at least 1.", periodDays);
        require(
                tick.toMillis() >= 1 && tick.compareTo(Duration.ofDays(1)) <= 0,
                "tick (%s) must be a millisecond to a day.",
                tick);
        require(
                patience.toMillis() >= SHORTEST_PATIENCE && patience.compareTo(Duration.ofHours(1)) <= 0,
                "patience (%s) must be a tenth of a second to an hour.",
                patience);
        require(
                leaseTime.compareTo(patience.multipliedBy(4)) >= 0 && leaseTime.toDays() <= 365,
                "time of a lease (%s) must be at least four times the patience (%s).",
                leaseTime,
                patience);
        require(port >= 0 && port <= 65535, "port (%s) must be in [0, 65535].", port);
        token.ifPresent(text -> require(
                text.length() >= SHORTEST_TOKEN && text.chars().allMatch(c -> c > ' ' && c < 127),
                "the token must have at least %s characters, without spaces.",
                SHORTEST_TOKEN));
        require(
                host.equals(LOOPBACK) || host.equals("localhost") || token.isPresent(),
                "host (%s) can be reached by others, so callers need a token.",
                host);
    }
}
