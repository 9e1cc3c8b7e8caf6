package io.weir.planning.internal.reading;

import io.weir.planning.LedgerServer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code ledger:}: where the run-time record of money is kept if not in the workspace. */
final class LedgerPart {
    private static final String URL = "jdbc:postgresql:";
    private static final String VARIABLE = "WEIR_LEDGER_PASSWORD";
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private LedgerPart() {}

    /** The server; empty, and faults, if it cannot be used. */
    static Optional<LedgerServer> read(YamlValue value) {
        return value.map("url", "user", "password-variable", "schema").flatMap(LedgerPart::server);
    }

    private static Optional<LedgerServer> server(YamlMap map) {
        Optional<String> url = map.require("url", "the PostgreSQL server, jdbc:postgresql://host:5432/database")
                .flatMap(LedgerPart::url);
        Optional<String> user =
                map.require("user", "the name that the server knows").flatMap(YamlValue::text);
        Optional<String> variable = text(map, "password-variable", VARIABLE);
        Optional<String> schema = text(map, "schema", "weir");
        if (schema.isPresent() && !SCHEMA.matcher(schema.get()).matches()) {
            map.get("schema").orElseThrow().fault("must be lower-case letters, digits and underscores.", "");
            return Optional.empty();
        }
        return url.flatMap(u ->
                user.flatMap(n -> variable.flatMap(v -> schema.map(s -> new LedgerServer(u, n, v, s)))));
    }

    private static Optional<String> url(YamlValue value) {
        Optional<String> url = value.text();
        if (url.isPresent() && !url.get().startsWith(URL)) {
            value.fault("must start with " + URL, "Maybe leave ledger out; then it is a file in the workspace.");
            return Optional.empty();
        }
        if (url.isPresent() && url.get().contains("password=")) {
            value.faultInWords(
                    value.path() + " holds a password, which a file must not.",
                    "Maybe put it into an environment variable and name that in password-variable.");
            return Optional.empty();
        }
        return url;
    }

    private static Optional<String> text(YamlMap map, String key, String otherwise) {
        return map.has(key) ? map.get(key).flatMap(YamlValue::text) : Optional.of(otherwise);
    }
}
