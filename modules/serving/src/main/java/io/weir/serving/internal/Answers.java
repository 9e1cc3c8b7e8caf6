package io.weir.serving.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.core.MoneyUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Writes answers as JSON. Safe for use by several threads. */
final class Answers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL = 512;

    private final String notices;
    private final MoneyUnit unit;
    private final long seconds;

    /**
     * @param base where the server is reached: {@code http://host:port}
     * @param unit of amounts
     * @param patience for how long a bid waits for its notice
     */
    Answers(String base, MoneyUnit unit, Duration patience) {
        this.notices = base;
        this.unit = unit;
        this.seconds = Math.max(1, patience.toSeconds());
    }

    /** Writes an object's fields. */
    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private static byte[] object(Fields fields) {
        var bytes = new ByteArrayOutputStream(USUAL);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Bids, after OpenRTB's BidResponse. */
    byte[] bids(String request, List<MadeBid> bids) {
        return object(out -> {
            out.writeStringField("id", request);
            currency(out, "cur");
            out.writeArrayFieldStart("seatbid");
            out.writeStartObject();
            out.writeArrayFieldStart("bid");
            for (MadeBid bid : bids) {
                out.writeStartObject();
                out.writeStringField("id", bid.id());
                out.writeStringField("impid", bid.imp());
                out.writeFieldName("price");
                out.writeNumber(plain(bid.micros() * Standing.per(bid.unit())));
                out.writeNumberField("exp", seconds);
                out.writeStringField("burl", notices + "/win?id=" + bid.id() + "&price=${AUCTION_PRICE}");
                out.writeStringField("lurl", notices + "/loss?id=" + bid.id() + "&price=${AUCTION_MIN_TO_WIN}");
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
        });
    }

    byte[] notice(Notice notice) {
        return object(out -> {
            out.writeStringField("id", notice.bid());
            out.writeStringField("result", notice.result().name().toLowerCase(Locale.ROOT));
            amount(out, "charged", notice.micros());
        });
    }

    byte[] target(Health health) {
        return object(out -> {
            amount(out, "target", health.target());
            amount(out, "limit", health.limit());
            amount(out, "spent", health.spent());
            currency(out, "currency");
        });
    }

    byte[] health(String channel, String controller, Health health) {
        return object(out -> {
            out.writeStringField(
                    "status", health.closing() ? "closing" : health.period().isEmpty() ? "idle" : "live");
            out.writeStringField("channel", channel);
            out.writeStringField("controller", controller);
            if (health.period().isPresent()) {
                out.writeStringField("period", health.period().get());
            }
            out.writeNumberField("tick", health.tick());
            currency(out, "currency");
            amount(out, "target", health.target());
            amount(out, "limit", health.limit());
            amount(out, "spent", health.spent());
            amount(out, "lease_left", health.leaseLeft());
            out.writeNumberField("bids_waiting", health.waiting());
            out.writeNumberField("late_notices", health.late());
            amount(out, "late_reserve", health.lateReserve());
            number(out, "shadow_price", health.shadowPrice());
            number(out, "forecast_spend", health.forecastSpend());
            number(out, "pacing", health.pacing());
            if (!health.trouble().isEmpty()) {
                out.writeStringField("trouble", health.trouble());
            }
        });
    }

    /** Where it is reached. */
    String started(String channel, int port) {
        byte[] text = object(out -> {
            out.writeStringField("channel", channel);
            out.writeNumberField("port", port);
            out.writeStringField("url", notices);
        });
        return new String(text, StandardCharsets.UTF_8);
    }

    static byte[] error(String message) {
        return object(out -> out.writeStringField("error", message));
    }

    private void currency(JsonGenerator out, String name) throws IOException {
        if (unit.currency().isPresent()) {
            out.writeStringField(name, unit.currency().get().getCurrencyCode());
        }
    }

    private static void amount(JsonGenerator out, String name, long micros) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(plain(micros));
    }

    /** Exact, to the micro. */
    private static String plain(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        }
    }
}
