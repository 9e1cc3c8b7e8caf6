package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.planning.FittedWorld;
import io.weir.planning.FittedWorld.Answer;
import io.weir.planning.FittedWorld.FittedChannel;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How well a world was fitted to a business, as text: a table for people, a document for programs. */
public final class FittedWorldTexts {
    /** Name and version of the layout; the number rises when a key changes its meaning or goes away. */
    private static final String FORMAT = "weir-world/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int WIDTH = 100;
    /** Difference of a channel at its usual spend beyond which the world should not be trusted for it. */
    private static final double FAR = 0.25;
    /** Share of the usual spend that a channel should be able to spend. */
    private static final double SPENDABLE = 0.9;

    private FittedWorldTexts() {}

    /** For people: at most 100 columns. */
    public static String text(FittedWorld fitted) {
        World world = fitted.world();
        String kpi = world.kpi() == KpiKind.REVENUE
                ? world.unit()
                        .currency()
                        .map(c -> " (" + c.getCurrencyCode() + ")")
                        .orElse("")
                : " (conversions)";
        String periods = fitted.periods() + (world.period() == PeriodLength.WEEK ? " weeks" : " days");
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,.0f people, %d channels, by the %s",
                world.name(),
                world.people(),
                world.channels().size(),
                world.ticksPerDay() == 1 ? "day" : "hour"));
        lines.add(String.format(
                Locale.ROOT,
                "%s per %s: history %,.0f, world %,.0f",
                world.kpi().name().toLowerCase(Locale.ROOT),
                world.period().name().toLowerCase(Locale.ROOT),
                fitted.kpi().model(),
                fitted.kpi().world()));
        lines.add("");
        lines.add("What " + periods + " of each channel's usual spend bring beyond nothing spent" + kpi + ",");
        lines.add("and what the world says of the model's at half and one and a half times the spend:");
        var table = new TextTable(
                List.of("channel", "model", "90 % interval", "world", "at half", "at one and a half"), Set.of(0));
        for (FittedChannel channel : fitted.channels()) {
            Answer usual = channel.usually();
            table.add(List.of(
                    channel.name(),
                    whole(usual.model()),
                    whole(usual.low()) + " to " + whole(usual.high()),
                    whole(usual.world()),
                    ofModel(channel.brought().get(0)),
                    ofModel(channel.brought().get(2))));
        }
        lines.addAll(table.render(WIDTH));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "The world is off the model's mean by %.1f %% (median), %.1f %% at worst at usual spend.",
                100 * fitted.medianDifference(),
                100 * fitted.worstDifference()));
        lines.add(String.format(
                Locale.ROOT, "%.0f %% of its answers are within the model's 90 %% interval.", 100 * fitted.within()));
        doubts(fitted, lines);
        lines.add("");
        lines.add("Not told by the history, and assumed:");
        fitted.assumed().forEach(one -> lines.add("- " + one));
        return String.join("\n", lines);
    }

    private static void doubts(FittedWorld fitted, List<String> lines) {
        for (FittedChannel channel : fitted.channels()) {
            if (!(channel.usually().difference() <= FAR)) {
                lines.add("Warning: the world does not answer as the model does in " + channel.name() + ".");
                lines.add("Do not learn from it how " + channel.name() + " works.");
            }
            if (channel.spent() < SPENDABLE) {
                lines.add(String.format(
                        Locale.ROOT,
                        "Warning: only %.0f %% of the usual spend of %s can be spent in the world.",
                        100 * channel.spent(),
                        channel.name()));
            }
        }
    }

    /** The world's over the model's. */
    private static String ofModel(Answer answer) {
        return Math.abs(answer.model()) < answer.least()
                ? answer.isNothing() ? "nothing" : "more"
                : String.format(Locale.ROOT, "%.0f %%", 100 * answer.world() / answer.model());
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** For programs: one document. */
    public static String json(FittedWorld fitted) {
        ObjectNode root = NODES.objectNode();
        root.put("format", FORMAT);
        root.put("world", fitted.world().name());
        root.set("people", ChartData.number(fitted.world().people()));
        root.put("periods", fitted.periods());
        root.set("kpi_per_period", answer(fitted.kpi()));
        root.set("median_difference", ChartData.number(fitted.medianDifference()));
        root.set("worst_difference", ChartData.number(fitted.worstDifference()));
        root.set("within_interval", ChartData.number(fitted.within()));
        ArrayNode channels = root.putArray("channels");
        for (FittedChannel channel : fitted.channels()) {
            ObjectNode node = channels.addObject();
            node.put("channel", channel.name());
            node.set("usual_spend", ChartData.number(channel.usual()));
            ArrayNode brought = node.putArray("brought");
            for (int k = 0; k < FittedWorld.MULTIPLES.size(); k++) {
                ObjectNode one = answer(channel.brought().get(k));
                one.put("multiple", FittedWorld.MULTIPLES.get(k));
                brought.add(one);
            }
            node.set("after", answer(channel.after()));
            channel.price().ifPresent(price -> node.set("price", ChartData.number(price)));
            node.set("world_price", ChartData.number(channel.worldPrice()));
            node.set("spent", ChartData.number(channel.spent()));
        }
        ArrayNode assumed = root.putArray("assumed");
        fitted.assumed().forEach(assumed::add);
        ArrayNode files = root.putArray("files");
        fitted.files().keySet().forEach(files::add);
        return PlanJson.text(root);
    }

    private static ObjectNode answer(Answer answer) {
        ObjectNode node = NODES.objectNode();
        node.set("model", ChartData.number(answer.model()));
        node.set("low", ChartData.number(answer.low()));
        node.set("high", ChartData.number(answer.high()));
        node.set("world", ChartData.number(answer.world()));
        return node;
    }
}
