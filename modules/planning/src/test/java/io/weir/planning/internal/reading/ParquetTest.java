package io.weir.planning.internal.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTest {
    @TempDir
    private Path directory;

    private Workspaces workspaces;

    @BeforeEach
    void aWorkspaceWithoutCsv() throws IOException {
        workspaces = new Workspaces(directory).yamlWith("history.csv", "history.parquet");
        Files.delete(directory.resolve("history.csv"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void readsWhatCsvHoldsHoweverPagesArePacked(CompressionCodecName codec) throws IOException {
        write(
                codec,
                "required int32 week (DATE);",
                (row, t) -> row.append("week", (int) Workspaces.week(t).toEpochDay()));

        WorkspaceFiles files = workspaces.read();

        Path csv = Files.createDirectory(directory.resolve("csv"));
        WorkspaceFiles same = new Workspaces(csv).read();
        assertThat(files.history()).isEqualTo(same.history());
        assertThat(files.hashes()).containsOnlyKeys("history.parquet", "weir.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MILLIS", "MICROS", "NANOS"})
    void readsTimestampsAtMidnight(String unit) throws IOException {
        long perDay =
                unit.equals("MILLIS") ? 86_400_000L : unit.equals("MICROS") ? 86_400_000_000L : 86_400_000_000_000L;
        write(
                CompressionCodecName.UNCOMPRESSED,
                "required int64 week (TIMESTAMP(" + unit + ", true));",
                (row, t) -> row.append("week", Workspaces.week(t).toEpochDay() * perDay));

        assertThat(workspaces.read().history().start()).isEqualTo(Workspaces.START);
    }

    @Test
    void readsTimestampsOfOldWriters() throws IOException {
        write(
                CompressionCodecName.UNCOMPRESSED,
                "required int96 week;",
                (row, t) ->
                        row.append("week", new NanoTime((int) Workspaces.week(t).toEpochDay() + 2_440_588, 0)));

        assertThat(workspaces.read().history().start()).isEqualTo(Workspaces.START);
    }

    @Test
    void readsDatesWrittenAsText() throws IOException {
        write(
                CompressionCodecName.UNCOMPRESSED,
                "required binary week (STRING);",
                (row, t) -> row.append("week", Workspaces.week(t).toString()));

        assertThat(workspaces.read().history().start()).isEqualTo(Workspaces.START);
    }

    @Test
    void refusesATimeOfDay() throws IOException {
        write(
                CompressionCodecName.UNCOMPRESSED,
                "required int64 week (TIMESTAMP(MILLIS, true));",
                (row, t) -> row.append(
                        "week",
                        Workspaces.week(t)
                                .atTime(t == 2 ? 5 : 0, 0)
                                .toInstant(ZoneOffset.UTC)
                                .toEpochMilli()));

        assertThat(workspaces.faults())
                .contains("history.parquet:row 3: week (2023-01-16T05:00)", "Maybe it is a time of day");
    }

    @Test
    void refusesADamagedFile() throws IOException {
        write(CompressionCodecName.SNAPPY, "required int32 week (DATE);", (row, t) -> row.append("week", t));
        byte[] bytes = Files.readAllBytes(directory.resolve("history.parquet"));
        workspaces.write("history.parquet", Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(workspaces.faults()).contains("history.parquet: cannot be read as Parquet");
    }

    @Test
    void refusesAnyDamageWithoutBreaking() throws IOException {
        write(CompressionCodecName.ZSTD, "required int32 week (DATE);", (row, t) -> row.append("week", t));
        byte[] bytes = Files.readAllBytes(directory.resolve("history.parquet"));
        var random = new java.util.SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = bytes.clone();
            for (int k = 0; k < 3; k++) {
                damaged[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
            }
            workspaces.write("history.parquet", damaged);
            workspaces.faults(); // throws nothing else
        }
    }

    private interface Week {
        void put(Group row, int week);
    }

    /** The default history, each number column in another type. */
    private void write(CompressionCodecName codec, String weekType, Week week) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message history {" + weekType
                + " optional double revenue; optional binary search_spend (DECIMAL(9,2));"
                + " optional int64 social_spend (DECIMAL(9,2)); optional float price; optional int32 unused; }");
        try (var writer = ExampleParquetWriter.builder(new LocalOutputFile(directory.resolve("history.parquet")))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withCodecFactory(new PackingCodecs())
                .withCompressionCodec(codec)
                .build()) {
            for (int t = 0; t < Workspaces.WEEKS; t++) {
                var row = new SimpleGroup(type);
                String[] cells = Workspaces.row(t).split(",", -1);
                week.put(row, t);
                row.append("revenue", Double.parseDouble(cells[1]));
                row.append(
                        "search_spend",
                        Binary.fromConstantByteArray(unscaled(cells[2]).toByteArray()));
                row.append("social_spend", unscaled(cells[3]).longValueExact());
                row.append("price", Float.parseFloat(cells[4]));
                writer.write(row);
            }
        }
    }

    private static java.math.BigInteger unscaled(String amount) {
        return new BigDecimal(amount).setScale(2).unscaledValue();
    }

    private static final class PackingCodecs extends PlainCodecs {
        @Override
        public BytesInputCompressor getCompressor(CompressionCodecName codec) {
            return new BytesInputCompressor() {
                @Override
                public BytesInput compress(BytesInput bytes) throws IOException {
                    return BytesInput.from(pack(codec, bytes.toByteArray()));
                }

                @Override
                public CompressionCodecName getCodecName() {
                    return codec;
                }

                @Override
                public void release() {}
            };
        }

        private static byte[] pack(CompressionCodecName codec, byte[] bytes) throws IOException {
            return switch (codec) {
                case UNCOMPRESSED -> bytes;
                case GZIP -> gzip(bytes);
                case SNAPPY -> pack(new SnappyCompressor(), bytes);
                case ZSTD -> pack(new ZstdCompressor(), bytes);
                case LZ4_RAW -> pack(new Lz4Compressor(), bytes);
                default -> throw new IllegalArgumentException(codec.name());
            };
        }

        private static byte[] gzip(byte[] bytes) throws IOException {
            var packed = new ByteArrayOutputStream();
            try (var stream = new GZIPOutputStream(packed)) {
                stream.write(bytes);
            }
            return packed.toByteArray();
        }

        private static byte[] pack(Compressor compressor, byte[] bytes) {
            var packed = new byte[compressor.maxCompressedLength(bytes.length)];
            int length = compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length);
            return Arrays.copyOf(packed, length);
        }
    }
}
