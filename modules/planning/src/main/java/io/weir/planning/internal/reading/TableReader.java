package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** Reads a data file of either format, recognised by its first bytes. */
final class TableReader {
    private TableReader() {}

    /** The columns in {@code wanted}; empty, and a fault, if the file is not a table. */
    static Optional<Table> read(InputFile file, ImmutableSet<String> wanted, Faults faults, Notes notes) {
        if (file.startsWith('P', 'K', 3, 4) || file.startsWith(0xd0, 0xcf, 0x11, 0xe0)) {
            faults.add(
                    file.name(), "is a workbook or archive; CSV and Parquet are read.", "Maybe save the sheet as CSV.");
            return Optional.empty();
        }
        if (file.startsWith(0x1f, 0x8b) || file.startsWith(0x28, 0xb5, 0x2f, 0xfd)) {
            faults.add(file.name(), "is compressed; CSV and Parquet are read.", "Maybe unpack it first.");
            return Optional.empty();
        }
        if (ParquetTable.isOne(file)) {
            return ParquetTable.read(file, wanted, faults);
        }
        return CsvTable.read(file, wanted, faults, notes);
    }
}
