package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableSet;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Recognises what separates the columns of a text file: comma, semicolon, tab or bar. */
final class Delimiters {
    private static final int ROWS = 50;

    private Delimiters() {}

    /**
     * The separator under which the header holds the most columns that are asked for; among equals the one under which
     * rows are as long as the header, then the one with more columns. Empty if none splits the header.
     *
     * @param start of the file: whole lines
     * @param wanted names of columns
     */
    static Optional<Character> recognise(String start, ImmutableSet<String> wanted) {
        return Stream.of(',', ';', '\t', '|')
                .map(delimiter -> Candidate.of(delimiter, start, wanted))
                .filter(candidate -> candidate.columns > 1)
                .max(Comparator.comparingInt(Candidate::found)
                        .thenComparing(Candidate::even)
                        .thenComparingInt(Candidate::columns))
                .map(Candidate::delimiter);
    }

    /** For people. */
    static String name(char delimiter) {
        return delimiter == '\t' ? "tab" : "'" + delimiter + "'";
    }

    private record Candidate(char delimiter, int found, boolean even, int columns) {
        static Candidate of(char delimiter, String start, ImmutableSet<String> wanted) {
            List<CsvRecord> records = records(delimiter, start);
            if (records.isEmpty()) {
                return new Candidate(delimiter, 0, false, 0);
            }
            List<String> header =
                    records.get(0).getFields().stream().map(String::strip).toList();
            return new Candidate(
                    delimiter,
                    (int) header.stream().filter(wanted::contains).count(),
                    records.stream().allMatch(record -> record.getFieldCount() == header.size()),
                    header.size());
        }

        private static List<CsvRecord> records(char delimiter, String start) {
            var records = new ArrayList<CsvRecord>();
            try (var reader = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(start)) {
                for (CsvRecord record : reader) {
                    if (records.size() == ROWS) {
                        break;
                    }
                    records.add(record);
                }
            } catch (CsvParseException | java.io.IOException e) {
                // what could be read so far is judged
            }
            return records;
        }
    }
}
