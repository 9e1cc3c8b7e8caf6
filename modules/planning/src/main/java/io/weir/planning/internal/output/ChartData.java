package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.Band;
import io.weir.core.Goal;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.PlanReport.Estimate;
import java.util.Arrays;
import java.util.Locale;

/** What the report's script draws, as JSON that may stand inside a script element. */
final class ChartData {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final PlanReport report;
    private final Figures figures;
    private final ChannelWeeks weeks;

    private ChartData(PlanReport report, Figures figures) {
        this.report = report;
        this.figures = figures;
        this.weeks = ChannelWeeks.of(report);
    }

    /** The document, without any character that could end a script element. */
    static String json(PlanReport report, Figures figures) {
        return embeddable(new ChartData(report, figures).document());
    }

    /** A document as it may stand inside a script element. */
    static String embeddable(JsonNode document) {
        return PlanJson.text(document)
                .replace("&", "\\u0026")
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private ObjectNode document() {
        ObjectNode node = NODES.objectNode();
        node.put("period", figures.period());
        node.put("spendUnit", figures.currency());
        node.put("valueUnit", figures.valueUnit());
        node.put("returnUnit", figures.returnUnit());
        node.put("valueNoun", figures.valueNoun());
        node.put("kpi", report.kpiName());
        boolean counts = !report.goal().isMoney() || report.goal() == Goal.LIFETIME_VALUE; // of conversions
        node.put("kpiUnit", counts ? "" : figures.currency());
        node.put("breakEven", report.goal() == Goal.REVENUE);
        ArrayNode channels = node.putArray("channels");
        report.channels().forEach(channel -> channels.add(channel(channel)));
        ArrayNode starts = node.putArray("weeks");
        for (int period = 0; period < report.grid().periods(); period++) {
            starts.add(report.grid().startOf(period).toString());
        }
        node.set("carryingOn", numbers(weeks.carryingOnPerPeriod()));
        ArrayNode waterfall = node.putArray("waterfall");
        Waterfall.of(report).steps().forEach(step -> waterfall.add(step(step)));
        node.set("fit", fit());
        return node;
    }

    private ObjectNode channel(ChannelReport channel) {
        ObjectNode node = NODES.objectNode();
        node.put("name", channel.name());
        node.set("before", number(channel.carryingOn()));
        node.set("after", number(channel.planned()));
        node.set("low", number(channel.allowedLow()));
        node.set("high", number(channel.allowedHigh()));
        node.set("historyMax", number(channel.historyMax()));
        node.set("marginalBefore", estimate(channel.marginalBefore()));
        node.set("marginalAfter", estimate(channel.marginalAfter()));
        Curves.at(channel.curve(), channel.carryingOn()).ifPresent(v -> node.set("valueBefore", estimate(v)));
        Curves.at(channel.curve(), channel.planned()).ifPresent(v -> node.set("valueAfter", estimate(v)));
        ArrayNode curve = node.putArray("curve");
        channel.curve()
                .forEach(point -> curve.addArray().add(number(point.spend())).addAll(estimate(point.value())));
        ArrayNode carryOver = node.putArray("carryOver");
        channel.carryOver().forEach(share -> carryOver.add(estimate(share)));
        node.set("spend", numbers(weeks.spendOf(channel.name())));
        return node;
    }

    private ObjectNode step(Waterfall.Step step) {
        ObjectNode node = NODES.objectNode();
        node.put("name", step.name());
        node.put("kind", step.kind().name().toLowerCase(Locale.ROOT));
        node.set("from", number(step.from()));
        node.set("to", number(step.to()));
        step.size().ifPresent(size -> node.set("size", estimate(size)));
        return node;
    }

    private ObjectNode fit() {
        var fit = report.fit();
        ObjectNode node = NODES.objectNode();
        ArrayNode dates = node.putArray("dates");
        fit.periods().forEach(day -> dates.add(day.toString()));
        node.set("actual", numbers(fit.actual()));
        ArrayNode fitted = node.putArray("fitted");
        fit.fitted().forEach(value -> fitted.add(estimate(value)));
        node.set("baseline", numbers(fit.baseline()));
        ArrayNode contributions = node.putArray("contributions");
        fit.contributions()
                .forEach((name, values) ->
                        contributions.addObject().put("name", name).set("values", numbers(values)));
        return node;
    }

    static ArrayNode estimate(Estimate estimate) {
        return NODES.arrayNode()
                .add(number(estimate.mean()))
                .add(number(estimate.low()))
                .add(number(estimate.high()));
    }

    /** A number with its interval: value, low, high. */
    static ArrayNode band(Band band) {
        return numbers(new double[] {band.value(), band.low(), band.high()});
    }

    static ArrayNode numbers(Iterable<Double> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(value -> array.add(number(value)));
        return array;
    }

    static ArrayNode numbers(double[] values) {
        return numbers(Arrays.stream(values).boxed().toList());
    }

    static JsonNode number(double value) {
        return Rounding.sixDigits(value).<JsonNode>map(NODES::numberNode).orElseGet(NODES::nullNode);
    }
}
