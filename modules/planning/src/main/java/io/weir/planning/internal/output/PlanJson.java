package io.weir.planning.internal.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.MoneyUnit;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Estimate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code plan.json}: everything a plan report holds, in a fixed order of keys. Its layout stands in
 * {@code docs/plan-json.md}. Amounts of spend carry the currency's decimals, every other number six significant digits;
 * what is not known is {@code null}.
 */
public final class PlanJson {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    static final String FORMAT = "weir-plan/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .nodeFactory(NODES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final PlanReport report;
    private final MoneyUnit unit;
    private final CellWords words;

    private PlanJson(PlanReport report) {
        this.report = report;
        this.unit = report.unit();
        this.words = new CellWords(report, new Figures(report, Figures.Typography.PLAIN));
    }

    /** The document for people and files: indented, ends with a line feed. */
    public static String pretty(PlanReport report) {
        return indented(tree(report));
    }

    /** A document for people and files. */
    static String indented(JsonNode tree) {
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written.", e);
        }
    }

    /** The same document on one line, for a pipe. */
    public static String compact(PlanReport report) {
        return text(tree(report));
    }

    /** The document as a tree, for a document that holds it. */
    public static ObjectNode tree(PlanReport report) {
        return new PlanJson(report).document();
    }

    static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written.", e);
        }
    }

    private ObjectNode document() {
        ObjectNode node = NODES.objectNode();
        node.put("format", FORMAT);
        node.put("workspace", report.workspace());
        node.put("goal", report.goal().word());
        node.put("kpi", report.kpiName());
        node.put("currency", unit.currency().map(c -> c.getCurrencyCode()).orElse(null));
        node.put("period_length", report.grid().length().name().toLowerCase(Locale.ROOT));
        node.put("start", report.grid().start().toString());
        node.put("periods", report.grid().periods());
        node.set("headline", headline(report.headline()));
        node.set("channels", list(report.channels().stream().map(this::channel).toList()));
        node.set("cells", list(report.cells().stream().map(this::cell).toList()));
        node.set("rules", list(report.rules().stream().map(this::rule).toList()));
        node.set("fit", fit(report.fit()));
        node.set("facts", list(report.facts().stream().map(this::fact).toList()));
        node.set("diagnostics", diagnostics(report.diagnostics()));
        node.set(
                "experiment",
                report.experiment().<JsonNode>map(this::experiment).orElseGet(NODES::nullNode));
        node.set("advice", report.advice().<JsonNode>map(this::advice).orElseGet(NODES::nullNode));
        node.set("notes", texts(report.notes()));
        ObjectNode provenance = node.putObject("provenance");
        report.provenance().forEach(provenance::put);
        return node;
    }

    private ObjectNode headline(PlanReport.Headline headline) {
        ObjectNode node = NODES.objectNode();
        node.set("budget", amount(headline.budget()));
        node.set("spend", amount(headline.spend()));
        node.set("value", estimate(headline.value()));
        node.set("carrying_on_spend", amount(headline.carryingOnSpend()));
        node.set("carrying_on", estimate(headline.carryingOn()));
        node.set("change", estimate(headline.change()));
        node.set("probability_better", number(headline.probabilityBetter()));
        node.set("probability_harm", number(headline.probabilityHarm()));
        node.set("gap", number(headline.gap()));
        node.set("return_on_spend", estimate(headline.returnOnSpend()));
        node.set("marginal_return", number(headline.marginalReturn()));
        node.set("carry_out", estimate(headline.carryOut()));
        node.set("unspent", amount(headline.unspent()));
        node.set("unspent_because", texts(headline.unspentBecause()));
        return node;
    }

    private ObjectNode channel(PlanReport.ChannelReport channel) {
        ObjectNode node = NODES.objectNode();
        node.put("name", channel.name());
        node.put("kind", channel.kind().name().toLowerCase(Locale.ROOT));
        node.set("history_mean", amount(channel.historyMean()));
        node.set("history_max", amount(channel.historyMax()));
        node.set("carrying_on", amount(channel.carryingOn()));
        node.set("planned", amount(channel.planned()));
        node.set("allowed_low", amount(channel.allowedLow()));
        node.set("allowed_high", amount(channel.allowedHigh()));
        node.set("expected", estimate(channel.expected()));
        node.set("return_on_spend", estimate(channel.returnOnSpend()));
        node.set("marginal_before", estimate(channel.marginalBefore()));
        node.set("marginal_after", estimate(channel.marginalAfter()));
        node.set("curve", list(channel.curve().stream().map(this::point).toList()));
        node.set("carry_over", estimates(channel.carryOver()));
        node.set("learnt", number(channel.learnt()));
        node.set("overlap", number(channel.overlap()));
        node.set("drift", estimate(channel.drift()));
        node.put("verdict", channel.verdict());
        return node;
    }

    private ObjectNode point(PlanReport.CurvePoint point) {
        ObjectNode node = NODES.objectNode();
        node.set("spend", amount(point.spend()));
        node.setAll(estimate(point.value()));
        return node;
    }

    private ObjectNode cell(PlanReport.Cell cell) {
        var column = report.grid().columns().get(cell.column());
        ObjectNode node = NODES.objectNode();
        node.put("period_start", report.grid().startOf(cell.period()).toString());
        node.put("channel", column.channel());
        column.geo().ifPresent(geo -> node.put("geo", geo));
        node.set("spend", NODES.numberNode(new BigDecimal(unit.plain(cell.micros()))));
        node.set("carrying_on", amount(cell.carryingOn()));
        node.set("expected", estimate(cell.expected()));
        node.set("marginal_return", number(cell.marginalReturn()));
        node.set("binding", texts(cell.binding()));
        node.set("not_more", reason(cell.notMore(), words.notMore(cell)));
        node.set("not_less", reason(cell.notLess(), words.notLess(cell)));
        return node;
    }

    private ObjectNode reason(PlanReport.Reason reason, String text) {
        ObjectNode node = NODES.objectNode();
        node.put("text", text);
        node.set("step", amount(reason.step()));
        node.set("rules", texts(reason.rules()));
        if (reason.other().isPresent()) {
            int other = reason.other().getAsInt();
            var grid = report.grid();
            var column = grid.columns().get(grid.columnOf(other));
            ObjectNode place = node.putObject("other");
            place.put("period_start", grid.startOf(grid.periodOf(other)).toString());
            place.put("channel", column.channel());
            column.geo().ifPresent(geo -> place.put("geo", geo));
        }
        node.set("change", number(reason.change()));
        return node;
    }

    private ObjectNode rule(PlanReport.RuleReport rule) {
        ObjectNode node = NODES.objectNode();
        node.put("id", rule.id());
        node.put("where", rule.where());
        node.put("text", rule.text());
        node.put("binding", rule.binding());
        node.set("cost", number(rule.cost()));
        node.set("shadow_price", number(rule.shadowPrice()));
        node.put("shadow_price_step", rule.step());
        node.put("broken", rule.broken());
        return node;
    }

    private ObjectNode fit(PlanReport.Fit fit) {
        ObjectNode node = NODES.objectNode();
        node.set("r2", number(fit.r2()));
        node.set("mape", number(fit.mape()));
        node.set(
                "periods", texts(fit.periods().stream().map(LocalDate::toString).toList()));
        node.set("actual", numbers(fit.actual()));
        node.set("fitted", estimates(fit.fitted()));
        node.set("baseline", numbers(fit.baseline()));
        ObjectNode contributions = node.putObject("contributions");
        fit.contributions().forEach((channel, values) -> contributions.set(channel, numbers(values)));
        return node;
    }

    private ObjectNode fact(PlanReport.Fact fact) {
        return NODES.objectNode()
                .put("severity", fact.severity().name().toLowerCase(Locale.ROOT))
                .put("text", fact.text());
    }

    private ObjectNode diagnostics(PlanReport.Diagnostics diagnostics) {
        ObjectNode node = NODES.objectNode();
        node.set("r_hat", number(diagnostics.rHat()));
        node.set("effective_draws", number(diagnostics.effectiveDraws()));
        node.put("divergences", diagnostics.divergences());
        node.put("draws", diagnostics.draws());
        node.set("inside", number(diagnostics.inside()));
        node.set("holdout", diagnostics.holdout().<JsonNode>map(this::holdout).orElseGet(NODES::nullNode));
        node.set("warnings", texts(diagnostics.warnings()));
        node.set("sentences", texts(diagnostics.sentences()));
        return node;
    }

    private ObjectNode holdout(PlanReport.Holdout holdout) {
        ObjectNode node = NODES.objectNode();
        node.put("periods", holdout.periods());
        node.set("error", number(holdout.error()));
        node.set("naive_error", number(holdout.naiveError()));
        node.set("inside", number(holdout.inside()));
        return node;
    }

    private ObjectNode experiment(PlanReport.NextExperiment experiment) {
        ObjectNode node = NODES.objectNode();
        node.put("pays", experiment.pays());
        node.set("tests", list(experiment.tests().stream().map(this::test).toList()));
        return node;
    }

    private ObjectNode advice(PlanReport.Advice advice) {
        ObjectNode node = NODES.objectNode();
        node.put("policy", advice.policy());
        node.put("used", advice.used());
        node.set("optimiser", estimate(advice.optimiser()));
        node.set("agent", estimate(advice.agent()));
        node.set("probability_harm", number(advice.harm()));
        node.set(
                "caution",
                advice.caution().isPresent() ? number(advice.caution().getAsDouble()) : NODES.nullNode());
        ObjectNode gain = node.putObject("gain");
        gain.set("mean", number(advice.gain().value()));
        gain.set("low", number(advice.gain().low()));
        gain.set("high", number(advice.gain().high()));
        node.put("markets", advice.markets());
        node.set("channels", list(advice.channels().stream().map(this::advised).toList()));
        return node;
    }

    private ObjectNode advised(PlanReport.ChannelAdvice channel) {
        ObjectNode node = NODES.objectNode();
        node.put("channel", channel.name());
        node.set("optimiser", amount(channel.optimiser()));
        node.set("agent", amount(channel.agent()));
        return node;
    }

    private ObjectNode test(PlanReport.LiftTest test) {
        ObjectNode node = NODES.objectNode();
        node.put("channel", test.channel());
        node.put("periods", test.periods());
        node.set("planned", amount(test.planned()));
        node.set("tested", amount(test.tested()));
        node.set("lift", estimate(test.lift()));
        node.set("standard_error", number(test.standardError()));
        node.set("cost", number(test.cost()));
        node.set("gain", number(test.gain()));
        node.set("gain_share", number(test.gainShare()));
        return node;
    }

    private JsonNode amount(double value) {
        return node(Rounding.decimals(value, unit.decimals()));
    }

    private JsonNode number(double value) {
        return node(Rounding.sixDigits(value));
    }

    private static JsonNode node(Optional<BigDecimal> value) {
        return value.<JsonNode>map(NODES::numberNode).orElseGet(NODES::nullNode);
    }

    private JsonNode estimate(Optional<Estimate> estimate) {
        return estimate.<JsonNode>map(this::estimate).orElseGet(NODES::nullNode);
    }

    private ObjectNode estimate(Estimate estimate) {
        ObjectNode node = NODES.objectNode();
        node.set("mean", number(estimate.mean()));
        node.set("low", number(estimate.low()));
        node.set("high", number(estimate.high()));
        return node;
    }

    private ArrayNode estimates(List<Estimate> values) {
        return list(values.stream().map(this::estimate).toList());
    }

    private ArrayNode numbers(List<Double> values) {
        return list(values.stream().map(this::number).toList());
    }

    private static ArrayNode texts(Collection<String> values) {
        return list(values.stream().map(NODES::textNode).toList());
    }

    private static ArrayNode list(Collection<? extends JsonNode> values) {
        return NODES.arrayNode().addAll(values);
    }
}
