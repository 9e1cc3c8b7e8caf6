package io.weir.planning.internal.reading;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** Writes typed cells of a Parquet file as the text that a CSV file would hold: {@code 1234.5}, {@code 2024-01-31}. */
interface ParquetCells {
    /** Day number of 1970-01-01 in the Julian calendar that INT96 timestamps count in. */
    int JULIAN_EPOCH = 2_440_588;

    /** The text of a field that has a value. */
    String text(Group row, int field);

    /** How cells of a type are written; empty if the type is none of numbers, text, dates and timestamps. */
    static Optional<ParquetCells> of(Type type) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        return of(type.asPrimitiveType());
    }

    private static Optional<ParquetCells> of(PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        ParquetCells cells = switch (type.getPrimitiveTypeName()) {
            case BOOLEAN -> (row, field) -> row.getBoolean(field, 0) ? "1" : "0";
            case FLOAT -> (row, field) -> number(Float.toString(row.getFloat(field, 0)));
            case DOUBLE -> (row, field) -> number(Double.toString(row.getDouble(field, 0)));
            case INT32 ->
                meaning instanceof DateLogicalTypeAnnotation
                        ? (row, field) ->
                                LocalDate.ofEpochDay(row.getInteger(field, 0)).toString()
                        : whole(meaning, (row, field) -> row.getInteger(field, 0));
            case INT64 ->
                meaning instanceof TimestampLogicalTypeAnnotation stamp
                        ? (row, field) -> moment(row.getLong(field, 0), unit(stamp))
                        : whole(meaning, (row, field) -> row.getLong(field, 0));
            case INT96 -> ParquetCells::oldMoment;
            case BINARY ->
                meaning instanceof DecimalLogicalTypeAnnotation decimal
                        ? (row, field) -> decimal(row, field, decimal.getScale())
                        : (row, field) ->
                                row.getBinary(field, 0).toStringUsingUTF8().strip();
            case FIXED_LEN_BYTE_ARRAY ->
                meaning instanceof DecimalLogicalTypeAnnotation decimal
                        ? (row, field) -> decimal(row, field, decimal.getScale())
                        : null;
        };
        return Optional.ofNullable(cells);
    }

    private static ParquetCells whole(LogicalTypeAnnotation meaning, WholeNumber number) {
        int scale = meaning instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
        return (row, field) -> BigDecimal.valueOf(number.of(row, field), scale).toPlainString();
    }

    private static String number(String text) {
        return text.equals("NaN") ? "" : text;
    }

    private static String decimal(Group row, int field, int scale) {
        return new BigDecimal(new BigInteger(row.getBinary(field, 0).getBytes()), scale).toPlainString();
    }

    private static ChronoUnit unit(TimestampLogicalTypeAnnotation stamp) {
        return switch (stamp.getUnit()) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
        };
    }

    private static String moment(long count, ChronoUnit unit) {
        return text(LocalDateTime.ofInstant(Instant.EPOCH.plus(count, unit), ZoneOffset.UTC));
    }

    private static String oldMoment(Group row, int field) {
        var bytes = row.getInt96(field, 0).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        LocalDate date = LocalDate.ofEpochDay((long) bytes.getInt() - JULIAN_EPOCH);
        return text(date.atTime(LocalTime.ofNanoOfDay(nanos)));
    }

    private static String text(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.toString();
    }

    /** A field of whole numbers. */
    interface WholeNumber {
        long of(Group row, int field);
    }
}
