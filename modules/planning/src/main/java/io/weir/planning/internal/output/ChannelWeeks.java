package io.weir.planning.internal.output;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.MoneyUnit;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Cell;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** A plan's cells per period and channel; sums over geos where the plan is by geo. */
final class ChannelWeeks {
    private final ImmutableList<String> channels;
    private final long[][] micros;
    private final double[][] carryingOn;
    private final ImmutableList<ImmutableList<Set<String>>> binding;

    private ChannelWeeks(PlanReport report) {
        channels = report.grid().channels();
        int periods = report.grid().periods();
        micros = new long[periods][channels.size()];
        carryingOn = new double[periods][channels.size()];
        binding = IntStream.range(0, periods)
                .mapToObj(period -> channels.stream()
                        .map(channel -> (Set<String>) new LinkedHashSet<String>())
                        .collect(ImmutableList.toImmutableList()))
                .collect(ImmutableList.toImmutableList());
        for (Cell cell : report.cells()) {
            int channel =
                    channels.indexOf(report.grid().columns().get(cell.column()).channel());
            micros[cell.period()][channel] += cell.micros();
            carryingOn[cell.period()][channel] += cell.carryingOn();
            binding.get(cell.period()).get(channel).addAll(cell.binding());
        }
    }

    static ChannelWeeks of(PlanReport report) {
        return new ChannelWeeks(report);
    }

    ImmutableList<String> channels() {
        return channels;
    }

    /** Spend in currency. */
    double spend(int period, int channel) {
        return MoneyUnit.fromMicros(micros[period][channel]);
    }

    /** Ids of the rules that hold it. */
    ImmutableSet<String> binding(int period, int channel) {
        return ImmutableSet.copyOf(binding.get(period).get(channel));
    }

    /** Spend of all channels in a period, in currency. */
    double total(int period) {
        return MoneyUnit.fromMicros(Arrays.stream(micros[period]).sum());
    }

    /** Spend of a channel over the horizon, in currency. */
    double totalOf(int channel) {
        return MoneyUnit.fromMicros(
                Arrays.stream(micros).mapToLong(period -> period[channel]).sum());
    }

    /** Spend of the whole plan, in currency. */
    double total() {
        return MoneyUnit.fromMicros(
                Arrays.stream(micros).flatMapToLong(Arrays::stream).sum());
    }

    /** What carrying on would spend in a period, in currency. */
    double carryingOn(int period) {
        return Arrays.stream(carryingOn[period]).sum();
    }

    double[] carryingOnPerPeriod() {
        return IntStream.range(0, carryingOn.length)
                .mapToDouble(this::carryingOn)
                .toArray();
    }

    /** Spend of a channel per period, in currency; nothing if the plan does not hold it. */
    double[] spendOf(String channel) {
        int index = channels.indexOf(channel);
        return IntStream.range(0, index < 0 ? 0 : micros.length)
                .mapToDouble(period -> spend(period, index))
                .toArray();
    }
}
