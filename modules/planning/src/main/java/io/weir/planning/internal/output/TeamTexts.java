package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.Band;
import io.weir.planning.TeamReport;
import io.weir.planning.TeamReport.Change;
import io.weir.planning.TeamReport.Point;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a team has learned as text: a table for people, a document for programs. */
public final class TeamTexts {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    private static final String FORMAT = "weir-team/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int WIDTH = 100;

    private TeamTexts() {}

    /** For people. */
    public static String text(TeamReport report) {
        var table = new TextTable(List.of("channel", "target over history's split"), Set.of(0));
        for (Change one : report.changes()) {
            table.add(List.of(one.channel(), factor(one.factor())));
        }
        return "A team of " + report.agents().size() + " in " + String.join(", ", report.worlds()) + ", judged in "
                + report.markets() + " fresh markets"
                + (report.options().rivalsLearn() ? ", without the firm that it learned against" : "")
                + "; means with 95 % intervals\n\n"
                + String.join("\n", table.render(WIDTH)) + "\n\n"
                + verdict(report)
                + String.format(Locale.ROOT, "%n%nteam-train-minutes  %.2f", report.minutes());
    }

    /** Whether learning was worth it, in a sentence. */
    static String verdict(TeamReport report) {
        String gain = BidderTexts.signedPercent(report.gain());
        if (report.gain().low() > 0) {
            return "The team brings " + gain + " more than history's split with the same money.";
        }
        return report.gain().high() < 0
                ? "The team brings less than history's split (" + gain
                        + "): do not use it. Maybe more rounds or markets help."
                : "Learning does not beat history's split beyond doubt (" + gain
                        + "). Maybe more rounds or markets help.";
    }

    static String factor(Band band) {
        return String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", band.value(), band.low(), band.high());
    }

    /** For programs. */
    public static String json(TeamReport report) {
        return PlanJson.text(document(report));
    }

    /** Everything that the report holds. */
    static ObjectNode document(TeamReport report) {
        ObjectNode node = NODES.objectNode();
        node.put("format", FORMAT);
        ArrayNode worlds = node.putArray("worlds");
        report.worlds().forEach(worlds::add);
        node.put("seed", report.seed());
        node.put("folder", report.folder());
        node.put("training", report.options().yaml());
        ArrayNode agents = node.putArray("agents");
        report.agents().forEach(agents::add);
        node.put("markets", report.markets());
        node.set("gain", band(report.gain()));
        ArrayNode changes = node.putArray("changes");
        for (Change one : report.changes()) {
            ObjectNode entry = changes.addObject();
            entry.put("channel", one.channel());
            entry.set("factor", band(one.factor()));
        }
        ArrayNode curve = node.putArray("curve");
        for (Point one : report.curve()) {
            ObjectNode entry = curve.addObject();
            entry.put("round", one.round());
            entry.set("gain_percent", ChartData.number(one.gain()));
        }
        node.put("kept_round", report.kept());
        node.set("minutes", ChartData.number(report.minutes()));
        node.put("configuration", report.configuration());
        node.put("versions", report.versions());
        return node;
    }

    private static ArrayNode band(Band band) {
        return NODES.arrayNode()
                .add(ChartData.number(band.value()))
                .add(ChartData.number(band.low()))
                .add(ChartData.number(band.high()));
    }
}
