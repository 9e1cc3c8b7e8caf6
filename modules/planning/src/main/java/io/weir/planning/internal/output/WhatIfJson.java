package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Estimate;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.Difference;
import io.weir.planning.WhatIfReport.Played;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.WhatIfReport.Unchanged;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code whatif.json}: everything a comparison holds, in a fixed order of keys. Its layout stands in {@code docs/whatif.md};
 * plans are laid out as in {@code plan.json}, without curves, the fit, facts and diagnostics.
 */
public final class WhatIfJson {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    static final String FORMAT = "weir-whatif/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final List<String> LEFT_OUT =
            List.of("format", "workspace", "currency", "fit", "facts", "diagnostics", "provenance");
    private static final List<String> LEFT_OUT_OF_CHANNELS = List.of("curve", "carry_over", "verdict");

    private final WhatIfReport report;
    private final WhatIfRows rows;

    private WhatIfJson(WhatIfReport report) {
        this.report = report;
        this.rows = WhatIfRows.of(report);
    }

    /** The document for people and files: indented, ends with a line feed. */
    public static String pretty(WhatIfReport report) {
        return PlanJson.indented(new WhatIfJson(report).document());
    }

    /** The same document on one line, for a pipe. */
    public static String compact(WhatIfReport report) {
        return PlanJson.text(new WhatIfJson(report).document());
    }

    private ObjectNode document() {
        ObjectNode node = NODES.objectNode();
        node.put("format", FORMAT);
        node.put("workspace", report.workspace());
        node.put(
                "currency",
                report.base().unit().currency().map(c -> c.getCurrencyCode()).orElse(null));
        node.put("draws", report.base().diagnostics().draws());
        node.set("seconds", NODES.numberNode(new BigDecimal(String.format(Locale.ROOT, "%.1f", report.seconds()))));
        node.set("base", plan(report.base()));
        ArrayNode scenarios = node.putArray("scenarios");
        report.scenarios().forEach(s -> scenarios.add(scenario(s)));
        ObjectNode provenance = node.putObject("provenance");
        report.provenance().forEach(provenance::put);
        return node;
    }

    private ObjectNode scenario(ScenarioReport s) {
        ObjectNode node = NODES.objectNode();
        node.put("name", s.name());
        node.put("file", s.file());
        texts(node.putArray("changes"), s.changes());
        node.put("own_calibration", s.ownCalibration());
        node.set("difference", difference(s.difference()));
        node.put("incomparable", s.incomparable().isEmpty() ? null : s.incomparable());
        node.set("unchanged", s.unchanged().<JsonNode>map(this::unchanged).orElseGet(NODES::nullNode));
        node.put("impossible", s.impossible().isEmpty() ? null : s.impossible());
        node.set("market", s.played().<JsonNode>map(WhatIfJson::played).orElseGet(NODES::nullNode));
        ArrayNode spend = node.putArray("spend_per_period");
        rows.moves(s).forEach(move -> {
            ObjectNode channel = spend.addObject();
            channel.put("channel", move.channel());
            channel.set("base", amount(move.base()));
            channel.set("scenario", amount(move.scenario()));
        });
        texts(node.putArray("notes"), s.notes());
        node.set("plan", plan(s.plan()));
        return node;
    }

    private static ObjectNode played(Played played) {
        ObjectNode node = NODES.objectNode();
        node.put("markets", played.markets());
        node.set(
                "change",
                played.change()
                        .<JsonNode>map(change -> {
                            ObjectNode band = NODES.objectNode();
                            band.set("mean", number(change.value()));
                            band.set("low", number(change.low()));
                            band.set("high", number(change.high()));
                            return band;
                        })
                        .orElseGet(NODES::nullNode));
        node.put("impossible", played.impossible().isEmpty() ? null : played.impossible());
        return node;
    }

    private ObjectNode unchanged(Unchanged unchanged) {
        ObjectNode node = NODES.objectNode();
        node.set("spend", amount(unchanged.spend()));
        node.set("value", estimate(unchanged.value()));
        node.set("difference", difference(unchanged.difference()));
        node.set("replanning", difference(Optional.of(unchanged.replanning())));
        return node;
    }

    private static JsonNode difference(Optional<Difference> difference) {
        return difference
                .<JsonNode>map(d -> {
                    ObjectNode node = estimate(d.change());
                    node.set("probability_better", number(d.probabilityBetter()));
                    return node;
                })
                .orElseGet(NODES::nullNode);
    }

    private static ObjectNode plan(PlanReport plan) {
        ObjectNode node = PlanJson.tree(plan);
        node.remove(LEFT_OUT);
        node.get("channels").forEach(channel -> ((ObjectNode) channel).remove(LEFT_OUT_OF_CHANNELS));
        return node;
    }

    private static ObjectNode estimate(Estimate estimate) {
        ObjectNode node = NODES.objectNode();
        node.set("mean", number(estimate.mean()));
        node.set("low", number(estimate.low()));
        node.set("high", number(estimate.high()));
        return node;
    }

    private JsonNode amount(double value) {
        return node(Rounding.decimals(value, report.base().unit().decimals()));
    }

    private static JsonNode number(double value) {
        return node(Rounding.sixDigits(value));
    }

    private static JsonNode node(Optional<BigDecimal> value) {
        return value.<JsonNode>map(NODES::numberNode).orElseGet(NODES::nullNode);
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
