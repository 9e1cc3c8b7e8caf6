package io.weir.planning.internal.reading;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways a date may be written that are recognised. */
enum DateShape {
    /** {@code 2024-01-31}, also with slashes, points or nothing between. */
    YEAR_FIRST("2024-01-31", "(\\d{4})([-/.]?)(\\d{1,2})\\2(\\d{1,2})") {
        @Override
        LocalDate date(Matcher m) {
            return LocalDate.of(number(m, 1), number(m, 3), number(m, 4));
        }
    },
    /** {@code 31.01.2024}: points stand where the day comes first. */
    POINTS("31.01.2024", "(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})") {
        @Override
        LocalDate date(Matcher m) {
            return LocalDate.of(number(m, 3), number(m, 2), number(m, 1));
        }
    },
    /** {@code 31/01/2024} or {@code 31-01-2024}. */
    DAY_FIRST("31/01/2024", "(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4})") {
        @Override
        LocalDate date(Matcher m) {
            return LocalDate.of(number(m, 4), number(m, 3), number(m, 1));
        }
    },
    /** {@code 01/31/2024} or {@code 01-31-2024}. */
    MONTH_FIRST("01/31/2024", "(\\d{1,2})([-/])(\\d{1,2})\\2(\\d{4})") {
        @Override
        LocalDate date(Matcher m) {
            return LocalDate.of(number(m, 4), number(m, 1), number(m, 3));
        }
    },
    /** {@code 2024-W05}: the Monday of an ISO week. */
    WEEK("2024-W05", "(\\d{4})-?W(\\d{1,2})(?:-?1)?") {
        @Override
        LocalDate date(Matcher m) {
            LocalDate inYear = LocalDate.of(number(m, 1), 1, 4);
            int week = number(m, 2);
            if (week < 1
                    || week
                            > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                    .rangeRefinedBy(inYear)
                                    .getMaximum()) {
                throw new DateTimeException("no such week");
            }
            return inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(DayOfWeek.MONDAY);
        }
    };

    private static final Pattern MIDNIGHT = Pattern.compile("[T ]0{1,2}:00(:00([.,]0+)?)?\\s?(Z|UTC|[+-]00:?00)?$");

    private final String example;
    private final Pattern pattern;

    DateShape(String example, String pattern) {
        this.example = example;
        this.pattern = Pattern.compile(pattern);
    }

    /** How the last day of January 2024, or its week, is written. */
    String example() {
        return example;
    }

    /** Whether the text is written this way, be the date possible or not. */
    boolean matches(String text) {
        return pattern.matcher(withoutMidnight(text)).matches();
    }

    /** The date; empty if the text is written in another way or there is no such date. */
    Optional<LocalDate> read(String text) {
        Matcher matcher = pattern.matcher(withoutMidnight(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(date(matcher));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** @throws DateTimeException if there is no such date */
    abstract LocalDate date(Matcher matcher);

    private static String withoutMidnight(String text) {
        return text.indexOf(':') < 0 ? text : MIDNIGHT.matcher(text).replaceFirst("");
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
