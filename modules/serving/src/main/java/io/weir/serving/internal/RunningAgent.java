package io.weir.serving.internal;

import io.weir.core.MoneyUnit;
import io.weir.enforcer.Ledger;
import io.weir.serving.AgentFile;
import io.weir.serving.AgentSettings;
import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A desk, its HTTP, and the threads of both. */
public final class RunningAgent implements AutoCloseable {
    private static final int KEEP_MILLIS = 50;
    private static final int LATE_THREADS = 2;
    private static final int LATE_WAITING = 1000;

    private final ThreadPoolExecutor waiting = new ThreadPoolExecutor(
            LATE_THREADS, LATE_THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(LATE_WAITING), task -> {
                var thread = new Thread(task, "weir agent, waits for the ledger");
                thread.setDaemon(true);
                return thread;
            });
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "weir agent, keeper");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AgentSettings settings;
    private final Desk desk;
    private final HttpDesk http;

    /** Starts it. */
    public RunningAgent(AgentFile file, AgentSettings settings, MoneyUnit unit, Ledger ledger, Clock clock) {
        this.settings = settings;
        this.desk = Desk.open(file, settings, unit, ledger, clock, waiting);
        try {
            this.http = HttpDesk.open(desk, waiting, file.controller(), settings);
        } catch (RuntimeException e) {
            desk.close();
            throw e;
        }
        long often = Math.max(1, Math.min(KEEP_MILLIS, settings.tick().toMillis() / 4));
        keeper.scheduleWithFixedDelay(this::keep, often, often, TimeUnit.MILLISECONDS);
    }

    /** A ledger that does not answer is asked again; until then the lease lasts. */
    private void keep() {
        try {
            desk.keep();
        } catch (RuntimeException e) {
            desk.metrics().faults.inc();
        }
    }

    /** Where it listens. */
    public int port() {
        return http.port();
    }

    /** Where it is reached, as JSON. */
    public String started() {
        return http.started();
    }

    /** Bids no more, takes notices until no bid waits or the patience is over, gives the leases back. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        desk.stopBidding();
        long end = System.nanoTime() + settings.patience().toNanos() + TimeUnit.MILLISECONDS.toNanos(KEEP_MILLIS);
        try {
            while (!desk.isQuiet() && System.nanoTime() < end) {
                Thread.sleep(KEEP_MILLIS);
            }
            keeper.shutdown();
            keeper.awaitTermination(1, TimeUnit.MINUTES);
            http.close();
            waiting.shutdown();
            waiting.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            desk.close();
        }
    }
}
