package io.weir.planning.internal.output;

import io.weir.core.MoneyUnit;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerReservation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the terminal shows of a ledger: at most {@value PlanTable#WIDTH} columns, plain text without colours. */
public final class LedgerTable {
    private static final int RESERVATIONS = 20;

    private LedgerTable() {}

    /** How accounts stand, and the reservations that expire first. */
    public static String balances(List<LedgerBalance> balances, List<LedgerReservation> open, MoneyUnit unit) {
        if (balances.isEmpty()) {
            return "No account is open. Maybe open the plan's: weir ledger WS open.\n";
        }
        var table = new TextTable(
                List.of("account", "period", "limit", "settled", "reserved", "left", "overrun", "state"),
                Set.of(0, 1, 7));
        for (LedgerBalance balance : balances) {
            table.add(List.of(
                    balance.account().path(),
                    balance.span().toString(),
                    balance.limit().isPresent() ? amount(balance.limit().getAsLong(), unit) : "none",
                    amount(balance.settled(), unit),
                    amount(balance.reserved(), unit),
                    balance.limit().isPresent() ? amount(balance.room(), unit) : "",
                    balance.overrun() > 0 ? amount(balance.overrun(), unit) : "",
                    balance.blocked() > 0 ? "blocked" : balance.closed() ? "closed" : ""));
        }
        var lines = new ArrayList<>(table.render(PlanTable.WIDTH));
        lines.add("");
        lines.add(unit.currency()
                        .map(c -> "Amounts in " + c.getCurrencyCode() + ". ")
                        .orElse("") + "left = limit - settled - reserved.");
        reservations(open, unit, lines);
        return text(lines);
    }

    private static void reservations(List<LedgerReservation> open, MoneyUnit unit, List<String> lines) {
        if (open.isEmpty()) {
            return;
        }
        var table = new TextTable(
                List.of("reservation", "account", "period", "reserved", "settled", "expires"), Set.of(0, 1, 2, 5));
        open.stream()
                .limit(RESERVATIONS)
                .forEach(one -> table.add(List.of(
                        one.id() + (one.lease() ? " (lease)" : ""),
                        one.account().path(),
                        one.span().toString(),
                        amount(one.left(), unit),
                        amount(one.settled(), unit),
                        Instant.EPOCH
                                .plus(one.expires(), ChronoUnit.MICROS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())));
        lines.add("");
        lines.addAll(table.render(PlanTable.WIDTH));
        if (open.size() > RESERVATIONS) {
            lines.add(open.size() - RESERVATIONS + " more expire later.");
        }
    }

    /** What was booked, in a sentence; or why not. */
    public static String outcome(LedgerOutcome outcome, MoneyUnit unit) {
        if (outcome instanceof LedgerOutcome.Refused refused) {
            return "Refused: " + refused.text();
        }
        var accepted = (LedgerOutcome.Accepted) outcome;
        LedgerEntry entry = accepted.entry();
        String what = String.format(
                Locale.ROOT,
                "Line %d, %s%s: %s %s%s%s in %s",
                entry.sequence(),
                entry.at().truncatedTo(ChronoUnit.SECONDS),
                accepted.again() ? ", booked before" : "",
                word(entry.kind()),
                entry.account(),
                amount(entry, unit),
                entry.other().isEmpty() ? "" : " to " + entry.other(),
                entry.span());
        boolean reserves = entry.kind() == LedgerEntry.Kind.RESERVE || entry.kind() == LedgerEntry.Kind.LEASE;
        String rest = reserves
                ? String.format(
                        "; reservation %s, until %s.",
                        entry.key(),
                        Instant.EPOCH.plus(entry.expires(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS))
                : ".";
        String overrun = entry.overrun() > 0
                ? "\nOverrun: " + money(entry.overrun(), unit) + " more than was reserved; " + entry.account()
                        + " reserves nothing new until somebody takes note: weir ledger WS acknowledge "
                        + entry.account() + "."
                : "";
        return what + rest + overrun;
    }

    private static String amount(LedgerEntry entry, MoneyUnit unit) {
        return switch (entry.kind()) {
            case CLOSE, ACKNOWLEDGE -> "";
            case LIMIT -> " " + (entry.amount() < 0 ? "none" : money(entry.amount(), unit));
            default -> " " + money(entry.amount(), unit);
        };
    }

    /** What an audit found. */
    public static String audit(LedgerAudit audit, MoneyUnit unit) {
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d lines; settled %s, reserved %s%s.",
                audit.entries(),
                money(audit.settled(), unit),
                money(audit.reserved(), unit),
                audit.overrun() > 0 ? ", of it overrun " + money(audit.overrun(), unit) : ""));
        lines.add("Last hash " + audit.hash());
        audit.faults().forEach(fault -> lines.add("! " + fault));
        lines.add(
                audit.clean()
                        ? "Nothing is wrong: the chain is whole, and every balance is what its lines say."
                        : audit.faultCount() + (audit.faultCount() == 1 ? " fault." : " faults.")
                                + " Maybe restore the ledger from a copy, and look at who could write to it.");
        return text(lines);
    }

    /** A kind of line as people write it. */
    static String word(LedgerEntry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String text(List<String> lines) {
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    /** Exact: with more decimals than are booked where there are. */
    static String amount(long micros, MoneyUnit unit) {
        BigDecimal exact = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        int decimals = Math.max(unit.decimals(), exact.scale());
        return String.format(Locale.ROOT, "%,." + decimals + "f", exact);
    }

    private static String money(long micros, MoneyUnit unit) {
        return amount(micros, unit)
                + unit.currency().map(c -> " " + c.getCurrencyCode()).orElse("");
    }
}
