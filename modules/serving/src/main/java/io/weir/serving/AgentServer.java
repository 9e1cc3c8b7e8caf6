package io.weir.serving;

import io.weir.core.MoneyUnit;
import io.weir.enforcer.Ledger;
import io.weir.serving.internal.RunningAgent;
import java.time.Clock;

/**
 * An agent that is asked for bids over HTTP, spends from leases of a ledger and tells how it is. Safe for use by several
 * threads. See docs/agent.md.
 */
public final class AgentServer implements AutoCloseable {
    private final RunningAgent running;

    private AgentServer(RunningAgent running) {
        this.running = running;
    }

    /**
     * Starts; it is ready for requests when this returns.
     *
     * @param ledger that stays open until the server is closed
     * @param clock that tells ticks and periods, in its own time zone
     * @throws io.weir.core.BadInputException if the ledger has no limit for the account now, another process bids for it in the
     *     same folder, or the port is taken
     * @throws io.weir.enforcer.LedgerUnavailableException if the ledger does not answer
     */
    public static AgentServer start(
            AgentFile file, AgentSettings settings, MoneyUnit unit, Ledger ledger, Clock clock) {
        return new AgentServer(new RunningAgent(file, settings, unit, ledger, clock));
    }

    /** Where it listens. */
    public int port() {
        return running.port();
    }

    /** Where it is reached, as JSON of one line: {@code {"channel": ..., "port": ..., "url": ...}}. */
    public String started() {
        return running.started();
    }

    /**
     * Bids no more, takes notices until no bid waits for one or all have had their time, and gives back what is left of the
     * leases.
     */
    @Override
    public void close() {
        running.close();
    }
}
