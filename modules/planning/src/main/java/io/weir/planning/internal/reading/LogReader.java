package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.BadInputException;
import io.weir.core.Channel;
import io.weir.core.ChannelKind;
import io.weir.core.Line;
import io.weir.core.Line.Unit;
import io.weir.core.MarketLayout;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.simulator.MarketLog;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the log of a market. All faults are told at once; every tick must hold every line. */
public final class LogReader {
    /** The columns, in the order in which they are written. */
    public static final ImmutableList<String> COLUMNS = ImmutableList.of(
            "date",
            "hour",
            "channel",
            "kind",
            "line",
            "unit",
            "opportunities",
            "price",
            "click_rate",
            "conversion_rate",
            "value");

    private static final ImmutableMap<String, ChannelKind> KINDS = words(ChannelKind.values());
    private static final ImmutableMap<String, Unit> UNITS = words(Unit.values());
    private static final int HOURS = 24;
    private static final int DAYS = 7;

    private final Table table;
    private final Faults faults;
    private final Faults.Capped wrong;
    private final Map<String, String[]> columns = new LinkedHashMap<>();
    private final Map<String, ChannelKind> kinds = new LinkedHashMap<>();
    private final Map<String, Map<String, Unit>> lines = new LinkedHashMap<>();

    private LogReader(Table table, Faults faults) {
        this.table = table;
        this.faults = faults;
        this.wrong = faults.new Capped("cells that cannot be used");
    }

    private static <E extends Enum<E>> ImmutableMap<String, E> words(E[] values) {
        return ImmutableList.copyOf(values).stream()
                .collect(ImmutableMap.toImmutableMap(v -> v.name().toLowerCase(Locale.ROOT), v -> v));
    }

    /**
     * @param name of the file, for messages
     * @param bytes what it holds
     * @throws BadInputException with every fault, if it cannot be used
     */
    public static MarketLog read(String name, byte[] bytes) {
        var faults = new Faults(name);
        Optional<MarketLog> log = CsvTable.read(
                        new InputFile(name, bytes), ImmutableSet.copyOf(COLUMNS), faults, new Notes())
                .flatMap(table -> new LogReader(table, faults).log());
        faults.throwIfAny();
        return log.orElseThrow(() -> new IllegalStateException("a log without faults could not be read."));
    }

    private Optional<MarketLog> log() {
        for (String column : COLUMNS) {
            Optional<String[]> cells = table.column(column);
            cells.ifPresent(c -> columns.put(column, c));
            if (cells.isEmpty()) {
                faults.add(
                        table.file() + ":1",
                        "has no column " + column + ".",
                        Spelling.remedy(column, table.header(), "Maybe it was not recorded by Weir."));
            }
        }
        if (faults.count() > 0) {
            return Optional.empty();
        }
        if (table.rows() == 0) {
            faults.add(table.file(), "holds no tick.", "");
            return Optional.empty();
        }
        return entries().flatMap(this::filled);
    }

    /** A row's place in time and its numbers. */
    private record Entry(int row, LocalDate date, int hour, String channel, String line, double[] numbers) {}

    private Optional<List<Entry>> entries() {
        var entries = new ArrayList<Entry>();
        for (int row = 0; row < table.rows(); row++) {
            entry(row).ifPresent(entries::add);
        }
        return faults.count() > 0 ? Optional.empty() : Optional.of(entries);
    }

    private Optional<Entry> entry(int row) {
        int before = faults.count();
        LocalDate date = date(row);
        int hour = (int) number(row, "hour", 0, HOURS - 1);
        String channel = cell(row, "channel");
        String line = cell(row, "line");
        if (channel.isEmpty() || line.isEmpty()) {
            wrong.add(table.where(row), "names no channel or no line.", "");
        }
        ChannelKind kind = word(row, "kind", KINDS);
        Unit unit = word(row, "unit", UNITS);
        double[] numbers = {
            number(row, "opportunities", 0, 1e15),
            number(row, "price", 0, 1e12),
            number(row, "click_rate", 0, 1),
            number(row, "conversion_rate", 0, 1000),
            number(row, "value", 0, 1e12)
        };
        if (faults.count() > before || date == null || kind == null || unit == null) {
            return Optional.empty();
        }
        kinds.putIfAbsent(channel, kind);
        lines.computeIfAbsent(channel, c -> new LinkedHashMap<>()).putIfAbsent(line, unit);
        return Optional.of(new Entry(row, date, hour, channel, line, numbers));
    }

    private String cell(int row, String column) {
        return Objects.requireNonNull(columns.get(column))[row].strip();
    }

    private @org.jspecify.annotations.Nullable LocalDate date(int row) {
        try {
            return LocalDate.parse(cell(row, "date"));
        } catch (DateTimeParseException e) {
            wrong.add(
                    table.where(row),
                    "date (" + Texts.shown(cell(row, "date")) + ") is no date such as 2024-01-31.",
                    "");
            return null;
        }
    }

    private <E> @org.jspecify.annotations.Nullable E word(int row, String column, ImmutableMap<String, E> words) {
        E word = words.get(cell(row, column));
        if (word == null) {
            wrong.add(
                    table.where(row),
                    column + " (" + Texts.shown(cell(row, column)) + ") must be one of "
                            + String.join(", ", words.keySet()) + ".",
                    "");
        }
        return word;
    }

    private double number(int row, String column, double least, double most) {
        try {
            double number = Double.parseDouble(cell(row, column));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as a number that is out of range is
        }
        wrong.add(
                table.where(row),
                column + " (" + Texts.shown(cell(row, column)) + ") must be a number from " + Texts.plain(least)
                        + " to " + Texts.plain(most) + ".",
                "");
        return Double.NaN;
    }

    private Optional<MarketLog> filled(List<Entry> entries) {
        LocalDate first =
                entries.stream().map(Entry::date).min(LocalDate::compareTo).orElseThrow();
        LocalDate last =
                entries.stream().map(Entry::date).max(LocalDate::compareTo).orElseThrow();
        int ticksPerDay = entries.stream().anyMatch(e -> e.hour() > 0) ? HOURS : 1;
        int days = (int) (last.toEpochDay() - first.toEpochDay()) + 1;
        boolean weeks = first.getDayOfWeek() == DayOfWeek.MONDAY && days % DAYS == 0;
        PeriodLength period = weeks ? PeriodLength.WEEK : PeriodLength.DAY;
        var seats = ImmutableList.<MarketLayout.Seat>builder();
        Map<String, Integer> place = new LinkedHashMap<>();
        lines.forEach((channel, own) -> {
            var list = ImmutableList.<Line>builder();
            own.forEach((line, unit) -> {
                list.add(new Line(line, unit));
                place.put(channel + "\n" + line, place.size());
            });
            seats.add(new MarketLayout.Seat(
                    Channel.paid(channel, Objects.requireNonNull(kinds.get(channel))), list.build()));
        });
        var layout = new MarketLayout(
                seats.build(),
                ImmutableList.of("everyone"),
                first,
                period,
                days / period.days(),
                ticksPerDay,
                MoneyUnit.unnamed());
        int ticks = days * ticksPerDay;
        if ((long) ticks * place.size() > CsvTable.MOST_ROWS) {
            faults.add(
                    table.file(),
                    "reaches from " + first + " to " + last + ", more than a log of its rows can hold.",
                    "Maybe a date is mistyped.");
            return Optional.empty();
        }
        double[][][] filled = new double[5][ticks][place.size()];
        boolean[][] there = new boolean[ticks][place.size()];
        for (Entry entry : entries) {
            int tick = (int) (entry.date().toEpochDay() - first.toEpochDay()) * ticksPerDay + entry.hour();
            int seat = Objects.requireNonNull(place.get(entry.channel() + "\n" + entry.line()));
            if (there[tick][seat]) {
                wrong.add(
                        table.where(entry.row()),
                        "tells of " + entry.date() + ", hour " + entry.hour() + ", " + entry.channel() + ", "
                                + entry.line() + " a second time.",
                        "");
            }
            there[tick][seat] = true;
            for (int k = 0; k < filled.length; k++) {
                filled[k][tick][seat] = entry.numbers()[k];
            }
        }
        holes(first, ticksPerDay, there, List.copyOf(place.keySet()));
        return faults.count() > 0
                ? Optional.empty()
                : Optional.of(new MarketLog(layout, filled[0], filled[1], filled[2], filled[3], filled[4]));
    }

    private void holes(LocalDate first, int ticksPerDay, boolean[][] there, List<String> seats) {
        var holes = faults.new Capped("rows that are missing");
        for (int tick = 0; tick < there.length; tick++) {
            for (int seat = 0; seat < seats.size(); seat++) {
                if (!there[tick][seat]) {
                    holes.add(
                            table.file(),
                            "has a hole: no row for " + first.plusDays(tick / ticksPerDay) + ", hour "
                                    + tick % ticksPerDay + ", "
                                    + seats.get(seat).replace("\n", ", ") + ".",
                            "Maybe write a row with 0 opportunities where nothing could be bought.");
                }
            }
        }
    }
}
