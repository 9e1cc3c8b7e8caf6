package io.weir.planning.internal.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.KpiKind;
import io.weir.planning.Simulation;
import io.weir.planning.Version;
import io.weir.planning.WorldExplanation;
import io.weir.simulator.Amount;
import io.weir.simulator.AuctionLandscape;
import io.weir.simulator.Change;
import io.weir.simulator.Flow;
import io.weir.simulator.GroundTruth.ChannelTruth;
import io.weir.simulator.MediaChannel;
import io.weir.simulator.Rival;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the template of {@code explain.html} shows.
 *
 * @param data for the charts, safe inside a script element
 */
record ExplainPage(WorldExplanation explanation, ReportPage.Assets assets, String data) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final double DAYS_OF_YEAR = 365.25;

    static ExplainPage of(WorldExplanation explanation, ReportPage.Assets assets) {
        return new ExplainPage(explanation, assets, ChartData.embeddable(document(explanation)));
    }

    World world() {
        return explanation.simulation().world();
    }

    Simulation simulation() {
        return explanation.simulation();
    }

    String version() {
        return Version.text();
    }

    List<ReportPage.Entry> contents() {
        var entries = new ArrayList<ReportPage.Entry>();
        entries.add(new ReportPage.Entry("summary", "Summary"));
        entries.add(new ReportPage.Entry("people", "People and their ways"));
        entries.add(new ReportPage.Entry("curves", "Response of each channel"));
        entries.add(new ReportPage.Entry("best", "The clairvoyant split"));
        entries.add(new ReportPage.Entry("together", "Channels together"));
        entries.add(new ReportPage.Entry("auctions", "Auctions"));
        entries.add(new ReportPage.Entry("calendar", "Calendar and changes"));
        entries.add(new ReportPage.Entry("history", "History"));
        if (explanation.byPeriod().isPresent()) {
            entries.add(new ReportPage.Entry("periods", "Truth by " + period()));
        }
        entries.add(new ReportPage.Entry("provenance", "Provenance"));
        return entries;
    }

    String period() {
        return world().period().days() == 1 ? "day" : "week";
    }

    String currency() {
        return world().unit().currency().map(c -> c.getCurrencyCode()).orElse("");
    }

    String kpi() {
        return world().kpi() == KpiKind.REVENUE ? "revenue" : "conversions";
    }

    String kpiUnit() {
        return world().kpi() == KpiKind.REVENUE ? currency() : "conversions";
    }

    /** A column's name with its unit, if there is one. */
    String named(String name, String unit) {
        return unit.isEmpty() ? name : name + " (" + unit + ")";
    }

    String facts() {
        World world = world();
        return String.format(
                Locale.ROOT,
                "%,.0f people in %s, %s, %s; %,d %ss from %s, decided by the %s.",
                world.people(),
                counted(world.audiences().size(), "audience"),
                counted(world.channels().size(), "channel"),
                counted(world.rivals().size(), "rival"),
                world.periods(),
                period(),
                world.start(),
                world.ticksPerDay() == 1 ? "day" : "hour");
    }

    private static String counted(int n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    String whole(double number) {
        return Typeset.text(String.format(Locale.ROOT, "%,.0f", number));
    }

    String whole(Amount amount) {
        return amount.isTold() ? whole(amount.value()) : "\u2013";
    }

    String error(Amount amount) {
        return amount.isTold() && !Double.isNaN(amount.error())
                ? "\u00b1\u00a0" + String.format(Locale.ROOT, amount.error() < 10 ? "%.2g" : "%,.0f", amount.error())
                : "";
    }

    String ratio(Amount amount) {
        String format = Math.abs(amount.value()) < 0.2 ? "%.4f" : "%.2f";
        return amount.isTold()
                ? Typeset.text(String.format(Locale.ROOT, format, amount.value()))
                : "nothing more to buy";
    }

    String percent(double share) {
        return Typeset.text(String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share));
    }

    List<ChannelTruth> channels() {
        return simulation().truth().channels();
    }

    String gain() {
        Amount gain = explanation.best().gain();
        return String.format(
                Locale.ROOT,
                "Over %d %ss it brings %s %s %s more than spending as usual does, %s of it.",
                explanation.best().periods(),
                period(),
                whole(gain),
                error(gain),
                kpiUnit(),
                percent(gain.value() / explanation.best().usualKpi().value()));
    }

    /** A flow per year. */
    double perYear(double count) {
        return count / (world().periods() * world().period().days() / DAYS_OF_YEAR);
    }

    List<Map.Entry<Flow, Double>> flows() {
        return simulation().history().flows().entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .toList();
    }

    List<String> changes() {
        return world().changes().stream().map(ExplainPage::words).toList();
    }

    private static String words(Change change) {
        String what = change.lever().name().toLowerCase(Locale.ROOT)
                + change.channel().map(c -> " of " + c).orElse("");
        return change.drift()
                ? "From " + change.from() + " " + what + " drifts, to \u00d7\u00a0" + plain(change.factor()) + " on "
                        + change.to() + ", and stays there."
                : "From " + change.from() + " to " + change.to() + " " + what + " is \u00d7\u00a0"
                        + plain(change.factor()) + ".";
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.3g", number).replaceAll("\\.?0+$", "");
    }

    /** Rivals in words, one line per group with the same beginning. */
    List<String> rivals() {
        return world().rivals().stream()
                .collect(Collectors.groupingBy(
                        r -> r.name().replaceFirst("-\\d+$", ""), java.util.LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(e -> words(e.getKey(), e.getValue()))
                .toList();
    }

    private String words(String name, List<Rival> group) {
        Rival one = group.get(0);
        return name + (group.size() > 1 ? " (" + group.size() + ")" : "") + " in " + one.channel() + ": "
                + whole(one.budget()) + " " + currency() + " per " + period() + (group.size() > 1 ? " each" : "")
                + ", values " + plain(one.value())
                + one.from().map(d -> ", from " + d).orElse("")
                + one.to().map(d -> ", until " + d).orElse("");
    }

    String unitOfPrice(AuctionLandscape landscape) {
        return isByClick(world(), landscape) ? "click" : "thousand impressions";
    }

    private static boolean isByClick(World world, AuctionLandscape landscape) {
        return world.channels().stream()
                .filter(c -> c.name().equals(landscape.channel()))
                .anyMatch(c -> c.kind() == io.weir.core.ChannelKind.SEARCH);
    }

    /** First day of a period. */
    String start(int period) {
        return world().period().plus(world().start(), period).toString();
    }

    private static ObjectNode document(WorldExplanation explanation) {
        World world = explanation.simulation().world();
        ObjectNode node = NODES.objectNode();
        boolean revenue = world.kpi() == KpiKind.REVENUE;
        String currency = world.unit().currency().map(c -> c.getCurrencyCode()).orElse("");
        node.put("period", world.period().days() == 1 ? "day" : "week");
        node.put("spendUnit", currency);
        node.put("valueUnit", revenue ? currency : "conversions");
        node.put("valueNoun", revenue ? "revenue" : "conversions");
        ArrayNode channels = node.putArray("channels");
        world.channels().stream().map(MediaChannel::name).forEach(channels::add);
        node.set("flows", flows(explanation));
        node.set("usual", numbers(explanation.curves().usual()));
        node.set("best", numbers(explanation.best().levels()));
        node.set("multiples", numbers(explanation.curves().multiples()));
        ArrayNode curves = node.putArray("curves");
        explanation.curves().curves().forEach(curve -> {
            ArrayNode list = curves.addArray();
            curve.forEach(amount -> list.add(estimate(amount)));
        });
        Amount[][] together = explanation.simulation().truth().together();
        ArrayNode matrix = node.putArray("together");
        for (int i = 0; i < together.length; i++) {
            for (int j = 0; j < together.length; j++) {
                if (i != j) {
                    matrix.addArray()
                            .add(i)
                            .add(j)
                            .add(number(together[i][j].value()))
                            .add(number(together[i][j].error()));
                }
            }
        }
        explanation.surface().ifPresent(surface -> {
            ObjectNode two = node.putObject("surface");
            two.put("first", surface.first());
            two.put("second", surface.second());
            two.set("multiples", numbers(surface.multiples()));
            ArrayNode cells = two.putArray("cells");
            for (int i = 0; i < surface.kpi().length; i++) {
                for (int j = 0; j < surface.kpi()[i].length; j++) {
                    Amount amount = surface.kpi()[i][j];
                    cells.addArray().add(i).add(j).add(number(amount.value())).add(number(amount.error()));
                }
            }
        });
        node.set("landscapes", landscapes(world, explanation.landscapes()));
        ObjectNode calendar = node.putObject("calendar");
        calendar.set("months", numbers(world.calendar().months()));
        calendar.set("weekdays", numbers(world.calendar().weekdays()));
        calendar.set("hours", numbers(world.calendar().hours()));
        node.set("delay", numbers(ImmutableDoubleArray.copyOf(world.delay().shares())));
        node.set("history", history(explanation.simulation()));
        return node;
    }

    private static ArrayNode flows(WorldExplanation explanation) {
        World world = explanation.simulation().world();
        double years = world.periods() * world.period().days() / DAYS_OF_YEAR;
        ArrayNode list = NODES.arrayNode();
        explanation.simulation().history().flows().forEach((flow, count) -> {
            if (count > 0) {
                list.addObject()
                        .put("from", flow.from())
                        .put("to", flow.to())
                        .put("name", flow.words())
                        .set("perYear", number(count / years));
            }
        });
        return list;
    }

    private static ArrayNode landscapes(World world, List<AuctionLandscape> landscapes) {
        ArrayNode list = NODES.arrayNode();
        for (AuctionLandscape landscape : landscapes) {
            ObjectNode node = list.addObject();
            node.put("channel", landscape.channel());
            node.put("unit", isByClick(world, landscape) ? "click" : "thousand impressions");
            node.set("bids", numbers(landscape.bids()));
            ArrayNode won = node.putArray("won");
            landscape.won().forEach(amount -> won.add(estimate(amount)));
            ArrayNode price = node.putArray("price");
            landscape.price().forEach(amount -> price.add(estimate(amount)));
        }
        return list;
    }

    private static ObjectNode history(Simulation simulation) {
        World world = simulation.world();
        ObjectNode node = NODES.objectNode();
        ArrayNode starts = node.putArray("starts");
        for (int t = 0; t < world.periods(); t++) {
            starts.add(world.period().plus(world.start(), t).toString());
        }
        ArrayNode spend = node.putArray("spend");
        for (int c = 0; c < world.channels().size(); c++) {
            ArrayNode row = spend.addArray();
            for (double[] period : simulation.history().spend()) {
                row.add(number(period[c]));
            }
        }
        node.set("kpi", numbers(ImmutableDoubleArray.copyOf(simulation.history().kpi())));
        node.set(
                "visible",
                numbers(ImmutableDoubleArray.copyOf(simulation.history().visible())));
        return node;
    }

    /** Mean, and two standard errors to each side. */
    private static ArrayNode estimate(Amount amount) {
        ArrayNode node = NODES.arrayNode();
        double error = Double.isNaN(amount.error()) ? 0 : 2 * amount.error();
        node.add(number(amount.value()));
        node.add(number(amount.value() - error));
        node.add(number(amount.value() + error));
        return node;
    }

    private static ArrayNode numbers(ImmutableDoubleArray list) {
        ArrayNode node = NODES.arrayNode();
        list.forEach(x -> node.add(number(x)));
        return node;
    }

    private static com.fasterxml.jackson.databind.JsonNode number(double value) {
        return Double.isFinite(value)
                ? NODES.numberNode(
                        new java.math.BigDecimal(value, new java.math.MathContext(6, java.math.RoundingMode.HALF_EVEN))
                                .stripTrailingZeros())
                : NODES.nullNode();
    }
}
