package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import io.weir.core.PeriodLength;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts the rows of a history in order: by region and period, without doubles, gaps told or counted. */
final class TimeGridReader {
    private static final String GAP_REMEDY = "Maybe append the rows, or set history.gaps to zero or interpolate.";

    private final Table table;
    private final HistorySpec spec;
    private final LocalDate[] dates;
    private final Faults faults;
    private final Notes notes;

    TimeGridReader(Table table, HistorySpec spec, LocalDate[] dates, Faults faults, Notes notes) {
        this.table = table;
        this.spec = spec;
        this.dates = dates;
        this.faults = faults;
        this.notes = notes;
    }

    /** The grid; empty, and faults, if the dates make none. */
    Optional<TimeGrid> read() {
        List<LocalDate> distinct = Arrays.stream(dates).distinct().sorted().toList();
        if (distinct.size() < 2) {
            faults.add(
                    table.file(),
                    "has only one period (" + distinct.get(0)
                            + "); a history needs at least two, a good one a hundred.",
                    "Maybe the export was limited to the last period.");
            return Optional.empty();
        }
        return length(distinct).flatMap(length -> grid(length, distinct));
    }

    private Optional<PeriodLength> length(List<LocalDate> distinct) {
        long[] steps = new long[distinct.size() - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = ChronoUnit.DAYS.between(distinct.get(i), distinct.get(i + 1));
        }
        boolean weeks = Arrays.stream(steps).allMatch(step -> step % 7 == 0);
        Arrays.sort(steps);
        long typical = steps[steps.length / 2];
        if (spec.period().isEmpty()) {
            return recognised(weeks, typical);
        }
        PeriodLength told = spec.period().get();
        if (told == PeriodLength.DAY && weeks && steps.length > 1) {
            return unlike(told, typical, "week");
        }
        if (told == PeriodLength.WEEK && !weeks) {
            return typical == 1 || typical > 7 ? unlike(told, typical, "day") : otherWeekday();
        }
        return spec.period();
    }

    private Optional<PeriodLength> recognised(boolean weeks, long typical) {
        if (weeks || typical == 7) {
            notes.add(table.file() + ": rows are a week apart.");
            return weeks ? Optional.of(PeriodLength.WEEK) : otherWeekday();
        }
        if (typical == 1) {
            notes.add(table.file() + ": rows are a day apart.");
            return Optional.of(PeriodLength.DAY);
        }
        return unlike(PeriodLength.WEEK, typical, "day");
    }

    private Optional<PeriodLength> unlike(PeriodLength told, long typical, String other) {
        String shown = told == PeriodLength.DAY ? "day" : "week";
        faults.add(
                spec.date().value().where(),
                "history.period (" + shown + ") does not fit " + table.file() + ": most rows are "
                        + Texts.count(typical, "day") + " apart; a period is a day or a week.",
                typical == 1 || typical % 7 == 0
                        ? "Maybe period: " + other + "."
                        : "Maybe the rows are months; export days or weeks.");
        return Optional.empty();
    }

    private Optional<PeriodLength> otherWeekday() {
        var counts = new EnumMap<DayOfWeek, Integer>(DayOfWeek.class);
        for (LocalDate date : dates) {
            counts.merge(date.getDayOfWeek(), 1, Integer::sum);
        }
        DayOfWeek usual = counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        var bad = faults.new Capped("rows with another day of the week");
        for (int row = 0; row < dates.length; row++) {
            if (dates[row].getDayOfWeek() != usual) {
                bad.add(
                        table.where(row),
                        spec.date().name() + " (" + dates[row] + ") is a " + name(dates[row].getDayOfWeek())
                                + "; most weeks of the file start on a " + name(usual) + ", and all must.",
                        "Maybe the date was mistyped, or weeks were counted anew at the turn of the year.");
            }
        }
        bad.close();
        return Optional.empty();
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private Optional<TimeGrid> grid(PeriodLength length, List<LocalDate> distinct) {
        LocalDate start = distinct.get(0);
        long periods = length.between(start, distinct.get(distinct.size() - 1)) + 1;
        if (periods > 2L * distinct.size() + 10) {
            faults.add(
                    table.file(),
                    "holds " + Texts.count(distinct.size(), "period") + ", but from " + start + " to "
                            + distinct.get(distinct.size() - 1) + " there are " + Texts.count(periods, "period") + ".",
                    "Maybe a year was mistyped, or period: week is meant.");
            return Optional.empty();
        }
        Map<String, Integer> geos = geos();
        var rows = new int[geos.size()][(int) periods];
        Arrays.stream(rows).forEach(row -> Arrays.fill(row, TimeGrid.NO_ROW));
        var grid = new TimeGrid(length, start, (int) periods, ImmutableList.copyOf(geos.keySet()), rows);
        place(grid, geos);
        checkGaps(grid);
        return Optional.of(grid);
    }

    /** Positions by name, in the order of first appearance. */
    private Map<String, Integer> geos() {
        var geos = new LinkedHashMap<String, Integer>();
        Optional<String[]> cells = spec.geo().flatMap(geo -> table.column(geo.name()));
        if (cells.isEmpty()) {
            geos.put("", 0);
            return geos;
        }
        for (int row = 0; row < table.rows(); row++) {
            String name = cells.get()[row];
            geos.putIfAbsent(name, geos.size());
            if (name.isEmpty()) {
                faults.add(table.where(row), "the region is empty.", "Maybe the row is a total; delete it.");
            }
        }
        return geos;
    }

    private void place(TimeGrid grid, Map<String, Integer> geos) {
        Optional<String[]> cells = spec.geo().flatMap(geo -> table.column(geo.name()));
        var doubles = faults.new Capped("rows that stand there twice");
        var last = new LocalDate[geos.size()];
        boolean sorted = true;
        for (int row = 0; row < dates.length; row++) {
            String name = cells.isPresent() ? cells.get()[row] : "";
            int g = geos.getOrDefault(name, 0);
            int t = (int) grid.length().between(grid.start(), dates[row]);
            int first = grid.rows()[g][t];
            if (first != TimeGrid.NO_ROW) {
                doubles.add(table.where(row), doubled(dates[row], name, first), doubleRemedy());
            } else {
                grid.rows()[g][t] = row;
            }
            sorted &= last[g] == null || !dates[row].isBefore(last[g]);
            last[g] = dates[row];
        }
        doubles.close();
        if (!sorted) {
            notes.add(table.file() + ": rows were not in the order of dates and were sorted.");
        }
    }

    private String doubled(LocalDate date, String geo, int first) {
        return spec.date().name() + " (" + date + (geo.isEmpty() ? "" : ", " + geo)
                + ") stands there a second time; the first is " + table.where(first) + ".";
    }

    private String doubleRemedy() {
        return spec.geo().isPresent()
                ? "Maybe the export was appended twice."
                : "Maybe the file has one row per region; then name their column as history.geo.";
    }

    private void checkGaps(TimeGrid grid) {
        int missing = 0;
        var gaps = faults.new Capped("gaps");
        for (int g = 0; g < grid.rows().length; g++) {
            for (int t = 0; t < grid.periods(); ) {
                int end = t;
                while (end < grid.periods() && grid.rows()[g][end] == TimeGrid.NO_ROW) {
                    end++;
                }
                if (end > t && spec.gaps() == Gaps.ERROR) {
                    tellGap(grid, g, t, end, gaps);
                }
                missing += end - t;
                t = end + 1;
            }
        }
        gaps.close();
        if (missing > 0 && spec.gaps() != Gaps.ERROR) {
            notes.add(table.file() + ": " + Texts.count(missing, "missing row")
                    + (spec.gaps() == Gaps.ZERO ? " counted as zero." : " interpolated.")
                    + " First: " + firstGap(grid) + ".");
        }
    }

    private void tellGap(TimeGrid grid, int geo, int from, int to, Faults.Capped gaps) {
        String name = grid.geos().get(geo);
        String where = to < grid.periods() ? table.where(grid.rows()[geo][to]) : table.file();
        gaps.add(
                where,
                Texts.count(to - from, "period") + (to - from == 1 ? " is" : " are") + " missing"
                        + (name.isEmpty() ? "" : " for " + name) + ": " + grid.startOf(from)
                        + (to - from == 1 ? "" : " to " + grid.startOf(to - 1)) + ".",
                GAP_REMEDY);
    }

    private static String firstGap(TimeGrid grid) {
        for (int g = 0; g < grid.rows().length; g++) {
            for (int t = 0; t < grid.periods(); t++) {
                if (grid.rows()[g][t] == TimeGrid.NO_ROW) {
                    return grid.startOf(t)
                            + (grid.geos().get(g).isEmpty()
                                    ? ""
                                    : " for " + grid.geos().get(g));
                }
            }
        }
        return "none";
    }
}
