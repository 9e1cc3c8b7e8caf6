package io.weir.benchmarks.internal.ledger;

import io.weir.core.MoneyUnit;
import io.weir.enforcer.Account;
import io.weir.enforcer.Lease;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerOutcome.Accepted;
import io.weir.enforcer.LedgerOutcome.Reason;
import io.weir.enforcer.LedgerOutcome.Refused;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.LedgerUnavailableException;
import io.weir.enforcer.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A process that spends by the ledger with several threads until it is told to stop, or killed. When it starts again it asks
 * again what its predecessor was not answered.
 */
public final class LedgerWorker {
    static final Account SEARCH = new Account("search");
    static final List<Account> ACCOUNTS =
            List.of(SEARCH, new Account("search/brand"), new Account("social"), new Account("email"));
    static final List<Span> PERIODS =
            List.of(Span.period(LocalDate.of(2024, 1, 1)), Span.period(LocalDate.of(2024, 1, 8)));
    static final String STOP = "stop";

    private static final int THREADS = 8;
    private static final long MOST = 1000;
    private static final Duration LEASED = Duration.ofSeconds(3);
    private static final Duration RESERVED = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Journal journal;
    private final Path folder;
    private final String name;

    private LedgerWorker(Ledger ledger, Journal journal, Path folder, String name) {
        this.ledger = ledger;
        this.journal = journal;
        this.folder = folder;
        this.name = name;
    }

    /**
     * @param arguments folder for journals, number of the worker, how often it was started before, then the store: a file; or
     *     url, user and schema
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[0]);
        String worker = arguments[1];
        Path file = journal(folder, worker);
        Journal.Read before = Journal.read(file);
        try (Ledger ledger =
                        Ledger.open(store(arguments), MoneyUnit.unnamed(), Clock.systemUTC(), Duration.ofMinutes(1));
                var journal = new Journal(file)) {
            new LedgerWorker(ledger, journal, folder, worker + "-" + arguments[2]).run(before);
        }
    }

    static Path journal(Path folder, String worker) {
        return folder.resolve("worker-" + worker + ".journal");
    }

    private static LedgerStore store(String[] arguments) {
        return arguments.length == 4
                ? new LedgerStore.File(Path.of(arguments[3]))
                : new LedgerStore.Server(arguments[3], arguments[4], "", arguments[5]);
    }

    private void run(Journal.Read before) throws InterruptedException {
        before.unanswered().forEach(this::ask);
        List<Thread> threads = new ArrayList<>();
        for (int k = 0; k < THREADS; k++) {
            int number = k;
            threads.add(new Thread(() -> new Spender(number).spend(), "spender " + k));
        }
        threads.forEach(Thread::start);
        while (!isOver()) {
            Thread.sleep(500);
            expire();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private boolean isOver() {
        return Files.exists(folder.resolve(STOP));
    }

    private void expire() {
        try {
            ledger.expireDue(name);
        } catch (LedgerUnavailableException e) {
            // later
        }
    }

    /** Asks until it is answered. */
    private LedgerOutcome ask(LedgerCommand command) {
        journal.asks(command);
        while (true) {
            try {
                LedgerOutcome outcome = ledger.submit(command);
                journal.hears(command, outcome);
                return outcome;
            } catch (LedgerUnavailableException e) {
                if (isOver()) {
                    throw e;
                }
            }
        }
    }

    /** One thread. */
    private final class Spender {
        private final String own;
        private final SplittableRandom random;
        private final List<LedgerCommand.Reserve> open = new ArrayList<>();
        private final List<LedgerCommand.Settle> settled = new ArrayList<>();
        private int asked;

        Spender(int number) {
            this.own = name + "-" + number;
            this.random = new SplittableRandom(own.hashCode());
        }

        void spend() {
            while (!isOver()) {
                step();
            }
        }

        private void step() {
            int dice = random.nextInt(100);
            if (dice < 35 || open.isEmpty()) {
                reserve();
            } else if (dice < 65) {
                settle(open.remove(random.nextInt(open.size())));
            } else if (dice < 70) {
                ask(new LedgerCommand.Release(
                        open.remove(random.nextInt(open.size())).note().key(), note()));
            } else if (dice < 88 && !settled.isEmpty()) {
                refund(settled.remove(random.nextInt(settled.size())));
            } else if (dice < 95) {
                lease();
            } else if (dice < 98) {
                transfer();
            } else if (!settled.isEmpty()) {
                // as a client would that did not hear the answer
                ask(settled.get(random.nextInt(settled.size())));
            }
        }

        private void reserve() {
            LedgerCommand.Reserve command = reserve(RESERVED, false);
            LedgerOutcome outcome = ask(command);
            if (outcome.accepted()) {
                open.add(command);
            } else if (((Refused) outcome).reason() == Reason.BLOCKED) {
                ACCOUNTS.forEach(account -> ask(new LedgerCommand.Acknowledge(account, note())));
            }
        }

        /** Now and then the platform charges more. */
        private void settle(LedgerCommand.Reserve reservation) {
            long charged = random.nextInt(200) == 0
                    ? reservation.micros() + random.nextLong(1, 50)
                    : random.nextLong(reservation.micros() + 1);
            String id = reservation.note().key();
            if (random.nextInt(4) == 0) {
                ask(new LedgerCommand.Settle(id, charged / 2, false, note()));
                charged -= charged / 2;
            }
            var command = new LedgerCommand.Settle(id, charged, true, note());
            if (ask(command).accepted() && charged > 0) {
                settled.add(command);
            }
        }

        /** Most comes back, so that there is always room to dispute. */
        private void refund(LedgerCommand.Settle command) {
            ask(new LedgerCommand.Refund(command.reservation(), command.micros(), note()));
        }

        private void lease() {
            LedgerCommand.Reserve command = reserve(LEASED, true);
            if (ask(command) instanceof Accepted) {
                var lease = new Lease(command.note().key(), command.account(), command.micros());
                for (int k = 0; k < 20; k++) {
                    lease.spend(random.nextLong(MOST / 10));
                }
                long spent = lease.close();
                if (!ask(new LedgerCommand.Settle(lease.id(), spent, true, note()))
                                .accepted()
                        && spent < lease.amount()) {
                    ask(new LedgerCommand.Refund(lease.id(), lease.amount() - spent, note()));
                } else if (spent > 0) {
                    ask(new LedgerCommand.Refund(lease.id(), spent, note()));
                }
            }
        }

        private void transfer() {
            Account from = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            Account to = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            if (!from.upwards().contains(to) && !to.upwards().contains(from)) {
                ask(new LedgerCommand.Transfer(from, to, period(), random.nextLong(1, 100), note()));
            }
        }

        private LedgerCommand.Reserve reserve(Duration lifetime, boolean lease) {
            Account account = ACCOUNTS.get(random.nextInt(ACCOUNTS.size()));
            return new LedgerCommand.Reserve(account, period(), random.nextLong(1, MOST), lifetime, lease, note());
        }

        private Span period() {
            return PERIODS.get(random.nextInt(PERIODS.size()));
        }

        private Note note() {
            return new Note(own + "-" + asked++, name, "");
        }
    }
}
