package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Control;
import io.weir.core.Panel;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads columns of controls: numbers as they are, words as one control per word but the most frequent. */
final class ControlReader {
    /** Most words in a column. */
    static final int MOST_LEVELS = 25;

    private final Table table;
    private final TimeGrid grid;
    private final SeriesReader series;
    private final Faults faults;
    private final Notes notes;

    ControlReader(Table table, TimeGrid grid, SeriesReader series, Faults faults, Notes notes) {
        this.table = table;
        this.grid = grid;
        this.series = series;
        this.faults = faults;
        this.notes = notes;
    }

    /** Whether a column holds words: at least half of its different values are words. */
    static boolean isFactor(String[] cells) {
        ImmutableSet<String> values = Arrays.stream(cells)
                .filter(cell -> !MissingWords.isMissing(cell))
                .collect(ImmutableSet.toImmutableSet());
        long words = values.stream()
                .filter(value -> NumberShape.of(value) == NumberShape.NONE)
                .count();
        return words * 2 >= values.size();
    }

    /** The column; empty, and faults, if it cannot be used. */
    Optional<ControlColumn> read(ColumnRef column) {
        return table.column(column.name()).flatMap(cells -> isFactor(cells) ? factor(column, cells) : number(column));
    }

    private Optional<ControlColumn> number(ColumnRef column) {
        return series.amounts(column, true)
                .map(panel -> new ControlColumn(
                        column,
                        false,
                        "",
                        ImmutableList.of(),
                        ImmutableList.of(new Control(column.name(), panel, Optional.empty()))));
    }

    private Optional<ControlColumn> factor(ColumnRef column, String[] cells) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String cell : cells) {
            counts.merge(cell, 1, Integer::sum);
        }
        if (counts.size() > MOST_LEVELS) {
            column.value()
                    .fault(
                            "holds " + Texts.count(counts.size(), "different text") + " in " + table.file()
                                    + "; a factor has at most " + MOST_LEVELS + ".",
                            "Maybe it is a remark, or a date, or numbers with units.");
            return Optional.empty();
        }
        String base = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.<String, Integer>comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
        ImmutableList<String> levels =
                counts.keySet().stream().filter(level -> !level.equals(base)).collect(ImmutableList.toImmutableList());
        notes.add(table.file() + ": column " + column.name() + " holds words; "
                + (levels.isEmpty()
                        ? "it is always " + shown(base) + " and tells nothing."
                        : Texts.list(levels.stream().map(ControlReader::shown).toList()) + " compared with "
                                + shown(base) + ", the most frequent."));
        ImmutableList<Control> controls =
                levels.stream().map(level -> indicator(column, cells, level)).collect(ImmutableList.toImmutableList());
        return Optional.of(new ControlColumn(column, true, base, levels, controls));
    }

    private Control indicator(ColumnRef column, String[] cells, String level) {
        double[] byRow = Arrays.stream(cells)
                .mapToDouble(cell -> cell.equals(level) ? 1 : 0)
                .toArray();
        double[][] values = grid.arrange(byRow);
        Arrays.stream(values).forEach(GapFilling::withZero);
        return new Control(column.name() + "=" + shown(level), Panel.of(values), Optional.empty());
    }

    private static String shown(String level) {
        return level.isEmpty() ? "(empty)" : Texts.shown(level);
    }
}
