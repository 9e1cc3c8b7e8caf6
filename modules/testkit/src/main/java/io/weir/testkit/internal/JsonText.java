package io.weir.testkit.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A document of maps, lists, numbers and plain text as JSON, two spaces deep, short lists on one line. */
final class JsonText {
    private static final int SHORT = 100;

    private JsonText() {}

    static String of(Object value) {
        return text(value, "") + "\n";
    }

    private static String text(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            return block(
                    "{",
                    "}",
                    map.entrySet().stream()
                            .map(e -> quoted(e.getKey()) + ": " + text(e.getValue(), indent + "  "))
                            .toList(),
                    indent);
        }
        if (value instanceof List<?> list) {
            return block(
                    "[", "]", list.stream().map(v -> text(v, indent + "  ")).toList(), indent);
        }
        return value instanceof Double number
                ? Figure.plain(number)
                : value instanceof Integer || value instanceof Word ? value.toString() : quoted(value);
    }

    private static String block(String open, String close, List<String> parts, String indent) {
        String line = open + String.join(", ", parts) + close;
        if (line.length() <= SHORT && !line.contains("\n")) {
            return line;
        }
        return parts.stream()
                .map(part -> indent + "  " + part)
                .collect(Collectors.joining(",\n", open + "\n", "\n" + indent + close));
    }

    private static String quoted(Object text) {
        return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The words of JSON that are written without quotes. */
    enum Word {
        NULL,
        TRUE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
