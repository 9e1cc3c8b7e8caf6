package io.weir.core;

import static io.weir.core.Checks.require;

import com.google.common.collect.ImmutableList;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The cells of a plan: periods x columns. A column is a channel, or a channel in one geo. Cell numbers run through the
 * columns of period 0 first: {@code cell = period * columns + column}.
 *
 * @param length of a period
 * @param start first day of the first period
 * @param periods number of periods, at least 1
 * @param columns at least one; columns of the same channel stand together
 */
public record PlanGrid(PeriodLength length, LocalDate start, int periods, ImmutableList<Column> columns) {
    /**
     * A channel, or a channel in one geo.
     *
     * @param channel name
     * @param geo name; empty where the plan is not by geo
     */
    public record Column(String channel, Optional<String> geo) {
        /** {@code search} or {@code search@north}. */
        public String label() {
            return geo.map(g -> channel + "@" + g).orElse(channel);
        }
    }

    /** @throws IllegalArgumentException if there is no period or no column */
    public PlanGrid {
        require(periods >= 1, "periods (%s) must be at least 1.", periods);
        require(!columns.isEmpty(), "a plan needs a channel.");
    }

    /** The cells of channels, ascending. */
    public int[] cells(Set<String> channels) {
        return IntStream.range(0, cells())
                .filter(cell -> channels.contains(columns.get(columnOf(cell)).channel()))
                .toArray();
    }

    public int cells() {
        return periods * columns.size();
    }

    public int cell(int period, int column) {
        return period * columns.size() + column;
    }

    public int periodOf(int cell) {
        return cell / columns.size();
    }

    public int columnOf(int cell) {
        return cell % columns.size();
    }

    /** First day of a period. */
    public LocalDate startOf(int period) {
        return length.plus(start, period);
    }

    /** The channels in order, each once. */
    public ImmutableList<String> channels() {
        return columns.stream().map(Column::channel).distinct().collect(ImmutableList.toImmutableList());
    }
}
