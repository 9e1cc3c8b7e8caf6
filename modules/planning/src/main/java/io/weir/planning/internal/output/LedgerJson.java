package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.MoneyUnit;
import io.weir.enforcer.LedgerAudit;
import io.weir.enforcer.LedgerBalance;
import io.weir.enforcer.LedgerEntry;
import io.weir.enforcer.LedgerOutcome;
import io.weir.enforcer.LedgerReservation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A ledger for programs: one document on one line. Amounts are currency, exact; times are ISO 8601. */
public final class LedgerJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private LedgerJson() {}

    /** How accounts stand, and what is reserved. */
    public static String balances(List<LedgerBalance> balances, List<LedgerReservation> open, MoneyUnit unit) {
        ObjectNode root = root(unit);
        ArrayNode list = root.putArray("balances");
        for (LedgerBalance balance : balances) {
            ObjectNode node = list.addObject();
            node.put("account", balance.account().path());
            node.put("period", balance.span().toString());
            node.put(
                    "limit", balance.limit().isPresent() ? money(balance.limit().getAsLong()) : null);
            node.put("settled", money(balance.settled()));
            node.put("reserved", money(balance.reserved()));
            node.put("left", balance.limit().isPresent() ? money(balance.room()) : null);
            node.put("overrun", money(balance.overrun()));
            node.put("blocked", balance.blocked() > 0);
            node.put("closed", balance.closed());
        }
        ArrayNode reservations = root.putArray("reservations");
        for (LedgerReservation one : open) {
            ObjectNode node = reservations.addObject();
            node.put("id", one.id());
            node.put("account", one.account().path());
            node.put("period", one.span().toString());
            node.put("lease", one.lease());
            node.put("reserved", money(one.left()));
            node.put("settled", money(one.settled()));
            node.put("expires", time(one.expires()));
        }
        return PlanJson.text(root);
    }

    /** What was booked, or why not. */
    public static String outcome(LedgerOutcome outcome, MoneyUnit unit) {
        ObjectNode root = root(unit);
        root.put("accepted", outcome.accepted());
        if (outcome instanceof LedgerOutcome.Accepted accepted) {
            root.put("again", accepted.again());
            root.set("entry", entry(accepted.entry()));
        } else if (outcome instanceof LedgerOutcome.Refused refused) {
            root.put("reason", refused.reason().name().toLowerCase(Locale.ROOT));
            root.put("message", refused.message());
            root.put("advice", refused.advice());
        }
        return PlanJson.text(root);
    }

    private static ObjectNode entry(LedgerEntry entry) {
        ObjectNode node = NODES.objectNode();
        node.put("sequence", entry.sequence());
        node.put("at", entry.at().toString());
        node.put("kind", LedgerTable.word(entry.kind()));
        node.put("key", entry.key());
        node.put("account", entry.account().path());
        node.put("period", entry.span().toString());
        node.put("amount", entry.kind() == LedgerEntry.Kind.LIMIT && entry.amount() < 0 ? null : money(entry.amount()));
        node.put("reservation", entry.reservation().isEmpty() ? null : entry.reservation());
        node.put("other", entry.other().isEmpty() ? null : entry.other());
        node.put("last", entry.last());
        node.put("expires", entry.expires() == 0 ? null : time(entry.expires()));
        node.put("overrun", money(entry.overrun()));
        node.put("who", entry.who());
        node.put("why", entry.why());
        node.put("hash", entry.hash());
        return node;
    }

    /** What an audit found. */
    public static String audit(LedgerAudit audit, MoneyUnit unit) {
        ObjectNode root = root(unit);
        root.put("entries", audit.entries());
        root.put("hash", audit.hash());
        root.put("settled", money(audit.settled()));
        root.put("reserved", money(audit.reserved()));
        root.put("overrun", money(audit.overrun()));
        root.put("clean", audit.clean());
        root.put("fault_count", audit.faultCount());
        ArrayNode faults = root.putArray("faults");
        audit.faults().forEach(faults::add);
        return PlanJson.text(root);
    }

    private static ObjectNode root(MoneyUnit unit) {
        ObjectNode root = NODES.objectNode();
        root.put("currency", unit.currency().map(c -> c.getCurrencyCode()).orElse(null));
        return root;
    }

    private static BigDecimal money(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
