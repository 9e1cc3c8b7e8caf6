package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads a Parquet file. Its columns have types, so nothing has to be recognised. */
final class ParquetTable {
    private final InputFile file;
    private final Faults faults;

    private ParquetTable(InputFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** Whether the file says that it is one. */
    static boolean isOne(InputFile file) {
        return file.startsWith('P', 'A', 'R', '1');
    }

    /**
     * Reads the columns in {@code wanted} and passes over the others.
     *
     * @return empty, and a fault, if the file is damaged or a column has a type that is not read
     */
    static Optional<Table> read(InputFile file, ImmutableSet<String> wanted, Faults faults) {
        return new ParquetTable(file, faults).read(wanted);
    }

    @SuppressWarnings("CatchingUnchecked") // the library tells damage by any exception
    private Optional<Table> read(ImmutableSet<String> wanted) {
        var options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .withCodecFactory(new PlainCodecs())
                .build();
        try (var reader = ParquetFileReader.open(new BytesInputFile(file.bytes()), options)) {
            return read(reader, wanted);
        } catch (IOException | RuntimeException e) {
            return fail(
                    "cannot be read as Parquet: " + Texts.shown(String.valueOf(e.getMessage())) + ".",
                    "Maybe it was cut short when it was copied; write it again, packed with SNAPPY or ZSTD.");
        }
    }

    private Optional<Table> read(ParquetFileReader reader, ImmutableSet<String> wanted) throws IOException {
        MessageType schema = reader.getFileMetaData().getSchema();
        ImmutableList<String> header =
                schema.getFields().stream().map(Type::getName).collect(ImmutableList.toImmutableList());
        long rows = reader.getRecordCount();
        if (rows == 0 || rows > CsvTable.MOST_ROWS || header.size() > CsvTable.MOST_COLUMNS) {
            return fail(
                    "has " + Texts.count(rows, "row") + " and " + Texts.count(header.size(), "column")
                            + "; at least one and at most " + Texts.count(CsvTable.MOST_ROWS, "row") + " and "
                            + Texts.count(CsvTable.MOST_COLUMNS, "column") + " are read.",
                    "Maybe another file was meant.");
        }
        List<Type> used = schema.getFields().stream()
                .filter(type -> wanted.contains(type.getName()))
                .toList();
        Optional<List<ParquetCells>> cells = cells(used);
        if (cells.isEmpty()) {
            return Optional.empty();
        }
        String[][] columns = new String[used.size()][(int) rows];
        if (!used.isEmpty()) {
            fill(reader, new MessageType(schema.getName(), used), cells.get(), columns);
        }
        var byName = ImmutableMap.<String, String[]>builder();
        for (int i = 0; i < columns.length; i++) {
            byName.put(used.get(i).getName(), columns[i]);
        }
        return Optional.of(new Table(
                file.name(),
                header,
                byName.buildKeepingLast(),
                (int) rows,
                true,
                row -> file.name() + ":row " + (row + 1)));
    }

    private Optional<List<ParquetCells>> cells(List<Type> types) {
        var cells = new ArrayList<ParquetCells>();
        for (Type type : types) {
            ParquetCells.of(type)
                    .ifPresentOrElse(
                            cells::add,
                            () -> fail(
                                    "column " + type.getName() + " (" + Texts.shown(type.toString())
                                            + ") must hold numbers, text, dates or timestamps.",
                                    "Maybe it is a list or bytes; write the table flat."));
        }
        return cells.size() == types.size() ? Optional.of(cells) : Optional.empty();
    }

    private static void fill(ParquetFileReader reader, MessageType used, List<ParquetCells> cells, String[][] columns)
            throws IOException {
        reader.setRequestedSchema(used);
        var io = new ColumnIOFactory().getColumnIO(used);
        int row = 0;
        for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
            var records = io.getRecordReader(pages, new GroupRecordConverter(used));
            for (long i = 0; i < pages.getRowCount(); i++, row++) {
                Group record = records.read();
                for (int field = 0; field < columns.length; field++) {
                    boolean has = record.getFieldRepetitionCount(field) > 0;
                    columns[field][row] = has ? cells.get(field).text(record, field) : "";
                }
            }
        }
    }

    private Optional<Table> fail(String what, String remedy) {
        faults.add(file.name(), what, remedy);
        return Optional.empty();
    }
}
