package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with the files of a workspace, gathered so that all of it can be told at once. */
final class Faults {
    /** So many faults of one kind are listed in full; the rest are counted. */
    static final int LISTED = 20;

    private static final Pattern LINE = Pattern.compile("^(.*?):(?:row )?(\\d+)$");

    private final String firstFile;
    private final List<Fault> faults = new ArrayList<>();

    /** @param firstFile whose faults are told before those of the others */
    Faults(String firstFile) {
        this.firstFile = firstFile;
    }

    void add(String where, String what, String remedy) {
        faults.add(new Fault(where, what, remedy));
    }

    int count() {
        return faults.size();
    }

    /** @throws BadInputException with all faults, file by file and in the order of lines, if there are any */
    void throwIfAny() {
        if (!faults.isEmpty()) {
            throw new BadInputException(inOrder());
        }
    }

    private ImmutableList<Fault> inOrder() {
        List<String> files = Stream.concat(Stream.of(firstFile), faults.stream().map(Faults::file))
                .distinct()
                .toList();
        return faults.stream()
                .distinct()
                .sorted(Comparator.<Fault>comparingInt(fault -> files.indexOf(file(fault)))
                        .thenComparingLong(Faults::line))
                .collect(ImmutableList.toImmutableList());
    }

    private static String file(Fault fault) {
        Matcher matcher = LINE.matcher(fault.where());
        return matcher.matches() ? matcher.group(1) : fault.where();
    }

    private static long line(Fault fault) {
        Matcher matcher = LINE.matcher(fault.where());
        return matcher.matches() ? Long.parseLong(matcher.group(2)) : 0;
    }

    /** Faults of one kind in one place: the first {@link #LISTED} are told, the others counted. */
    final class Capped {
        private final String subject;
        private int seen;
        private String lastWhere = "";

        /** @param subject what the faults are about, in the plural: {@code values of search_spend that are not numbers} */
        Capped(String subject) {
            this.subject = subject;
        }

        void add(String where, String what, String remedy) {
            seen++;
            lastWhere = where;
            if (seen <= LISTED) {
                Faults.this.add(where, what, remedy);
            }
        }

        /** Tells how many were not listed. */
        void close() {
            if (seen > LISTED) {
                Faults.this.add(lastWhere, "and " + (seen - LISTED) + " more " + subject + ".", "");
            }
        }
    }
}
