package io.weir.planning;

import io.weir.core.MoneyUnit;
import io.weir.enforcer.Ledger;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerReservation;
import io.weir.planning.internal.output.LedgerCsv;
import io.weir.planning.internal.output.LedgerJson;
import io.weir.planning.internal.output.LedgerTable;
import java.io.Writer;
import java.util.List;

/** A ledger as text: tables for people, one JSON document each for programs. Amounts in JSON are currency, exact. */
public final class LedgerText {
    private LedgerText() {}

    /** How accounts stand, and what is reserved. */
    public static String balances(List<LedgerBalance> balances, List<LedgerReservation> open, MoneyUnit unit) {
        return LedgerTable.balances(balances, open, unit);
    }

    /** {@code {"balances": [...], "reservations": [...]}}. */
    public static String balancesJson(List<LedgerBalance> balances, List<LedgerReservation> open, MoneyUnit unit) {
        return LedgerJson.balances(balances, open, unit);
    }

    /** What was booked, in a sentence; or why not. */
    public static String outcome(LedgerOutcome outcome, MoneyUnit unit) {
        return LedgerTable.outcome(outcome, unit);
    }

    /** {@code {"accepted": true, "entry": {...}}} or {@code {"accepted": false, "reason": ...}}. */
    public static String outcomeJson(LedgerOutcome outcome, MoneyUnit unit) {
        return LedgerJson.outcome(outcome, unit);
    }

    /** What an audit found. */
    public static String audit(LedgerAudit audit, MoneyUnit unit) {
        return LedgerTable.audit(audit, unit);
    }

    /** {@code {"entries": ..., "hash": ..., "faults": [...]}}. */
    public static String auditJson(LedgerAudit audit, MoneyUnit unit) {
        return LedgerJson.audit(audit, unit);
    }

    /**
     * Every line as CSV.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void export(Ledger ledger, Writer out) {
        LedgerCsv.write(ledger, out);
    }
}
