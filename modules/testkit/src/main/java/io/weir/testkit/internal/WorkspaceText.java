package io.weir.testkit.internal;

import io.weir.testkit.SampleChannel;
import io.weir.testkit.SampleWorld;
import io.weir.testkit.SampleWorld.DayControl;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code weir.yaml}. */
public final class WorkspaceText {
    private final StringBuilder text = new StringBuilder();

    private WorkspaceText() {}

    /** The whole file. */
    public static String of(SampleWorld world, MadeHistory history) {
        var writer = new WorkspaceText();
        world.about().forEach(line -> writer.line("# " + line));
        writer.history(world);
        writer.plan(world, history.budget());
        writer.rules(world);
        return writer.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void history(SampleWorld world) {
        line("history:");
        line("  file: history.csv");
        line("  date: " + HistoryTable.dateColumn(world));
        line("  period: " + lower(world.length()));
        line("  currency: EUR");
        kpi(world.kpi());
        line("  channels:");
        for (SampleChannel channel : world.channels()) {
            line("    - {name: " + channel.name() + ", kind: " + lower(channel.kind()) + ", spend: "
                    + HistoryTable.spendColumn(channel) + "}");
        }
        if (!world.controls().isEmpty()) {
            line("  controls: ["
                    + world.controls().stream().map(DayControl::name).collect(Collectors.joining(", ")) + "]");
        }
    }

    private void kpi(SampleWorld.Counted kpi) {
        String value =
                kpi.value().isPresent() ? ", value: " + Figure.plain(kpi.value().getAsDouble()) : "";
        String head = "column: " + kpi.column() + ", kind: " + lower(kpi.kind()) + value;
        if (kpi.maturity().isEmpty()) {
            line("  kpi: {" + head + "}");
            return;
        }
        line("  kpi:");
        for (String entry : head.split(", ", -1)) {
            line("    " + entry);
        }
        line("    maturity: ["
                + kpi.maturity().stream().map(Figure::plain).collect(Collectors.joining(", "))
                + "]   # share known after 1, 2, ... periods");
    }

    private void plan(SampleWorld world, double budget) {
        line("plan:");
        line("  start: " + world.startOf(world.periods()));
        line("  periods: " + world.plan().periods());
        line("  budget: " + Figure.plain(budget) + "   # over all periods together");
        line("  objective: " + lower(world.kpi().kind()));
    }

    private void rules(SampleWorld world) {
        if (!world.plan().rules().isEmpty()) {
            line("rules:");
            world.plan().rules().forEach(rule -> line("  - " + rule));
        }
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
