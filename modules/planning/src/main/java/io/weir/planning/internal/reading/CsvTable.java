package io.weir.planning.internal.reading;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a text file with a header and rows. Encoding and separator are recognised. */
final class CsvTable {
    /** Most rows. */
    static final int MOST_ROWS = 2_000_000;
    /** Most columns. */
    static final int MOST_COLUMNS = 5_000;

    private static final int PROBE = 1 << 16;
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private final InputFile file;
    private final Faults faults;
    private final Faults.Capped ragged;
    private final ImmutableIntArray.Builder lines = ImmutableIntArray.builder();
    private final Map<String, List<String>> columns = new LinkedHashMap<>();
    private final List<List<String>> byPosition = new ArrayList<>();
    private List<String> header = List.of();
    private int rows;

    private CsvTable(InputFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
        this.ragged = faults.new Capped("rows with another number of fields than the header");
    }

    /**
     * Reads the columns in {@code wanted} and drops the others.
     *
     * @return empty, and a fault, if the file is not text in columns
     */
    static Optional<Table> read(InputFile file, ImmutableSet<String> wanted, Faults faults, Notes notes) {
        return new CsvTable(file, faults).read(wanted, notes);
    }

    private Optional<Table> read(ImmutableSet<String> wanted, Notes notes) {
        Optional<TextDecoding> decoding = TextDecoding.of(file);
        if (decoding.isEmpty()) {
            return fail(
                    "is not a text file: it holds zero bytes.", "Maybe it is a workbook; save it as CSV or Parquet.");
        }
        try {
            return read(decoding.get(), wanted, notes);
        } catch (CharacterCodingException e) {
            return fail(
                    "holds bytes that are not " + decoding.get().charset().name() + ".",
                    "Maybe the file is damaged, or was joined from files of different encodings; save it as UTF-8.");
        } catch (IOException e) {
            return fail("cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private Optional<Table> read(TextDecoding decoding, ImmutableSet<String> wanted, Notes notes) throws IOException {
        String start = start(decoding);
        if (start.isBlank()) {
            return fail("is empty.", "Maybe the export failed; it needs a header and one row per period.");
        }
        boolean told = start.startsWith("sep=") && start.length() > 4; // a spreadsheet's hint on the first line
        Optional<Character> delimiter = told ? Optional.of(start.charAt(4)) : Delimiters.recognise(start, wanted);
        if (delimiter.isEmpty()) {
            return fail(
                    "has only one column; columns are separated by comma, semicolon, tab or bar.",
                    "Maybe a title stands above the header; delete it. Or another file was meant.");
        }
        note(decoding, delimiter.get(), notes);
        try (Reader reader = decoding.open(file)) {
            parse(reader, delimiter.get(), told, wanted);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CsvParseException e) {
            return unreadable(e);
        } catch (Unreadable e) {
            return Optional.empty();
        }
        return table();
    }

    /** Tells what the parser could not read; a fault of the encoding is passed on. */
    private Optional<Table> unreadable(CsvParseException e) throws CharacterCodingException {
        Throwable root = Throwables.getRootCause(e);
        if (root instanceof CharacterCodingException coding) {
            throw coding;
        }
        Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
        faults.add(
                file.name() + (line.find() ? ":" + line.group(1) : ""),
                "the row cannot be read: " + Texts.shown(String.valueOf(root.getMessage())) + ".",
                "Maybe a quote is not closed, or text follows a closing quote.");
        return Optional.empty();
    }

    private String start(TextDecoding decoding) throws IOException {
        try (var reader = new BufferedReader(decoding.open(file))) {
            var start = new char[PROBE];
            int length = 0;
            for (int n = reader.read(start); n > 0; n = reader.read(start, length, PROBE - length)) {
                length += n;
            }
            String text = new String(start, 0, length);
            int lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
            return length == PROBE && lastLine > 0 ? text.substring(0, lastLine) : text;
        }
    }

    private void note(TextDecoding decoding, char delimiter, Notes notes) {
        if (decoding.isFallback()) {
            notes.add(file.name() + ": is not UTF-8 and was read as windows-1252.");
        } else if (!decoding.charset().equals(StandardCharsets.UTF_8)) {
            notes.add(file.name() + ": encoding " + decoding.charset().name() + ".");
        }
        if (delimiter != ',') {
            notes.add(file.name() + ": separator " + Delimiters.name(delimiter) + ".");
        }
    }

    private void parse(Reader reader, char delimiter, boolean skipFirst, ImmutableSet<String> wanted)
            throws IOException {
        try (var records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(reader)) {
            boolean skip = skipFirst;
            for (CsvRecord record : records) {
                if (skip) {
                    skip = false;
                } else if (header.isEmpty()) {
                    head(record, wanted);
                } else {
                    row(record);
                }
            }
        }
        ragged.close();
    }

    private void head(CsvRecord record, ImmutableSet<String> wanted) {
        if (record.getFieldCount() > MOST_COLUMNS) {
            fail(
                    "has " + Texts.count(record.getFieldCount(), "column") + "; at most "
                            + Texts.count(MOST_COLUMNS, "column") + " are read.",
                    "Maybe the table is turned: it needs one row per period.");
            throw new Unreadable();
        }
        header = record.getFields().stream().map(String::strip).toList();
        for (String name : header) {
            byPosition.add(wanted.contains(name) ? columns.computeIfAbsent(name, n -> new ArrayList<>()) : List.of());
        }
    }

    private void row(CsvRecord record) {
        if (rows == MOST_ROWS) {
            fail("has more than " + Texts.count(MOST_ROWS, "row") + ".", "Maybe sum the rows up per period first.");
            throw new Unreadable();
        }
        if (record.getFields().stream().allMatch(String::isBlank)) {
            return;
        }
        if (record.getFieldCount() != header.size()) {
            ragged.add(
                    file.name() + ":" + record.getStartingLineNumber(),
                    "the row has " + Texts.count(record.getFieldCount(), "field") + ", the header has "
                            + Texts.count(header.size(), "column") + ".",
                    "Maybe a quote is not closed, or a number holds the separator and is not in quotes.");
            return;
        }
        keep(record);
    }

    private void keep(CsvRecord record) {
        for (int i = 0; i < header.size(); i++) {
            List<String> cells = byPosition.get(i);
            if (cells instanceof ArrayList && cells.size() == rows) { // of columns with the same name the first counts
                cells.add(record.getField(i).strip());
            }
        }
        lines.add((int) record.getStartingLineNumber());
        rows++;
    }

    private Optional<Table> table() {
        if (rows == 0) {
            return fail("has a header but no rows.", "Maybe the export failed; it needs one row per period.");
        }
        ImmutableIntArray numbers = lines.build();
        var cells = ImmutableMap.<String, String[]>builder();
        columns.forEach((name, values) -> cells.put(name, values.toArray(new String[0])));
        return Optional.of(new Table(
                file.name(),
                ImmutableList.copyOf(header),
                cells.buildOrThrow(),
                rows,
                false,
                row -> file.name() + ":" + numbers.get(row)));
    }

    private Optional<Table> fail(String what, String remedy) {
        faults.add(file.name(), what, remedy);
        return Optional.empty();
    }

    /** Ends the reading after a fault was added. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
