package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides for each column of numbers whether decimals stand after a point or a comma. A value that can be read in one
 * way only decides for its column; a column without such a value follows the others of the file, if they agree.
 */
final class NumberFormatGuess {
    private final Table table;
    private final Optional<DecimalMark> told;
    private final Optional<DecimalMark> likely;
    private final Faults faults;
    private final Map<String, Evidence> byColumn = new LinkedHashMap<>();

    /**
     * @param told what the user says about the whole file
     * @param likely the mark of another file of the same workspace; decides where nothing else does
     */
    NumberFormatGuess(Table table, Optional<DecimalMark> told, Optional<DecimalMark> likely, Faults faults) {
        this.table = table;
        this.likely = likely;
        this.told = table.plain() ? Optional.of(DecimalMark.POINT) : told;
        this.faults = faults;
    }

    /** Looks at a column of numbers; all columns are looked at before {@link #markOf} is asked. */
    void observe(String column, String[] cells) {
        if (told.isEmpty()) {
            byColumn.computeIfAbsent(column, name -> Evidence.of(cells));
        }
    }

    /** The marks that the columns agree upon or not, for notes. */
    ImmutableSet<DecimalMark> seen() {
        return byColumn.values().stream()
                .filter(Evidence::decides)
                .map(Evidence::mark)
                .collect(ImmutableSet.toImmutableSet());
    }

    /** The mark of a column; empty, and a fault, if it cannot be told. */
    Optional<DecimalMark> markOf(String column) {
        Evidence evidence = byColumn.get(column);
        if (told.isPresent() || evidence == null) {
            return told;
        }
        if (evidence.contradicts()) {
            faults.add(
                    table.where(Math.max(evidence.point, evidence.comma)),
                    "column " + column + " holds numbers with decimal point and with decimal comma; one is in "
                            + table.where(Math.min(evidence.point, evidence.comma)) + ".",
                    "Maybe rows from two sources were joined.");
            return Optional.empty();
        }
        if (evidence.decides()) {
            return Optional.of(evidence.mark());
        }
        if (evidence.either < 0) {
            return Optional.of(DecimalMark.POINT);
        }
        ImmutableSet<DecimalMark> seen = seen();
        if (seen.size() == 1) {
            return Optional.of(seen.iterator().next());
        }
        return likely.isPresent() ? likely : ambiguous(column, evidence);
    }

    private Optional<DecimalMark> ambiguous(String column, Evidence evidence) {
        String example = table.columns().getOrDefault(column, new String[0])[evidence.either];
        faults.add(
                table.where(evidence.either),
                "column " + column + " (" + Texts.shown(example)
                        + ") can be read in two ways: the sign before the last three digits may stand before decimals or"
                        + " between thousands, and no other number of the file decides.",
                "Maybe add decimal: \".\" or decimal: \",\" under history in weir.yaml.");
        return Optional.empty();
    }

    /** For a note: how decimals are written in the file; empty if with a point. */
    Optional<String> note() {
        return seen().contains(DecimalMark.COMMA)
                ? Optional.of(byColumn.entrySet().stream()
                        .filter(entry ->
                                entry.getValue().decides() && entry.getValue().mark() == DecimalMark.COMMA)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.collectingAndThen(
                                Collectors.toList(), names -> "decimal comma in " + Texts.list(names))))
                : Optional.empty();
    }

    /**
     * The first rows whose cells have a shape; -1 if there is none.
     *
     * @param point row of a decimal point
     * @param comma row of a decimal comma
     * @param either row of a number that can be read in two ways
     */
    private record Evidence(int point, int comma, int either) {
        static Evidence of(String[] cells) {
            int[] first = new int[NumberShape.values().length];
            Arrays.fill(first, -1);
            for (int row = 0; row < cells.length; row++) {
                int shape = NumberShape.of(cells[row]).ordinal();
                if (first[shape] < 0) {
                    first[shape] = row;
                }
            }
            return new Evidence(
                    first[NumberShape.POINT.ordinal()],
                    first[NumberShape.COMMA.ordinal()],
                    first[NumberShape.EITHER.ordinal()]);
        }

        boolean contradicts() {
            return point >= 0 && comma >= 0;
        }

        boolean decides() {
            return (point >= 0) != (comma >= 0);
        }

        DecimalMark mark() {
            return point >= 0 ? DecimalMark.POINT : DecimalMark.COMMA;
        }
    }
}
