package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableMap;
import io.weir.core.KpiKind;
import io.weir.planning.Simulation;
import io.weir.planning.Version;
import io.weir.planning.WorldExplanation;
import io.weir.simulator.Amount;
import io.weir.simulator.ClairvoyantPlan;
import io.weir.simulator.Funnel;
import io.weir.simulator.GroundTruth;
import io.weir.simulator.GroundTruth.ChannelTruth;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.PeriodTruth;
import io.weir.simulator.ResponseCurves;
import io.weir.simulator.SimulatedHistory;
import io.weir.simulator.World;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The files of a simulation: a workspace, and the truth that the workspace does not know. */
public final class SimulationFiles {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    /** Periods that are planned. */
    private static final int PLANNED = 8;
    /** Periods whose mean spend makes the budget. */
    private static final int RECENT = 26;
    /** A share that is as good as all. */
    private static final double ALL = 0.9995;

    private final World world;
    private final long seed;
    private final SimulatedHistory history;

    private SimulationFiles(World world, long seed, SimulatedHistory history) {
        this.world = world;
        this.seed = seed;
        this.history = history;
    }

    private static SimulationFiles files(Simulation simulation) {
        return new SimulationFiles(simulation.world(), simulation.seed(), simulation.history());
    }

    /** {@code history.csv} and {@code weir.yaml}, by name. */
    public static ImmutableMap<String, byte[]> workspace(World world, long seed, SimulatedHistory history) {
        var files = new SimulationFiles(world, seed, history);
        return ImmutableMap.of("history.csv", utf8(files.history()), "weir.yaml", utf8(files.workspace()));
    }

    /** By name. */
    public static ImmutableMap<String, byte[]> of(Simulation simulation) {
        return ImmutableMap.<String, byte[]>builder()
                .putAll(workspace(simulation.world(), simulation.seed(), simulation.history()))
                .put("truth.json", utf8(PlanJson.indented(files(simulation).truthDocument(simulation.truth()))))
                .buildOrThrow();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String dateColumn() {
        return world.period().days() == 1 ? "day" : "week";
    }

    private static String spendColumn(MediaChannel channel) {
        return column(channel) + "_spend";
    }

    private static String volumeColumn(MediaChannel channel) {
        return column(channel)
                + switch (channel.kind()) {
                    case SEARCH -> "_clicks";
                    case EMAIL -> "_mails";
                    case SOCIAL, OTHER -> "_impressions";
                };
    }

    private static String column(MediaChannel channel) {
        return channel.name().replaceAll("[^A-Za-z0-9_]", "_");
    }

    private String kpiColumn() {
        return world.kpi().name().toLowerCase(Locale.ROOT);
    }

    private LocalDate start(int period) {
        return world.period().plus(world.start(), period);
    }

    private String history() {
        var text = new StringBuilder();
        var head = new StringJoiner(",").add(dateColumn());
        world.channels().forEach(c -> head.add(spendColumn(c)).add(volumeColumn(c)));
        text.append(head.add(kpiColumn())).append('\n');
        double[][] spend = history.spend();
        for (int t = 0; t < spend.length; t++) {
            var row = new StringJoiner(",").add(start(t).toString());
            for (int channel = 0; channel < world.channels().size(); channel++) {
                row.add(money(spend[t][channel]));
                row.add(whole(history.volume()[t][channel]));
            }
            double kpi = history.visible()[t];
            row.add(world.kpi() == KpiKind.REVENUE ? money(kpi) : whole(kpi));
            text.append(row).append('\n');
        }
        return text.toString();
    }

    private String money(double amount) {
        return world.unit().plain(world.unit().toMicros(amount));
    }

    private static String whole(double count) {
        return BigDecimal.valueOf(Math.rint(count)).toBigInteger().toString();
    }

    private String workspace() {
        var lines = new ArrayList<String>();
        lines.add("# Made by a simulated market, the world " + world.name() + ", seed " + seed + ".");
        if (!world.about().isEmpty()) {
            lines.add("# " + world.about().replaceAll("\\s+", " "));
        }
        lines.add("# What is true stands in truth.json; Weir never reads it.");
        lines.add("history:");
        lines.add("  file: history.csv");
        lines.add("  date: " + dateColumn());
        lines.add("  period: " + dateColumn());
        world.unit().currency().ifPresent(c -> lines.add("  currency: " + c.getCurrencyCode()));
        List<String> maturity = maturity();
        lines.add("  kpi:");
        lines.add("    column: " + kpiColumn());
        lines.add("    kind: " + kpiColumn());
        if (world.kpi() == KpiKind.CONVERSIONS) {
            lines.add("    value: " + plain(customerValue())
                    + (world.funnel().fee() > 0 ? "   # what a new customer pays until lost" : ""));
        }
        if (maturity.size() > 1) {
            lines.add("    maturity: [" + String.join(", ", maturity) + "]   # share known after 1, 2, ... periods");
        }
        lines.add("  channels:");
        for (MediaChannel channel : world.channels()) {
            lines.add("    - {name: " + channel.name() + ", kind: "
                    + channel.kind().name().toLowerCase(Locale.ROOT) + ", spend: " + spendColumn(channel) + ", volume: "
                    + volumeColumn(channel) + "}");
        }
        lines.add("plan:");
        lines.add("  start: " + start(world.periods()));
        lines.add("  periods: " + PLANNED);
        lines.add("  budget: "
                + Math.round(PLANNED * Arrays.stream(history.usualSpend(RECENT)).sum())
                + "   # over all periods together");
        lines.add("  objective: " + kpiColumn());
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Revenue of an order and of the fees until its customer is lost; readers of the list stay longer. */
    private double customerValue() {
        Funnel funnel = world.funnel();
        double order = world.orderValue();
        if (!(funnel.fee() > 0 && funnel.lapse() > 0 && funnel.keep() > 0)) {
            return order;
        }
        double days = funnel.signUp() / (funnel.lapse() * funnel.keep()) + (1 - funnel.signUp()) / funnel.lapse();
        return order + funnel.fee() * days;
    }

    /** Share of a period's conversions that is known at the end of it, and of those after; orders come evenly over its days. */
    private List<String> maturity() {
        double[] delay = world.delay().shares();
        double[] known = new double[delay.length];
        double sum = 0;
        for (int d = 0; d < delay.length; d++) {
            sum += delay[d];
            known[d] = sum;
        }
        int days = world.period().days();
        var shares = new ArrayList<String>();
        for (int age = 0; age <= delay.length; age++) {
            double share = 0;
            for (int day = 0; day < days; day++) {
                int waited = age * days + days - 1 - day;
                share += known[Math.min(waited, delay.length - 1)] / days;
            }
            if (share > ALL) {
                shares.add("1");
                return shares;
            }
            shares.add(plain(share));
        }
        return shares;
    }

    private static String plain(double number) {
        return new BigDecimal(number, new MathContext(4, RoundingMode.HALF_EVEN))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** {@code truth.json} with all that is true beyond it. */
    public static byte[] truth(WorldExplanation explanation) {
        SimulationFiles files = files(explanation.simulation());
        ObjectNode root = files.truthDocument(explanation.simulation().truth());
        files.putCurves(root, explanation.curves());
        explanation.surface().ifPresent(surface -> files.putSurface(root, surface));
        files.putBest(root, explanation.best());
        explanation.byPeriod().ifPresent(truth -> files.putPeriods(root, truth));
        return utf8(PlanJson.indented(root));
    }

    private void putCurves(ObjectNode root, ResponseCurves curves) {
        ObjectNode node = root.putObject("response_curves");
        node.put(
                "meaning",
                "KPI beyond that of spending nothing on one channel, the others as usual, for so many periods after the"
                        + " history; counted to the end of the tail.");
        node.put("periods", curves.periods());
        node.put("tail_periods", curves.tail());
        ArrayNode multiples = node.putArray("multiples_of_usual_spend");
        curves.multiples().forEach(multiples::add);
        ArrayNode list = node.putArray("channels");
        for (int c = 0; c < world.channels().size(); c++) {
            ObjectNode channel = list.addObject();
            channel.put("name", world.channels().get(c).name());
            channel.put("usual_spend_per_period", rounded(curves.usual().get(c)));
            ArrayNode values = channel.putArray("incremental");
            curves.curves().get(c).forEach(amount -> values.add(amount(amount)));
        }
    }

    private void putSurface(ObjectNode root, WorldExplanation.Surface surface) {
        ObjectNode node = root.putObject("response_surface");
        node.put("first", world.channels().get(surface.first()).name());
        node.put("second", world.channels().get(surface.second()).name());
        ArrayNode multiples = node.putArray("multiples_of_usual_spend");
        surface.multiples().forEach(multiples::add);
        ArrayNode rows = node.putArray("incremental");
        for (Amount[] row : surface.kpi()) {
            ArrayNode list = rows.addArray();
            for (Amount amount : row) {
                list.add(amount(amount));
            }
        }
    }

    private void putBest(ObjectNode root, ClairvoyantPlan best) {
        ObjectNode node = root.putObject("clairvoyant_split");
        node.put(
                "meaning",
                "Spend per period and channel of the same total that who knows the market would choose; worth in markets"
                        + " other than those it was sought in.");
        node.put("periods", best.periods());
        node.put("tail_periods", best.tail());
        ArrayNode list = node.putArray("channels");
        for (int c = 0; c < world.channels().size(); c++) {
            ObjectNode channel = list.addObject();
            channel.put("name", world.channels().get(c).name());
            channel.put("usual", rounded(best.usual().get(c)));
            channel.put("clairvoyant", rounded(best.levels().get(c)));
        }
        node.set("kpi", amount(best.kpi()));
        node.set("kpi_of_usual", amount(best.usualKpi()));
        node.set("gain", amount(best.gain()));
    }

    private void putPeriods(ObjectNode root, PeriodTruth truth) {
        ArrayNode list = root.putArray("by_period");
        for (int t = 0; t < truth.incremental().length; t++) {
            for (int c = 0; c < world.channels().size(); c++) {
                ObjectNode node = list.addObject();
                node.put("period_start", start(truth.from() + t).toString());
                node.put("channel", world.channels().get(c).name());
                node.set("incremental", amount(truth.incremental()[t][c]));
                node.set("average_return", amount(truth.averageReturn()[t][c]));
                node.set("marginal_return", amount(truth.marginalReturn()[t][c]));
            }
        }
    }

    private ObjectNode truthDocument(GroundTruth truth) {
        var root = NODES.objectNode();
        root.put("world", world.name());
        root.put("weir", Version.text());
        root.put("seed", seed);
        root.put("kpi", kpiColumn());
        root.put("periods", world.periods());
        var window = root.putObject("window");
        window.put("from", start(truth.from()).toString());
        window.put("periods", truth.to() - truth.from());
        window.put("tail_periods", truth.tail());
        window.put("lifetime_periods", truth.lifetime());
        window.put("markets", truth.seeds());
        root.put(
                "meaning",
                "Values are KPI units from the window's first day to the end of the tail, by counterfactual: the same market"
                        + " played again, on the same draws, with other spend in the window. Each is a mean over markets with its"
                        + " standard error. A lifetime value is profit before advertising, counted to the end of the lifetime"
                        + " periods after the window.");
        root.set("kpi_of_window_and_tail", amount(truth.kpi()));
        ArrayNode channels = root.putArray("channels");
        for (ChannelTruth channel : truth.channels()) {
            ObjectNode node = channels.addObject();
            node.put("name", channel.name());
            node.set("spend", amount(channel.spend()));
            node.set("incremental", amount(channel.incremental()));
            node.set("average_return", amount(channel.averageReturn()));
            node.set("marginal_return", amount(channel.marginalReturn()));
            node.set("lifetime_value", amount(channel.lifetimeValue()));
            node.set("shapley", amount(channel.shapley()));
        }
        ArrayNode together = root.putArray("together");
        for (int i = 0; i < truth.channels().size(); i++) {
            for (int j = i + 1; j < truth.channels().size(); j++) {
                ObjectNode node = together.addObject();
                node.put("first", truth.channels().get(i).name());
                node.put("second", truth.channels().get(j).name());
                node.set("beyond_each_alone", amount(truth.together()[i][j]));
            }
        }
        ArrayNode full = root.putArray("kpi_by_period");
        for (double kpi : history.kpi()) {
            full.add(rounded(kpi));
        }
        return root;
    }

    private static ObjectNode amount(Amount amount) {
        var node = NODES.objectNode();
        if (Double.isNaN(amount.value())) {
            node.putNull("value");
            node.putNull("standard_error");
            return node;
        }
        node.put("value", rounded(amount.value()));
        node.put("standard_error", rounded(amount.error()));
        return node;
    }

    private static BigDecimal rounded(double number) {
        if (!Double.isFinite(number)) {
            return BigDecimal.ZERO;
        }
        BigDecimal rounded = new BigDecimal(number, DIGITS).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
