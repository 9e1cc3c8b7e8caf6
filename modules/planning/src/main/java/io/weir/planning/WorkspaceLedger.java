package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import io.weir.core.BadInputException;
import io.weir.core.MoneyUnit;
import io.weir.core.Rule;
import io.weir.enforcer.Account;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerStore;
import io.weir.enforcer.Span;
import io.weir.planning.internal.ledger.PlanTargets;
import io.weir.planning.internal.reading.WorkspaceFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A workspace's run-time record of money: its limits come from a plan. Safe for use by several threads. */
public final class WorkspaceLedger implements AutoCloseable {
    /** The ledger's file, where it is one. */
    public static final String FILE = "ledger.db";

    private final WorkspaceFiles files;
    private final Ledger ledger;

    private WorkspaceLedger(WorkspaceFiles files, Ledger ledger) {
        this.files = files;
        this.ledger = ledger;
    }

    static WorkspaceLedger open(WorkspaceFiles files, Clock clock, UnaryOperator<@Nullable String> environment) {
        LedgerStore store = files.ledger()
                .map(server -> store(server, environment))
                .orElseGet(() -> new LedgerStore.File(files.directory().resolve(FILE)));
        return new WorkspaceLedger(files, Ledger.open(store, files.history().unit(), clock));
    }

    private static LedgerStore store(LedgerServer server, UnaryOperator<@Nullable String> environment) {
        String password = environment.apply(server.passwordVariable());
        if (password == null) {
            throw BadInputException.of(
                    "weir.yaml",
                    "ledger: the environment variable " + server.passwordVariable() + " is not set.",
                    "Maybe export it with the password of " + server.user() + " before.");
        }
        return new LedgerStore.Server(server.url(), server.user(), password, server.schema());
    }

    /** The ledger. */
    public Ledger ledger() {
        return ledger;
    }

    /** What its amounts are in. */
    public MoneyUnit unit() {
        return files.history().unit();
    }

    /** Where the workspace's own plan is written. */
    public Path plan() {
        return files.directory().resolve("plan.csv");
    }

    /**
     * Makes a plan's targets the limits: of each channel in each period, of the total in each period, and of the total over the
     * horizon, where what was spent outside the plan's periods is counted too. Periods that are closed stay as they are.
     *
     * @param plan a {@code plan.csv}
     * @return what the ledger answered, one per limit that it was asked for
     * @throws BadInputException if the file cannot be used
     */
    public ImmutableList<LedgerOutcome> openPlan(Path plan, String who) {
        ImmutableSortedMap<Span, ImmutableSortedMap<Account, Long>> targets = PlanTargets.read(plan);
        ImmutableList<LedgerBalance> balances = ledger.balances();
        List<LedgerCommand> commands = new ArrayList<>();
        long horizon = 0;
        for (LedgerBalance total : balances) {
            boolean isTotal =
                    total.account().equals(Account.TOTAL) && !total.span().isHorizon();
            boolean stays = !targets.containsKey(total.span()) || total.closed();
            horizon += isTotal && stays ? total.settled() + total.reserved() : 0;
        }
        for (var period : targets.entrySet()) {
            if (isClosed(balances, period.getKey())) {
                continue;
            }
            long sum = period.getValue().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            horizon += sum;
            commands.add(limit(Account.TOTAL, period.getKey(), sum, who));
            period.getValue().forEach((account, micros) -> commands.add(limit(account, period.getKey(), micros, who)));
        }
        commands.add(limit(Account.TOTAL, Span.HORIZON, horizon, who));
        return ledger.submitAll(commands);
    }

    private static boolean isClosed(List<LedgerBalance> balances, Span span) {
        return balances.stream().anyMatch(balance -> balance.span().equals(span) && balance.closed());
    }

    private static LedgerCommand limit(Account account, Span span, long micros, String who) {
        return new LedgerCommand.SetLimit(
                account, span, OptionalLong.of(micros), Note.fresh(who, "target of the plan"));
    }

    /**
     * The period that a day is in.
     *
     * @throws BadInputException if no open period of the ledger has that day
     */
    public Span periodOf(LocalDate day) {
        int days = files.history().length().days();
        List<Span> open = ledger.balances().stream()
                .filter(balance -> balance.account().equals(Account.TOTAL)
                        && !balance.span().isHorizon()
                        && !balance.closed())
                .map(LedgerBalance::span)
                .toList();
        return open.stream()
                .filter(span -> span.start()
                        .filter(start -> !day.isBefore(start) && day.isBefore(start.plusDays(days)))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "--period",
                        "is missing, and no open period has the day " + day + ".",
                        open.isEmpty()
                                ? "Maybe open the plan's periods first: weir ledger WS open."
                                : "Maybe name one of "
                                        + open.stream().map(Span::toString).collect(Collectors.joining(", ")) + "."));
    }

    /** Where what a period leaves goes by the rule {@code unspent}: the period after it, or nowhere. */
    public Optional<Span> carryTo(Span period) {
        boolean carries =
                files.rules().stream().anyMatch(rule -> rule instanceof Rule.Unspent unspent && unspent.carry());
        return carries
                ? period.start()
                        .map(start -> Span.period(
                                start.plusDays(files.history().length().days())))
                : Optional.empty();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
