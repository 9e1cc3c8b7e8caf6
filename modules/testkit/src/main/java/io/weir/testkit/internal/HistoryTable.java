package io.weir.testkit.internal;

import io.weir.core.KpiKind;
import io.weir.core.PeriodLength;
import io.weir.testkit.SampleChannel;
import io.weir.testkit.SampleWorld;
import java.util.StringJoiner;

/** {@code history.csv}: one row per period. */
public final class HistoryTable {
    private HistoryTable() {}

    /** The whole file. */
    public static String of(SampleWorld world, MadeHistory history) {
        var text = new StringBuilder(header(world)).append('\n');
        for (int t = 0; t < world.periods(); t++) {
            text.append(row(world, history, t)).append('\n');
        }
        return text.toString();
    }

    /** Name of the column with the first day of each period. */
    static String dateColumn(SampleWorld world) {
        return world.length() == PeriodLength.WEEK ? "week" : "day";
    }

    /** Name of the column with a channel's spend. */
    static String spendColumn(SampleChannel channel) {
        return channel.name() + "_spend";
    }

    private static String header(SampleWorld world) {
        var line = new StringJoiner(",");
        line.add(dateColumn(world));
        world.channels().forEach(c -> line.add(spendColumn(c)));
        world.controls().forEach(c -> line.add(c.name()));
        line.add(world.kpi().column());
        return line.toString();
    }

    private static String row(SampleWorld world, MadeHistory history, int t) {
        var line = new StringJoiner(",");
        line.add(world.startOf(t).toString());
        for (double[] spend : history.spend()) {
            line.add(Figure.money(spend[t]));
        }
        for (int[] control : history.controls()) {
            line.add(Integer.toString(control[t]));
        }
        double known = history.known()[t];
        line.add(world.kpi().kind() == KpiKind.REVENUE ? Figure.money(known) : Figure.plain(known));
        return line.toString();
    }
}
