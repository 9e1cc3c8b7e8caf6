package io.weir.planning.internal.output;

import io.weir.core.KpiKind;
import io.weir.planning.Simulation;
import io.weir.simulator.Amount;
import io.weir.simulator.GroundTruth;
import io.weir.simulator.GroundTruth.ChannelTruth;
import io.weir.simulator.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the channels of a simulated market truly brought, for a terminal. */
public final class SimulationTable {
    private static final int WIDTH = 100;
    private static final int MOST_PAIRS = 10;

    private SimulationTable() {}

    /** A table and sentences of at most 100 columns. */
    public static String text(Simulation simulation) {
        World world = simulation.world();
        GroundTruth truth = simulation.truth();
        var lines = new ArrayList<String>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %,d periods from %s, %,.0f people, %d channels, %d rivals; seed %d",
                world.name(),
                world.periods(),
                world.start(),
                world.people(),
                world.channels().size(),
                world.rivals().size(),
                simulation.seed()));
        lines.add("");
        lines.add("What is true of the last " + (truth.to() - truth.from()) + " periods, with " + truth.tail()
                + " after them (mean of " + truth.seeds() + " markets \u00b1 standard error):");
        String currency = world.unit()
                .currency()
                .map(c -> " (" + c.getCurrencyCode() + ")")
                .orElse("");
        String kpi = world.kpi() == KpiKind.REVENUE ? currency : " (conversions)";
        var table = new TextTable(
                List.of(
                        "channel",
                        "spend" + currency,
                        "lost without it" + kpi,
                        "return",
                        "of a little more",
                        "Shapley value" + kpi),
                Set.of(0));
        for (ChannelTruth channel : truth.channels()) {
            table.add(List.of(
                    channel.name(),
                    String.format(Locale.ROOT, "%,.0f", channel.spend().value()),
                    whole(channel.incremental()),
                    small(channel.averageReturn()),
                    small(channel.marginalReturn()),
                    whole(channel.shapley())));
        }
        lines.addAll(table.render(WIDTH));
        lines.add("");
        lines.add("Lifetime value" + currency + ", profit before advertising to the end of " + truth.lifetime()
                + " more periods:");
        for (ChannelTruth channel : truth.channels()) {
            lines.add("  " + channel.name() + ": " + whole(channel.lifetimeValue()));
        }
        lines.add("");
        List<Pair> pairs = pairs(truth);
        lines.add("Together" + kpi + ", beyond what each brings while the other is off"
                + (pairs.size() > MOST_PAIRS ? " (the " + MOST_PAIRS + " surest of " + pairs.size() + ")" : "") + ":");
        pairs.stream()
                .sorted(Comparator.comparingDouble(pair -> -pair.sureness()))
                .limit(MOST_PAIRS)
                .forEach(pair ->
                        lines.add("  " + pair.first() + " with " + pair.second() + ": " + whole(pair.together())));
        return String.join("\n", lines);
    }

    /** What two channels bring together. */
    private record Pair(String first, String second, Amount together) {
        double sureness() {
            return together.error() > 0 ? Math.abs(together.value()) / together.error() : 0;
        }
    }

    private static List<Pair> pairs(GroundTruth truth) {
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < truth.channels().size(); i++) {
            for (int j = i + 1; j < truth.channels().size(); j++) {
                pairs.add(new Pair(
                        truth.channels().get(i).name(), truth.channels().get(j).name(), truth.together()[i][j]));
            }
        }
        return pairs;
    }

    private static String whole(Amount amount) {
        return String.format(Locale.ROOT, "%,.0f \u00b1 %,.0f", amount.value(), amount.error());
    }

    private static String small(Amount amount) {
        return Double.isNaN(amount.value())
                ? "nothing more to buy"
                : String.format(
                        Locale.ROOT,
                        Math.abs(amount.value()) < 0.2 ? "%.4f \u00b1 %.4f" : "%.2f \u00b1 %.2f",
                        amount.value(),
                        amount.error());
    }
}
