package io.weir.serving.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads bid requests, passing over the fields of OpenRTB that are not used. Safe for use by several threads. */
final class BidRequestReader {
    private static final int DEEPEST = 50;
    private static final int LONGEST_ID = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private BidRequestReader() {}

    /** @throws Refusal if it is no bid request */
    static BidRequest read(byte[] body) throws Refusal {
        try (JsonParser in = JSON.createParser(body)) {
            BidRequest request = request(in);
            if (in.nextToken() != null) {
                throw Refusal.bad("the request goes on after its end.");
            }
            return request;
        } catch (IOException e) {
            // nothing of the request's own text is told back
            throw Refusal.bad("the request is no whole JSON document.");
        }
    }

    private static BidRequest request(JsonParser in) throws IOException, Refusal {
        requireObject(in.nextToken(), "the request");
        String id = "";
        List<BidRequest.Imp> imps = new ArrayList<>(1);
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            switch (field) {
                case "id" -> id = text(in, value, "id");
                case "imp" -> {
                    if (value != JsonToken.START_ARRAY) {
                        throw Refusal.bad("imp must be a list.");
                    }
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        imps.add(imp(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (id.isEmpty() || imps.isEmpty()) {
            throw Refusal.bad(id.isEmpty() ? "id is missing." : "imp must hold at least one impression.");
        }
        return new BidRequest(id, imps);
    }

    private static BidRequest.Imp imp(JsonParser in) throws IOException, Refusal {
        requireObject(in.currentToken(), "imp");
        String id = "";
        String line = "";
        String currency = "";
        double floor = 0;
        double[] expected = {Double.NaN, Double.NaN};
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            switch (field) {
                case "id" -> id = text(in, value, "imp.id");
                case "tagid" -> line = text(in, value, "imp.tagid");
                case "bidfloor" -> floor = amount(in, value, "imp.bidfloor");
                case "bidfloorcur" -> currency = text(in, value, "imp.bidfloorcur");
                case "ext" -> extension(in, value, expected);
                default -> in.skipChildren();
            }
        }
        if (id.isEmpty()) {
            throw Refusal.bad("imp.id is missing.");
        }
        return new BidRequest.Imp(id, line, floor, currency, expected[0], expected[1]);
    }

    private static void extension(JsonParser in, JsonToken first, double[] expected) throws IOException, Refusal {
        if (first != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            switch (field) {
                case "value" -> expected[0] = amount(in, value, "imp.ext.value");
                case "conversion_rate" -> expected[1] = amount(in, value, "imp.ext.conversion_rate");
                default -> in.skipChildren();
            }
        }
    }

    private static void requireObject(JsonToken token, String name) throws Refusal {
        if (token != JsonToken.START_OBJECT) {
            throw Refusal.bad(name + " must be an object.");
        }
    }

    private static String text(JsonParser in, JsonToken value, String name) throws IOException, Refusal {
        if (value != JsonToken.VALUE_STRING || in.getTextLength() > LONGEST_ID) {
            throw Refusal.bad(name + " must be a text of at most " + LONGEST_ID + " characters.");
        }
        return in.getText();
    }

    private static double amount(JsonParser in, JsonToken value, String name) throws IOException, Refusal {
        double amount = value.isNumeric() ? in.getDoubleValue() : Double.NaN;
        if (!(amount >= 0 && amount <= Double.MAX_VALUE)) {
            throw Refusal.bad(name + " must be a finite number, at least 0.");
        }
        return amount;
    }
}
