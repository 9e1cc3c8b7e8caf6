package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.planning.AllocationReport;
import io.weir.planning.AllocationReport.Errors;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the allocation agent has learned as text: a table for people, a document for programs. */
public final class AllocationTexts {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    private static final String FORMAT = "weir-allocation/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int WIDTH = 100;

    private AllocationTexts() {}

    /** For people. */
    public static String text(AllocationReport report) {
        var table = new TextTable(
                List.of("channels", "rows", "policy", "policy, by spend", "model", "shadow price"), Set.of(0));
        for (Errors one : report.errors()) {
            table.add(List.of(
                    one.kind(),
                    Integer.toString(one.rows()),
                    number(one.policy()),
                    number(one.policyBySpend()),
                    number(one.model()),
                    number(one.shadowPrice())));
        }
        return "Marginal returns in markets that were not learned from: off by (root mean square of the logarithm)\n\n"
                + String.join("\n", table.render(WIDTH)) + "\n\n" + verdict(report);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Where the policy is worth having, in a sentence. */
    private static String verdict(AllocationReport report) {
        String behind = report.errors().stream()
                .filter(one -> one.policy() >= Math.min(one.model(), one.shadowPrice()))
                .map(Errors::kind)
                .collect(Collectors.joining(", "));
        return behind.isEmpty()
                ? "The policy is nearer to the truth than the model and than the shadow price in every kind of channel."
                : "The policy is not nearer to the truth than both of them in: " + behind
                        + ". More markets (--markets) may help.";
    }

    /** For programs. */
    public static String json(AllocationReport report) {
        ObjectNode node = NODES.objectNode();
        node.put("format", FORMAT);
        ArrayNode worlds = node.putArray("worlds");
        report.worlds().forEach(worlds::add);
        node.put("markets", report.markets());
        node.put("seed", report.seed());
        node.put("policy", report.policy());
        node.put("rows", report.rows());
        ArrayNode errors = node.putArray("errors");
        for (Errors one : report.errors()) {
            ObjectNode entry = errors.addObject();
            entry.put("kind", one.kind());
            entry.put("rows", one.rows());
            entry.set("policy", ChartData.number(one.policy()));
            entry.set("policy_by_spend", ChartData.number(one.policyBySpend()));
            entry.set("model", ChartData.number(one.model()));
            entry.set("shadow_price", ChartData.number(one.shadowPrice()));
        }
        return PlanJson.text(node);
    }
}
