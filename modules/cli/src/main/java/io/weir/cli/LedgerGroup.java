package io.weir.cli;

import io.weir.core.BadInputException;
import io.weir.enforcer.Account;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.Span;
import io.weir.planning.LedgerText;
import io.weir.planning.Workspace;
import io.weir.planning.WorkspaceLedger;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The run-time record of money. */
@Command(
        name = "ledger",
        description =
                "The run-time record of money: limits from the plan, what is reserved and what is spent. Nothing is"
                        + " authorised beyond a limit; what was answered survives a crash; the same --key counts once.",
        mixinStandardHelpOptions = true,
        versionProvider = Weir.VersionLine.class,
        synopsisSubcommandLabel = "ACTION",
        subcommands = {
            LedgerGroup.Open.class,
            LedgerGroup.Limit.class,
            LedgerGroup.Balance.class,
            LedgerGroup.Reserve.class,
            LedgerGroup.TakeLease.class,
            LedgerGroup.Settle.class,
            LedgerGroup.Refund.class,
            LedgerGroup.Release.class,
            LedgerGroup.Transfer.class,
            LedgerGroup.Expire.class,
            LedgerGroup.Close.class,
            LedgerGroup.Acknowledge.class,
            LedgerGroup.Audit.class,
            LedgerGroup.Export.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  weir ledger shop open                                   the plan's targets become limits",
            "  weir ledger shop reserve search 250 --key bid-17        set money aside",
            "  weir ledger shop settle bid-17 231.40                   book what it cost",
            "  weir ledger shop transfer search social 500             move a part of a limit",
            "  weir ledger shop balance                                how all accounts stand",
            "",
            "Exits with 3 where the ledger refuses or an audit finds a fault."
        })
final class LedgerGroup implements Callable<Integer> {
    private static final int REFUSED = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "WS", description = "The workspace: a folder with weir.yaml.")
    private Path directory;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON document to standard output.")
    private boolean json;

    @Option(
            names = "--who",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Who asks (default: the user of this computer).")
    private String who = System.getProperty("user.name", "unknown");

    /** Without an action there is nothing to do. */
    @Override
    public Integer call() {
        throw BadInputException.of(
                "weir ledger", "needs an action, such as balance.", "Maybe read weir ledger --help.");
    }

    // ---- what the actions share ----

    private int with(Function<WorkspaceLedger, Integer> action) {
        Workspace workspace = Workspace.open(directory);
        try (WorkspaceLedger ledger = workspace.ledger(Clock.systemUTC())) {
            return action.apply(ledger);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int told(WorkspaceLedger ledger, LedgerOutcome outcome) {
        if (json) {
            out().println(LedgerText.outcomeJson(outcome, ledger.unit()));
        } else {
            PrintWriter to = outcome.accepted() ? out() : spec.commandLine().getErr();
            to.println(LedgerText.outcome(outcome, ledger.unit()));
        }
        return outcome.accepted() ? 0 : REFUSED;
    }

    /** What is given on the command line and refused by a type is the user's. */
    private static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("weir ledger", String.valueOf(e.getMessage()), "Maybe read weir ledger --help.");
        }
    }

    private static long micros(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            long micros = amount.movePointRight(6).longValueExact();
            if (micros >= 0 && micros <= LedgerCommand.MOST) {
                return micros;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // told below
        }
        throw BadInputException.of(
                "AMOUNT",
                "(" + text + ") must be a number of the currency from 0 to 100 billion, in whole millionths.",
                "Maybe write digits and a decimal point only: 12500.50.");
    }

    /** Which period. */
    static final class Period {
        @Option(
                names = "--period",
                paramLabel = "DATE",
                description = "First day of the period, or horizon (default: the open period that today is in).")
        private @Nullable String period;

        private Span in(WorkspaceLedger ledger) {
            String text = period;
            return text == null ? ledger.periodOf(LocalDate.now(Clock.systemDefaultZone())) : Span.parse(text);
        }
    }

    /** Why, and by which key. */
    static final class Reason {
        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "Names the command: asked again with the same key it counts once (default: a new one).")
        private @Nullable String key;

        @Option(names = "--why", paramLabel = "TEXT", description = "Why, for the record.")
        private String why = "";

        private Note by(String who) {
            String named = key;
            return named == null ? Note.fresh(who, why) : new Note(named, who, why);
        }
    }

    /** An action that books one command. */
    abstract static class Booking implements Callable<Integer> {
        @ParentCommand
        private LedgerGroup group;

        @Mixin
        private Reason reason;

        /** @throws IllegalArgumentException if what was given cannot be */
        abstract LedgerCommand command(WorkspaceLedger ledger, Note note);

        @Override
        public final Integer call() {
            return group.with(ledger -> {
                LedgerCommand asked = checked(() -> command(ledger, reason.by(group.who)));
                LedgerOutcome outcome = asked instanceof LedgerCommand.Reserve reserve
                        ? ledger.ledger().reserve(reserve)
                        : ledger.ledger().submit(asked);
                return group.told(ledger, outcome);
            });
        }
    }

    // ---- the actions ----

    /** Makes a plan's targets the limits. */
    @Command(
            name = "open",
            description =
                    "Makes a plan's targets the limits, and opens its accounts: each channel in each period, the total"
                            + " in each period and over the horizon. Closed periods stay as they are.",
            mixinStandardHelpOptions = true)
    static final class Open implements Callable<Integer> {
        @ParentCommand
        private LedgerGroup group;

        @Option(names = "--plan", paramLabel = "FILE", description = "A plan.csv (default: the workspace's).")
        private @Nullable Path plan;

        @Override
        public Integer call() {
            return group.with(ledger -> {
                Path file = plan == null ? ledger.plan() : plan;
                List<LedgerOutcome> refused = new ArrayList<>();
                List<LedgerOutcome> all = ledger.openPlan(file, group.who);
                all.stream().filter(outcome -> !outcome.accepted()).forEach(refused::add);
                refused.forEach(outcome ->
                        group.spec.commandLine().getErr().println(LedgerText.outcome(outcome, ledger.unit())));
                group.show(ledger);
                return refused.isEmpty() ? 0 : REFUSED;
            });
        }
    }

    private void show(WorkspaceLedger ledger) {
        var balances = ledger.ledger().balances();
        var open = ledger.ledger().openReservations();
        if (json) {
            out().println(LedgerText.balancesJson(balances, open, ledger.unit()));
        } else {
            out().print(LedgerText.balances(balances, open, ledger.unit()));
            out().flush();
        }
    }

    /** Opens an account or changes its limit. */
    @Command(
            name = "limit",
            description = "Opens an account, such as a campaign, or changes its limit.",
            mixinStandardHelpOptions = true)
    static final class Limit extends Booking {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "total, a channel, or channel/campaign.")
        private String account;

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Of the currency; or none.")
        private String amount;

        @Mixin
        private Period period;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            OptionalLong limit = amount.equals("none") ? OptionalLong.empty() : OptionalLong.of(micros(amount));
            return new LedgerCommand.SetLimit(new Account(account), period.in(ledger), limit, note);
        }
    }

    /** Shows how accounts stand. */
    @Command(
            name = "balance",
            description = "Shows how all accounts stand, and what is reserved.",
            mixinStandardHelpOptions = true)
    static final class Balance implements Callable<Integer> {
        @ParentCommand
        private LedgerGroup group;

        @Override
        public Integer call() {
            return group.with(ledger -> {
                group.show(ledger);
                return 0;
            });
        }
    }

    /** What reservations and leases share. */
    abstract static class Taking extends Booking {
        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "total, a channel, or channel/campaign.")
        private String account;

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Of the currency.")
        private String amount;

        @Option(
                names = "--for",
                paramLabel = "TIME",
                defaultValue = "1h",
                description = "After which it expires: 90s, 15m, 1h, 2d (default: ${DEFAULT-VALUE}).")
        private String lifetime;

        @Mixin
        private Period period;

        private final boolean lease;

        Taking(boolean lease) {
            this.lease = lease;
        }

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            long micros = micros(amount);
            var owner = new Account(account);
            return new LedgerCommand.Reserve(
                    owner, period.in(ledger), micros, Times.parse("--for", lifetime), lease, note);
        }
    }

    /** Sets money aside. */
    @Command(
            name = "reserve",
            description = "Sets money aside. The key names the reservation.",
            mixinStandardHelpOptions = true)
    static final class Reserve extends Taking {
        Reserve() {
            super(false);
        }
    }

    /** Hands money to a process. */
    @Command(
            name = "lease",
            description =
                    "Hands money to a process, which may spend it without asking; settle what it spent. Not settled"
                            + " before it expires, it is taken as spent until what is left is refunded.",
            mixinStandardHelpOptions = true)
    static final class TakeLease extends Taking {
        TakeLease() {
            super(true);
        }
    }

    /** Books what a reservation was charged. */
    @Command(
            name = "settle",
            description =
                    "Books what a reservation was charged: less than reserved, more (an overrun), late or in parts.",
            mixinStandardHelpOptions = true)
    static final class Settle extends Booking {
        @Parameters(index = "0", paramLabel = "RESERVATION", description = "The key that it was reserved with.")
        private String reservation;

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Of the currency.")
        private String amount;

        @Option(names = "--part", description = "More will be charged: what is left stays reserved.")
        private boolean part;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            return new LedgerCommand.Settle(reservation, micros(amount), !part, note);
        }
    }

    /** Books what came back. */
    @Command(
            name = "refund",
            description = "Books what came back of what was settled, or what a lost lease had not spent.",
            mixinStandardHelpOptions = true)
    static final class Refund extends Booking {
        @Parameters(index = "0", paramLabel = "RESERVATION", description = "The key that it was reserved with.")
        private String reservation;

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Of the currency.")
        private String amount;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            return new LedgerCommand.Refund(reservation, micros(amount), note);
        }
    }

    /** Gives back what is left. */
    @Command(
            name = "release",
            description = "Gives back what is left of a reservation.",
            mixinStandardHelpOptions = true)
    static final class Release extends Booking {
        @Parameters(paramLabel = "RESERVATION", description = "The key that it was reserved with.")
        private String reservation;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            return new LedgerCommand.Release(reservation, note);
        }
    }

    /** Moves a part of a limit. */
    @Command(
            name = "transfer",
            description = "Moves a part of one account's limit to another's; what both are part of stays as it is.",
            mixinStandardHelpOptions = true)
    static final class Transfer extends Booking {
        @Parameters(index = "0", paramLabel = "FROM", description = "A channel, or channel/campaign.")
        private String from;

        @Parameters(index = "1", paramLabel = "TO", description = "Another one.")
        private String to;

        @Parameters(index = "2", paramLabel = "AMOUNT", description = "Of the currency.")
        private String amount;

        @Mixin
        private Period period;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            long micros = micros(amount);
            return new LedgerCommand.Transfer(new Account(from), new Account(to), period.in(ledger), micros, note);
        }
    }

    /** Ends what is over. */
    @Command(
            name = "expire",
            description = "Ends all reservations whose time is over: they are free again; leases are taken as spent.",
            mixinStandardHelpOptions = true)
    static final class Expire implements Callable<Integer> {
        @ParentCommand
        private LedgerGroup group;

        @Override
        public Integer call() {
            return group.with(ledger -> {
                int ended = ledger.ledger().expireDue(group.who);
                group.out()
                        .println(
                                group.json
                                        ? "{\"expired\":" + ended + "}"
                                        : ended + (ended == 1 ? " reservation" : " reservations") + " expired.");
                return 0;
            });
        }
    }

    /** Ends a period. */
    @Command(
            name = "close",
            description =
                    "Ends a period: nothing is booked in it afterwards. What it leaves goes where the rule unspent of"
                            + " weir.yaml says, unless told here.",
            mixinStandardHelpOptions = true)
    static final class Close extends Booking {
        @Parameters(paramLabel = "PERIOD", description = "Its first day.")
        private String period;

        @Option(
                names = "--carry-to",
                paramLabel = "DATE",
                description = "The period whose limits grow by what is left.")
        private @Nullable String carryTo;

        @Option(names = "--return", description = "What is left is returned.")
        private boolean returns;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            Span span = Span.parse(period);
            return new LedgerCommand.Close(span, to(ledger, span), note);
        }

        private Optional<Span> to(WorkspaceLedger ledger, Span span) {
            String named = carryTo;
            if (returns) {
                return Optional.empty();
            }
            return named == null ? ledger.carryTo(span) : Optional.of(Span.parse(named));
        }
    }

    /** Takes note of an overrun. */
    @Command(
            name = "acknowledge",
            description = "Takes note of an overrun, so that the account may reserve again.",
            mixinStandardHelpOptions = true)
    static final class Acknowledge extends Booking {
        @Parameters(paramLabel = "ACCOUNT", description = "total, a channel, or channel/campaign.")
        private String account;

        @Override
        LedgerCommand command(WorkspaceLedger ledger, Note note) {
            return new LedgerCommand.Acknowledge(new Account(account), note);
        }
    }

    /** Counts everything anew. */
    @Command(
            name = "audit",
            description = "Counts all balances anew from the lines and follows the chain of hashes. Keep the last hash"
                    + " elsewhere: given with --expect later, it proves that no line up to it was changed.",
            mixinStandardHelpOptions = true)
    static final class Audit implements Callable<Integer> {
        @ParentCommand
        private LedgerGroup group;

        @Option(names = "--expect", paramLabel = "HASH", description = "Hash of a line seen before.")
        private @Nullable String expected;

        @Override
        public Integer call() {
            return group.with(ledger -> {
                try (var progress = TerminalProgress.to(group.spec.commandLine().getErr())) {
                    var audit = ledger.ledger().audit(Optional.ofNullable(expected), progress);
                    if (group.json) {
                        group.out().println(LedgerText.auditJson(audit, ledger.unit()));
                    } else {
                        group.out().print(LedgerText.audit(audit, ledger.unit()));
                        group.out().flush();
                    }
                    return audit.clean() ? 0 : REFUSED;
                }
            });
        }
    }

    /** Writes all lines. */
    @Command(name = "export", description = "Writes every line as CSV.", mixinStandardHelpOptions = true)
    static final class Export implements Callable<Integer> {
        @ParentCommand
        private LedgerGroup group;

        @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: standard output).")
        private @Nullable Path file;

        @Override
        public Integer call() {
            return group.with(ledger -> {
                Path target = file;
                if (target == null) {
                    LedgerText.export(ledger.ledger(), group.out());
                    return 0;
                }
                try (Writer out = new BufferedWriter(Files.newBufferedWriter(target))) {
                    LedgerText.export(ledger.ledger(), out);
                    return 0;
                } catch (IOException | UncheckedIOException e) {
                    throw BadInputException.of(
                            target.toString(),
                            "cannot be written: " + e.getMessage() + ".",
                            "Maybe name another file.");
                }
            });
        }
    }
}
