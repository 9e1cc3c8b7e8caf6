package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.ChannelReport;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.ScenarioReport;
import java.util.stream.Stream;

/**
 * Mean spend per period of the base and every scenario, in the same order of channels.
 *
 * @param channels of the base, then those that only scenarios have
 * @param all base first
 */
record WhatIfRows(ImmutableList<String> channels, ImmutableList<Row> all) {
    /** What the base is called. */
    static final String BASE = "base";

    /**
     * One plan.
     *
     * @param spends currency per period, one per channel; 0 where it is not planned
     */
    record Row(String name, ImmutableList<Double> spends) {
        double spend(int channel) {
            return spends.get(channel);
        }

        /** All channels together. */
        double spend() {
            return spends.stream().mapToDouble(v -> v).sum();
        }
    }

    /** What one channel spends per period in the base and in a scenario, currency. */
    record Move(String channel, double base, double scenario) {}

    static WhatIfRows of(WhatIfReport report) {
        ImmutableList<String> channels = Stream.concat(
                        Stream.of(report.base()), report.scenarios().stream().map(ScenarioReport::plan))
                .flatMap(plan -> plan.channels().stream())
                .map(ChannelReport::name)
                .distinct()
                .collect(ImmutableList.toImmutableList());
        var rows = ImmutableList.<Row>builder().add(row(BASE, report.base(), channels));
        report.scenarios().forEach(s -> rows.add(row(s.name(), s.plan(), channels)));
        return new WhatIfRows(channels, rows.build());
    }

    private static Row row(String name, PlanReport plan, ImmutableList<String> channels) {
        return new Row(
                name, channels.stream().map(channel -> spend(plan, channel)).collect(ImmutableList.toImmutableList()));
    }

    private static double spend(PlanReport plan, String channel) {
        return plan.channels().stream()
                .filter(c -> c.name().equals(channel))
                .mapToDouble(ChannelReport::planned)
                .sum();
    }

    /** Channels that the base or the scenario plans. */
    ImmutableList<Move> moves(ScenarioReport scenario) {
        var planned =
                scenario.plan().channels().stream().map(ChannelReport::name).toList();
        return channels.stream()
                .filter(channel -> planned.contains(channel) || all.get(0).spend(channels.indexOf(channel)) > 0)
                .map(channel ->
                        new Move(channel, all.get(0).spend(channels.indexOf(channel)), spend(scenario.plan(), channel)))
                .collect(ImmutableList.toImmutableList());
    }
}
