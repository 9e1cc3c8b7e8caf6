package io.weir.planning.internal.reading;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Unpacks the pages of Parquet files in plain Java: Snappy, GZIP, Zstandard and raw LZ4. */
class PlainCodecs implements CompressionCodecFactory {
    /** Largest page, bytes. */
    private static final int LARGEST_PAGE = 256 << 20;

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("nothing is written.");
    }

    /** @throws IllegalArgumentException if pages are packed in another way */
    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Unpacker((packed, size) -> packed);
            case GZIP -> new Unpacker(PlainCodecs::gunzip);
            case SNAPPY -> new Unpacker((packed, size) -> unpack(new SnappyDecompressor(), packed, size));
            case ZSTD -> new Unpacker((packed, size) -> unpack(new ZstdDecompressor(), packed, size));
            case LZ4_RAW -> new Unpacker((packed, size) -> unpack(new Lz4Decompressor(), packed, size));
            case LZO, BROTLI, LZ4 ->
                throw new IllegalArgumentException(
                        "its pages are packed with " + codec + "; read are SNAPPY, GZIP, ZSTD and LZ4_RAW");
        };
    }

    @Override
    public void release() {}

    private static byte[] gunzip(byte[] packed, int size) throws IOException {
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return stream.readNBytes(size);
        }
    }

    private static byte[] unpack(Decompressor decompressor, byte[] packed, int size) {
        var bytes = new byte[size];
        decompressor.decompress(packed, 0, packed.length, bytes, 0, size);
        return bytes;
    }

    private interface Codec {
        byte[] unpack(byte[] packed, int size) throws IOException;
    }

    private static final class Unpacker implements BytesInputDecompressor {
        private final Codec codec;

        Unpacker(Codec codec) {
            this.codec = codec;
        }

        @Override
        public BytesInput decompress(BytesInput packed, int size) throws IOException {
            return BytesInput.from(unpack(packed.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer packed, int packedSize, ByteBuffer target, int size) throws IOException {
            var bytes = new byte[packedSize];
            packed.get(bytes);
            target.put(unpack(bytes, size));
        }

        private byte[] unpack(byte[] packed, int size) throws IOException {
            if (size < 0 || size > LARGEST_PAGE) {
                throw new IOException("a page has " + size + " bytes; at most " + LARGEST_PAGE + " are read");
            }
            return codec.unpack(packed, size);
        }

        @Override
        public void release() {}
    }
}
