package io.weir.hierarchy.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.MoneyUnit;
import io.weir.core.Progress;
import io.weir.enforcer.Account;
import io.weir.enforcer.Lease;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerCommand;
import io.weir.enforcer.LedgerCommand.Note;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The team's money: targets are limits in the ledger, every channel spends from a lease of a day, and what a day cost is settled when
 * it is over. Not safe for use by several threads.
 */
public final class Till {
    private static final String WHO = "team";
    /** Far beyond a day of simulated time, as that takes no time at all. */
    private static final Duration LIFETIME = Duration.ofDays(1);

    /** Empty for a trial that moves no money. */
    private final Optional<Ledger> ledger;

    private final ImmutableList<Account> accounts;
    private final Lease[] leases;
    /** Micros settled in this period, per channel. */
    private final long[] settled;

    private final long[] limits;
    private Span period = Span.HORIZON;
    private int day;

    /**
     * @param ledger where all is booked; empty for a trial that moves no money
     * @param channels names, as accounts are called
     */
    public Till(Optional<Ledger> ledger, List<String> channels) {
        this.ledger = ledger;
        this.accounts = channels.stream().map(Account::new).collect(ImmutableList.toImmutableList());
        this.leases = new Lease[channels.size()];
        this.settled = new long[channels.size()];
        this.limits = new long[channels.size()];
    }

    /** The most that may be spent over all periods. */
    public void open(long micros) {
        submit(ImmutableList.of(new LedgerCommand.SetLimit(
                Account.TOTAL, Span.HORIZON, OptionalLong.of(micros), note("budget", "budget of the run"))));
    }

    /** A period begins: its targets are limits. */
    public void begin(LocalDate start, long[] targets) {
        period = Span.period(start);
        day = 0;
        var commands = new ArrayList<LedgerCommand>();
        long sum = 0;
        for (int c = 0; c < targets.length; c++) {
            sum += targets[c];
        }
        commands.add(new LedgerCommand.SetLimit(
                Account.TOTAL, period, OptionalLong.of(sum), note("total", "targets of the period")));
        for (int c = 0; c < targets.length; c++) {
            limits[c] = targets[c];
            settled[c] = 0;
            commands.add(new LedgerCommand.SetLimit(
                    accounts.get(c), period, OptionalLong.of(targets[c]), note("limit " + c, "target of the period")));
        }
        submit(commands);
    }

    /** A day begins: each channel gets what is left of its target. */
    public void lend() {
        var commands = new ArrayList<LedgerCommand>();
        for (int c = 0; c < leases.length; c++) {
            long left = limits[c] - settled[c];
            if (left > 0) {
                commands.add(new LedgerCommand.Reserve(
                        accounts.get(c), period, left, LIFETIME, true, note("lease " + c, "a day")));
            }
        }
        submit(commands);
        for (int c = 0; c < leases.length; c++) {
            long left = limits[c] - settled[c];
            leases[c] = left > 0 ? new Lease(note("lease " + c, "").key(), accounts.get(c), left) : null;
        }
    }

    /** What a channel may still spend today, currency. */
    public double left(int channel) {
        Lease lease = leases[channel];
        return lease == null ? 0 : MoneyUnit.fromMicros(lease.amount() - lease.spent());
    }

    /** Spends; false if there is not so much, which nothing allows to happen. */
    public boolean spend(int channel, long micros) {
        Lease lease = leases[channel];
        return micros == 0 || lease != null && lease.spend(micros);
    }

    /** A day is over. */
    public void settle() {
        var commands = new ArrayList<LedgerCommand>();
        for (int c = 0; c < leases.length; c++) {
            Lease lease = leases[c];
            if (lease != null) {
                long spent = lease.close();
                settled[c] += spent;
                commands.add(new LedgerCommand.Settle(lease.id(), spent, true, note("settle " + c, "the day is over")));
                leases[c] = null;
            }
        }
        submit(commands);
        day++;
    }

    /** Moves a part of one channel's target to another's, between days. */
    public void move(int from, int to, long micros) {
        submit(ImmutableList.of(new LedgerCommand.Transfer(
                accounts.get(from),
                accounts.get(to),
                period,
                micros,
                note("move " + from + " " + to, "cannot be spent where it is"))));
        limits[from] -= micros;
        limits[to] += micros;
    }

    /** The target as it is now, micros. */
    public long limit(int channel) {
        return limits[channel];
    }

    /** Micros settled in this period. */
    public long settled(int channel) {
        return settled[channel];
    }

    /** Counts all anew; empty if nothing was booked. */
    public Optional<LedgerAudit> audit() {
        return ledger.map(one -> one.audit(Optional.empty(), Progress.SILENT));
    }

    private Note note(String what, String why) {
        return new Note(period + " " + day + " " + what, WHO, why);
    }

    private void submit(List<LedgerCommand> commands) {
        if (ledger.isEmpty()) {
            return;
        }
        for (LedgerOutcome outcome : ledger.get().submitAll(commands)) {
            if (outcome instanceof LedgerOutcome.Refused refused) {
                boolean other = refused.reason() == LedgerOutcome.Reason.KEY;
                throw BadInputException.of(
                        "ledger",
                        refused.message(),
                        other ? "Maybe it holds the books of another run; choose another." : refused.advice());
            }
        }
    }
}
