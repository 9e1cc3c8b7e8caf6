package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a column of dates. How they are written is recognised for the column as a whole; where days and months can be
 * told apart neither by a day above 12 nor by even steps between the dates, it is a fault and the user has to say.
 */
final class DateFormatGuess {
    private final Table table;
    private final String column;
    private final String[] cells;
    private final Faults faults;
    private final Notes notes;
    private final Map<String, Integer> firstRows = new LinkedHashMap<>();

    DateFormatGuess(Table table, String column, String[] cells, Faults faults, Notes notes) {
        this.table = table;
        this.column = column;
        this.cells = cells;
        this.faults = faults;
        this.notes = notes;
        for (int row = 0; row < cells.length; row++) {
            firstRows.putIfAbsent(cells[row], row);
        }
    }

    /** A pattern of the user's, such as {@code dd/MM/yyyy}; empty if it is none. */
    static Optional<DateTimeFormatter> pattern(String pattern) {
        try {
            return Optional.of(DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The dates of a column.
     *
     * @param rows row by row
     * @param shape how they are written; empty if the user told
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Dates(LocalDate[] rows, Optional<DateShape> shape) {}

    /**
     * The dates row by row.
     *
     * @param told the pattern that the user gave
     * @param likely how another file of the same workspace writes dates; decides where nothing else does
     * @return empty, and faults, if a cell is no date
     */
    Optional<Dates> dates(Optional<DateTimeFormatter> told, Optional<DateShape> likely) {
        if (told.isPresent() && !table.plain()) {
            return read(text -> read(text, told.get()), "a date written in the form that history.date-format gives")
                    .map(rows -> new Dates(rows, Optional.empty()));
        }
        return shape(likely).flatMap(shape -> {
            if (shape != DateShape.YEAR_FIRST) {
                notes.add(table.file() + ": dates written as " + shape.example() + ".");
            }
            return read(shape::read, "a possible date written as " + shape.example())
                    .map(rows -> new Dates(rows, Optional.of(shape)));
        });
    }

    private Optional<LocalDate[]> read(Function<String, Optional<LocalDate>> reader, String valid) {
        var dates = new LinkedHashMap<String, LocalDate>();
        var bad = faults.new Capped("dates of column " + column + " that cannot be read");
        firstRows.forEach((text, row) -> reader.apply(text)
                .ifPresentOrElse(
                        date -> dates.put(text, date),
                        () -> bad.add(
                                table.where(row),
                                column + " (" + Texts.shown(text) + ") must be " + valid + ".",
                                remedy(text))));
        bad.close();
        return dates.size() < firstRows.size()
                ? Optional.empty()
                : Optional.of(Arrays.stream(cells).map(dates::get).toArray(LocalDate[]::new));
    }

    private static Optional<LocalDate> read(String text, DateTimeFormatter format) {
        try {
            return Optional.of(LocalDate.parse(text, format));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** How the column is written: the shape that fits most cells. */
    private Optional<DateShape> shape(Optional<DateShape> likely) {
        DateShape most = DateShape.YEAR_FIRST;
        long best = 0;
        for (DateShape shape : DateShape.values()) {
            long fits = firstRows.keySet().stream().filter(shape::matches).count();
            if (fits > best) {
                most = shape;
                best = fits;
            }
        }
        if (best == 0) {
            Map.Entry<String, Integer> first = firstRows.entrySet().iterator().next();
            faults.add(
                    table.where(first.getValue()),
                    column + " (" + Texts.shown(first.getKey()) + ") is not written in a way that is recognised;"
                            + " recognised are 2024-01-31, 31.01.2024, 31/01/2024, 01/31/2024 and 2024-W05.",
                    remedy(first.getKey()));
            return Optional.empty();
        }
        return most == DateShape.DAY_FIRST ? dayOrMonthFirst(likely) : Optional.of(most);
    }

    private Optional<DateShape> dayOrMonthFirst(Optional<DateShape> likely) {
        List<String> slashed =
                firstRows.keySet().stream().filter(DateShape.DAY_FIRST::matches).toList();
        Set<DateShape> possible = EnumSet.noneOf(DateShape.class);
        for (DateShape shape : List.of(DateShape.DAY_FIRST, DateShape.MONTH_FIRST)) {
            if (slashed.stream().allMatch(text -> shape.read(text).isPresent())) {
                possible.add(shape);
            }
        }
        if (possible.size() == 1) {
            return Optional.of(possible.iterator().next());
        }
        if (possible.isEmpty()) {
            return Optional.of(likelier(slashed));
        }
        if (likely.filter(possible::contains).isPresent()) {
            return likely;
        }
        List<DateShape> even =
                possible.stream().filter(shape -> isEven(slashed, shape)).toList();
        if (even.size() == 1) {
            return Optional.of(even.get(0));
        }
        Map.Entry<String, Integer> first = firstRows.entrySet().iterator().next();
        faults.add(
                table.where(first.getValue()),
                column + " (" + Texts.shown(first.getKey())
                        + ") can be read with the day or with the month first, and no date of the column decides.",
                "Maybe add date-format: dd/MM/yyyy or date-format: MM/dd/yyyy under history in weir.yaml.");
        return Optional.empty();
    }

    /** The order in which more of the dates are possible; the others are then told as faults. */
    private static DateShape likelier(Collection<String> texts) {
        long day = texts.stream()
                .filter(t -> DateShape.DAY_FIRST.read(t).isPresent())
                .count();
        long month = texts.stream()
                .filter(t -> DateShape.MONTH_FIRST.read(t).isPresent())
                .count();
        return day >= month ? DateShape.DAY_FIRST : DateShape.MONTH_FIRST;
    }

    /** Whether the dates, read this way, are all one day or all one week apart. */
    private static boolean isEven(Collection<String> texts, DateShape shape) {
        ImmutableList<LocalDate> dates = texts.stream()
                .flatMap(text -> shape.read(text).stream())
                .distinct()
                .sorted()
                .collect(ImmutableList.toImmutableList());
        if (dates.size() < 3) {
            return false;
        }
        long step = ChronoUnit.DAYS.between(dates.get(0), dates.get(1));
        for (int i = 1; i < dates.size(); i++) {
            if (ChronoUnit.DAYS.between(dates.get(i - 1), dates.get(i)) != step) {
                return false;
            }
        }
        return step == 1 || step == 7;
    }

    private static String remedy(String text) {
        if (MissingWords.isMissing(text)) {
            return "Maybe the row is empty, or a heading or a total; delete it.";
        }
        if (text.matches("\\d{5}")) {
            return "Maybe a spreadsheet wrote its day numbers; format the column as a date (2024-01-31) and export again.";
        }
        if (text.matches("\\d{1,2}[-./]\\d{1,2}[-./]\\d{2}")) {
            return "Maybe the year has two digits; add date-format: dd.MM.yy, or the like, under history in weir.yaml.";
        }
        if (text.contains(":")) {
            return "Maybe it is a time of day; a row is a whole day or week.";
        }
        return text.chars().anyMatch(Character::isDigit)
                ? "Maybe day and month were exchanged, or history.date-format is needed."
                : "Maybe the row is a total or a remark; delete it.";
    }
}
