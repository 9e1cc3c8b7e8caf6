package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.Band;
import io.weir.planning.RunReport;
import io.weir.planning.RunReport.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs of teams as text: a table for people, a document for programs. */
public final class RunTexts {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    private static final String FORMAT = "weir-run/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int WIDTH = 100;

    private RunTexts() {}

    /** For people. */
    public static String text(RunReport report) {
        var table = new TextTable(
                List.of(
                        "targets set by",
                        "brought (" + report.kpi() + ")",
                        "over the history's split",
                        "spent of budget"),
                Set.of(0));
        for (Method one : report.methods()) {
            table.add(List.of(
                    one.name(),
                    band(report, "%,.0f", one.brought(), 1, ""),
                    band(report, "%+.1f", one.overHistory(), 100, " %"),
                    band(report, "%.1f", one.spent(), 100, " %")));
        }
        String troubles = report.troubles().isEmpty() ? "" : "\n\n" + String.join("\n", report.troubles());
        return report.world() + ", " + report.periods().size() + " periods in "
                + (report.markets() == 1 ? "one market" : report.markets() + " markets; means with 95 % intervals")
                + "\n\n"
                + String.join("\n", table.render(WIDTH)) + "\n\n"
                + verdict(report) + "\n" + audit(report) + troubles;
    }

    /** Which way brought most, in a sentence. */
    static String verdict(RunReport report) {
        Method first = report.methods().get(0);
        if (first.overHistory().low() == 0 && first.overHistory().high() == 0) {
            return capital(first.name()) + " is what the others are held against.";
        }
        Band over = first.overHistory();
        String words = String.format(
                Locale.ROOT,
                "%s brings %s than the history's split",
                capital(first.name()),
                String.format(
                        Locale.ROOT, "%.1f %% %s", 100 * Math.abs(over.value()), over.value() < 0 ? "less" : "more"));
        if (report.markets() == 1) {
            return words + " in this market; a difference in one market may be chance.";
        }
        return words + (over.low() > 0 || over.high() < 0 ? "." : ", which may be chance: the interval holds 0.");
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** What the audits found, in a sentence. */
    static String audit(RunReport report) {
        RunReport.Money money = report.money();
        return money.clean()
                ? String.format(
                        Locale.ROOT,
                        "Money: %d runs, %,d ledger lines, nothing overspent, nothing unaccounted for.",
                        money.runs(),
                        money.entries())
                : String.format(
                        Locale.ROOT,
                        "Money: %d faults, %d targets overspent, %.6f unaccounted for.",
                        money.faults(),
                        money.overspent(),
                        money.unaccounted());
    }

    private static String band(RunReport report, String format, Band band, double times, String unit) {
        String value = String.format(Locale.ROOT, format, times * band.value()) + unit;
        return report.markets() == 1
                ? value
                : value
                        + String.format(
                                Locale.ROOT,
                                " [" + format + ", " + format + "]",
                                times * band.low(),
                                times * band.high());
    }

    /** For programs. */
    public static String json(RunReport report) {
        return PlanJson.text(document(report));
    }

    /** Everything that the report holds. */
    static ObjectNode document(RunReport report) {
        ObjectNode node = NODES.objectNode();
        node.put("format", FORMAT);
        node.put("world", report.world());
        node.put("seed", report.seed());
        node.put("currency", report.currency().isEmpty() ? null : report.currency());
        node.put("kpi", report.kpi());
        node.set("budget", ChartData.number(report.budget()));
        node.put("markets", report.markets());
        node.put("periods_after", report.after());
        ArrayNode channels = node.putArray("channels");
        report.channels().forEach(channels::add);
        ArrayNode methods = node.putArray("methods");
        report.methods().forEach(one -> {
            ObjectNode entry = methods.addObject();
            entry.put("name", one.name());
            entry.set("brought", ChartData.band(one.brought()));
            entry.set("over_history", ChartData.band(one.overHistory()));
            entry.set("spent", ChartData.band(one.spent()));
            entry.set("brought_so_far", ChartData.numbers(one.soFar().toArray()));
        });
        ArrayNode periods = node.putArray("periods");
        report.periods().forEach(one -> {
            ObjectNode entry = periods.addObject();
            entry.put("start", one.start().toString());
            entry.set("targets", ChartData.numbers(one.targets().toArray()));
            entry.set("spend", ChartData.numbers(one.spend().toArray()));
            entry.set("shadow_prices", ChartData.numbers(one.prices().toArray()));
            entry.set("moved", ChartData.number(one.moved()));
            entry.set("brought", ChartData.number(one.brought()));
        });
        ArrayNode credits = node.putArray("credits");
        report.credits().forEach(one -> {
            ObjectNode entry = credits.addObject();
            entry.set("spend", ChartData.number(one.spend()));
            entry.set("last_click", ChartData.number(one.lastClick()));
            entry.set(
                    "shapley",
                    one.shapley().isPresent() ? ChartData.number(one.shapley().getAsDouble()) : NODES.nullNode());
        });
        ObjectNode messages = node.putObject("messages");
        report.messages().forEach((who, said) -> messages.set(who, ChartData.numbers(said.toArray())));
        ObjectNode money = node.putObject("money");
        money.put("runs", report.money().runs());
        money.put("entries", report.money().entries());
        money.put("faults", report.money().faults());
        money.put("overspent", report.money().overspent());
        money.set("unaccounted", ChartData.number(report.money().unaccounted()));
        ArrayNode troubles = node.putArray("troubles");
        report.troubles().forEach(troubles::add);
        return node;
    }
}
