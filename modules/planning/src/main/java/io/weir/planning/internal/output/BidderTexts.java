package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Band;
import io.weir.planning.BidderReport;
import io.weir.planning.BidderReport.Contender;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A trained bidder as text: a table and figures for people, a document for programs. */
public final class BidderTexts {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    private static final String FORMAT = "weir-bidder/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int WIDTH = 100;
    private static final double PER_CENT = 100;

    private BidderTexts() {}

    /** For people. */
    public static String text(BidderReport report) {
        var table =
                new TextTable(List.of("bidder", "value of bound", "value over paced", "spent of target"), Set.of(0));
        for (Contender one : report.contenders()) {
            table.add(List.of(one.name(), ratio(one.ofBound()), signedPercent(one.overPaced()), percent(one.spent())));
        }
        return report.channel() + " in " + String.join(", ", report.worlds()) + ", judged in " + report.markets()
                + " fresh markets; means with 95 % intervals\n\n"
                + String.join("\n", table.render(WIDTH)) + "\n\n"
                + verdict(report) + "\n\n"
                + figures(report);
    }

    /** Whether learning was worth it, in a sentence. */
    static String verdict(BidderReport report) {
        Band lead = report.learned().overPaced();
        if (report.beatsPaced()) {
            return "The learned bidder brings " + signedPercent(lead) + " more than the paced one.";
        }
        String learned = lead.high() < 0
                ? "The learned bidder brings less than the paced one (" + signedPercent(lead) + ")"
                : "Learning does not beat the paced bidder beyond doubt (" + signedPercent(lead) + ")";
        return learned
                + report.aheadOfPaced()
                        .map(one -> "; " + one.name() + " does (" + signedPercent(one.overPaced()) + ").")
                        .orElse(", and no controller does.");
    }

    private static String figures(BidderReport report) {
        var lines = new StringBuilder();
        Band bound = report.learned().ofBound();
        lines.append(String.format(
                Locale.ROOT,
                "bidder-of-bound  %.4f  ratio    [%.4f, %.4f]  >= %.2f  %s%n",
                bound.value(),
                bound.low(),
                bound.high(),
                BidderReport.LEAST_OF_BOUND,
                bound.value() >= BidderReport.LEAST_OF_BOUND ? "holds" : "falls short"));
        double minutes = report.training().minutes();
        lines.append(String.format(
                Locale.ROOT,
                "train-minutes    %.2f    minutes  [%.2f, %.2f]  <= %.0f  %s",
                minutes,
                minutes,
                minutes,
                BidderReport.MOST_MINUTES,
                status(report, minutes)));
        return lines.toString();
    }

    private static String status(BidderReport report, double minutes) {
        if (report.holds()) {
            return "holds";
        }
        return minutes <= BidderReport.MOST_MINUTES
                ? "falls short: it did not reach its share of the bound"
                : "falls short";
    }

    static String ratio(Band band) {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f]", band.value(), band.low(), band.high());
    }

    static String percent(Band band) {
        return String.format(
                Locale.ROOT,
                "%.1f %% [%.1f, %.1f]",
                PER_CENT * band.value(),
                PER_CENT * band.low(),
                PER_CENT * band.high());
    }

    static String signedPercent(Band band) {
        return String.format(
                Locale.ROOT,
                "%+.2f %% [%+.2f, %+.2f]",
                PER_CENT * band.value(),
                PER_CENT * band.low(),
                PER_CENT * band.high());
    }

    /** For programs. */
    public static String json(BidderReport report) {
        return PlanJson.text(document(report));
    }

    /** Everything that the report holds. */
    static ObjectNode document(BidderReport report) {
        ObjectNode node = NODES.objectNode();
        node.put("format", FORMAT);
        node.put("channel", report.channel());
        ArrayNode worlds = node.putArray("worlds");
        report.worlds().forEach(worlds::add);
        node.put("currency", report.currency().isEmpty() ? null : report.currency());
        node.put("policy", report.policy());
        ObjectNode training = node.putObject("training");
        training.put("seed", report.training().seed());
        training.put("steps", report.training().steps());
        training.put("configuration", report.training().configuration());
        training.put("versions", report.training().versions());
        training.put("kept_round", report.training().keptRound());
        training.set("train_minutes", ChartData.number(report.training().minutes()));
        ArrayNode curve = training.putArray("curve");
        report.training().curve().forEach(point -> {
            ObjectNode one = curve.addObject();
            one.put("round", point.round());
            one.set("gain_percent", ChartData.number(point.gain()));
        });
        node.put("markets", report.markets());
        ArrayNode contenders = node.putArray("contenders");
        report.contenders().forEach(one -> {
            ObjectNode entry = contenders.addObject();
            entry.put("name", one.name());
            entry.set("of_bound", ChartData.band(one.ofBound()));
            entry.set("over_paced", ChartData.band(one.overPaced()));
            entry.set("spent", ChartData.band(one.spent()));
        });
        node.put("beats_paced", report.beatsPaced());
        ArrayNode weeks = node.putArray("weeks");
        report.weeks().forEach(week -> {
            ObjectNode entry = weeks.addObject();
            entry.put("name", week.name());
            entry.set("target", ChartData.number(week.target()));
            entry.set("spent", numbers(week.spent()));
            entry.set("bid", numbers(week.bid()));
            entry.set("won", numbers(week.won()));
            entry.set("price", numbers(week.price()));
        });
        return node;
    }

    private static ArrayNode numbers(ImmutableDoubleArray values) {
        return ChartData.numbers(values.toArray());
    }
}
