package io.weir.serving.internal;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.primitives.UnsignedLongs;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of bids that tell, after the process that made them is gone, which lease was to pay: {@code
 * name-lease-number-line-micros-signature}. The signature is SipHash-2-4 under the seat's secret, so nobody else can make one.
 * Source: Aumasson and Bernstein (2012), <em>SipHash: a fast short-input PRF</em>. Safe for use by several threads.
 */
final class BidIds {
    private static final int RADIX = 36;
    private static final int LONGEST = 100;

    private final String prefix;
    private final HashFunction signature;
    private final AtomicLong numbers = new AtomicLong();

    /**
     * @param name of the seat
     * @param secret 32 hexadecimal digits
     */
    BidIds(String name, String secret) {
        this.prefix = name + "-";
        this.signature = Hashing.sipHash24(
                Long.parseUnsignedLong(secret.substring(0, 16), 16), Long.parseUnsignedLong(secret.substring(16), 16));
    }

    /**
     * What the name of a bid tells.
     *
     * @param lease its number
     * @param line its place in the agent's lines
     * @param micros that were reserved
     */
    record Told(int lease, int line, long micros) {}

    String make(int lease, int line, long micros) {
        String text = prefix
                + Integer.toString(lease, RADIX)
                + "-"
                + Long.toString(numbers.getAndIncrement(), RADIX)
                + "-"
                + Integer.toString(line, RADIX)
                + "-"
                + Long.toString(micros, RADIX);
        return text + "-" + signed(text);
    }

    /** What it tells; empty if it was not made here. */
    Optional<Told> read(String id) {
        int last = id.lastIndexOf('-');
        if (id.length() > LONGEST || !id.startsWith(prefix) || last < 0) {
            return Optional.empty();
        }
        String text = id.substring(0, last);
        if (!signed(text).equals(id.substring(last + 1))) {
            return Optional.empty();
        }
        String[] parts = text.substring(prefix.length()).split("-", -1);
        return Optional.of(new Told(
                Integer.parseInt(parts[0], RADIX), Integer.parseInt(parts[2], RADIX), Long.parseLong(parts[3], RADIX)));
    }

    private String signed(String text) {
        return UnsignedLongs.toString(
                signature.hashString(text, StandardCharsets.US_ASCII).asLong(), RADIX);
    }
}
