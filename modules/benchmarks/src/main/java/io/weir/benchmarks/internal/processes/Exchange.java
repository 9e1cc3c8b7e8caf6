package io.weir.benchmarks.internal.processes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Holds auctions for one agent: asks it for bids over kept connections, at a steady pace, draws what rivals bid, and tells the
 * agent what it won until it acknowledges. Keeps a journal of its own of what was won and acknowledged, at which price.
 */
final class Exchange {
    private static final int ASKING = 2;
    private static final int TELLING = 6;
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int TELLS_LOSS = 8;

    /** Requests that an answer kept waiting are made up for, but not more than come in so much time. */
    private static final long CATCHING_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final AgentProcess agent;
    private final Kind kind;
    private final double perSecond;
    private final List<Thread> asking = new ArrayList<>();
    private final List<Thread> telling = new ArrayList<>();
    private final BlockingQueue<Told> untold = new LinkedBlockingQueue<>();
    private final Map<String, Long> paid = new ConcurrentHashMap<>();
    private final Latencies bids = new Latencies();
    private final Latencies notices = new Latencies();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong won = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();
    private final AtomicLong againstTarget = new AtomicLong();
    private volatile String firstFault = "";
    private volatile boolean asks = true;
    private volatile boolean tells = true;

    /** Set while the agent's target is 0, by the count of such times. */
    private volatile int noTarget;

    Exchange(AgentProcess agent, Kind kind, double perSecond) {
        this.agent = agent;
        this.kind = kind;
        this.perSecond = perSecond;
    }

    /**
     * What is auctioned.
     *
     * @param line that is asked for
     * @param per units that a price is for
     * @param floor least bid; 0 for none
     * @param rival middle of what rivals bid, thousandths of the currency; 0 where there is no auction
     * @param value that is told
     */
    record Kind(String line, int per, double floor, long rival, double value) {}

    /**
     * What the agent has yet to be told.
     *
     * @param path of the call
     * @param bid that won; null for a loss
     * @param micros that it costs
     */
    private record Told(String path, @Nullable String bid, long micros) {}

    void start() {
        for (int k = 0; k < ASKING; k++) {
            int number = k;
            asking.add(thread("asks " + agent.channel() + " " + k, () -> askAll(number)));
        }
        for (int k = 0; k < TELLING; k++) {
            telling.add(thread("tells " + agent.channel() + " " + k, this::tellAll));
        }
    }

    private static Thread thread(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** What is asked after this does not count. */
    void askNoMore() {
        asks = false;
    }

    /** Once it asks no more, waits until all that was won is acknowledged. */
    void finish(long patienceNanos) throws InterruptedException {
        for (Thread one : asking) {
            one.join();
        }
        long end = System.nanoTime() + patienceNanos;
        while (paid.size() < won.get() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        tells = false;
        for (Thread one : telling) {
            one.join();
        }
    }

    // ---- asking ----

    private void askAll(int number) {
        var random = new SplittableRandom(agent.channel().hashCode() * 31L + number);
        long step = (long) (1e9 * ASKING / perSecond);
        long asked = 0;
        while (asks) {
            int port = agent.port();
            if (port == 0) {
                pause(5);
                continue;
            }
            int life = agent.life();
            try (var connection = new Connection(port)) {
                long due = System.nanoTime();
                while (asks && agent.life() == life) {
                    ask(connection, number + "-" + asked++, random);
                    due = Math.max(due + step, System.nanoTime() - CATCHING_UP_NANOS);
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            } catch (IOException e) {
                failed(life, "a bid request: " + e);
                pause(5);
            }
        }
    }

    private void ask(Connection connection, String id, SplittableRandom random) throws IOException {
        String body = "{\"id\":\"" + id + "\",\"at\":2,\"imp\":[{\"id\":\"1\",\"tagid\":\"" + kind.line()
                + "\",\"bidfloor\":" + kind.floor() + ",\"ext\":{\"value\":" + kind.value() + "}}],\"tmax\":100}";
        int life = agent.life();
        int zero = noTarget;
        long start = System.nanoTime();
        Connection.Answer answer = connection.ask("POST", "/bid", body);
        long took = System.nanoTime() - start;
        bids.took(took);
        if (took > STALL_NANOS) {
            failed(life, "a bid request took " + took / 1_000_000 + " ms");
        }
        if (answer.status() == 200) {
            made.incrementAndGet();
            if (zero > 0 && zero == noTarget && life == agent.life()) {
                againstTarget.incrementAndGet();
            }
            hold(answer.body(), random);
        } else if (answer.status() != 204) {
            failed(life, "a bid request was answered with " + answer.status() + " " + answer.body());
        }
    }

    /** The auction: the best rival's bid is paid if it is below ours. Prices are thousandths of the currency's unit. */
    private void hold(String body, SplittableRandom random) {
        String id = between(body, "\"bid\":[{\"id\":\"", '"');
        double price = Double.parseDouble(between(body, "\"price\":", ','));
        long rival = kind.rival() == 0
                ? Math.round(kind.floor() * 1000)
                : (long) (kind.rival() * Math.exp(random.nextDouble(-1, 1)));
        String told = String.format(Locale.ROOT, "%d.%03d", rival / 1000, rival % 1000);
        if (rival <= price * 1000) {
            won.incrementAndGet();
            untold.add(new Told("/win?id=" + id + "&price=" + told, id, rival * 1000 / kind.per()));
        } else if (random.nextInt(TELLS_LOSS) == 0) {
            untold.add(new Told("/loss?id=" + id + "&price=" + told, null, 0));
        }
    }

    private static String between(String text, String before, char after) {
        int from = text.indexOf(before) + before.length();
        return text.substring(from, text.indexOf(after, from));
    }

    // ---- telling ----

    private void tellAll() {
        Connection connection = null;
        int life = -1;
        while (tells) {
            Told told = next();
            if (told == null) {
                continue;
            }
            boolean done = false;
            while (!done && tells) {
                int port = agent.port();
                if (port == 0) {
                    pause(5);
                    continue;
                }
                try {
                    if (connection == null || life != agent.life()) {
                        close(connection);
                        life = agent.life();
                        connection = new Connection(port);
                    }
                    done = tell(connection, told, life);
                } catch (IOException e) {
                    failed(life, "a notice: " + e);
                    close(connection);
                    connection = null;
                    pause(5);
                }
            }
        }
        close(connection);
    }

    private @Nullable Told next() {
        try {
            return untold.poll(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean tell(Connection connection, Told told, int life) throws IOException {
        long start = System.nanoTime();
        Connection.Answer answer = connection.ask("GET", told.path(), "");
        notices.took(System.nanoTime() - start);
        if (answer.status() != 200) {
            failed(life, "a notice was answered with " + answer.status() + " " + answer.body());
            pause(20);
            return false;
        }
        if (told.bid() != null) {
            paid.put(told.bid(), told.micros());
        }
        return true;
    }

    /** An error at an agent that was not killed in between is a fault. */
    private void failed(int life, String what) {
        pause(1);
        if (life == agent.life() && asks) {
            faults.incrementAndGet();
            firstFault = firstFault.isEmpty() ? agent.channel() + ": " + what : firstFault;
        }
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException e) {
                // it is gone
            }
        }
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    // ---- target ----

    /** Sets the agent's target; while it is 0 no request may be bid on. */
    void target(double amount, int count) {
        noTarget = 0;
        int life = agent.life();
        int port = agent.port();
        if (port == 0) {
            return;
        }
        try (var connection = new Connection(port)) {
            Connection.Answer answer = connection.ask("PUT", "/target", "{\"target\":" + amount + "}");
            if (answer.status() != 200) {
                failed(life, "a target was answered with " + answer.status() + " " + answer.body());
            } else if (amount == 0) {
                noTarget = count;
            }
        } catch (IOException e) {
            failed(life, "a target: " + e);
        }
    }

    // ---- what came of it ----

    AgentProcess agent() {
        return agent;
    }

    /** Bids that were won and acknowledged, with their price in micros. */
    Map<String, Long> paid() {
        return paid;
    }

    Latencies bids() {
        return bids;
    }

    Latencies notices() {
        return notices;
    }

    long made() {
        return made.get();
    }

    long won() {
        return won.get();
    }

    long faults() {
        return faults.get();
    }

    long againstTarget() {
        return againstTarget.get();
    }

    String firstFault() {
        return firstFault;
    }
}
