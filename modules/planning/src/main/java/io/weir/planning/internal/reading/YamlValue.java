package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value of a YAML file that knows where it stands. What reads it as a type answers empty, and adds a fault, if it is
 * of another.
 */
final class YamlValue {
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");

    private final String file;
    private final String path;
    private final Node node;
    private final Faults faults;

    /** @param path the keys that lead to it: {@code plan.budget}; empty for the root */
    YamlValue(String file, String path, Node node, Faults faults) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.faults = faults;
    }

    String path() {
        return path;
    }

    Node node() {
        return node;
    }

    /** {@code weir.yaml:31}. */
    String where() {
        // a tree may be laid together from two files; every node knows its own
        return node.getStartMark()
                .map(mark -> mark.getName() + ":" + (mark.getLine() + 1))
                .orElse(file + ":1");
    }

    /** The value as messages show it. */
    String shown() {
        if (node instanceof ScalarNode scalar) {
            return Texts.shown(scalar.getValue());
        }
        return node instanceof SequenceNode ? "a list" : "keys and values";
    }

    boolean isScalar() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether nothing was written. */
    boolean isNull() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Adds a fault that begins with the name and the value: {@code plan.periods (0) must be ...}. */
    void fault(String problem, String remedy) {
        faults.add(where(), (path.isEmpty() ? "the file" : path + " (" + shown() + ")") + " " + problem, remedy);
    }

    /** Adds a fault in words of its own. */
    void faultInWords(String what, String remedy) {
        faults.add(where(), what, remedy);
    }

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        fault("must be one word or text.", "");
        return Optional.empty();
    }

    /** Whether it is written as a number. */
    boolean looksLikeNumber() {
        return node instanceof ScalarNode scalar
                && NUMBER.matcher(scalar.getValue().strip()).matches();
    }

    /** A number in {@code range}. */
    OptionalDouble number(NumberRange range) {
        if (node instanceof ScalarNode scalar && looksLikeNumber()) {
            double value = Double.parseDouble(scalar.getValue().strip());
            if (range.contains(value)) {
                return OptionalDouble.of(value);
            }
        }
        fault("must be " + range.text() + ".", numberRemedy());
        return OptionalDouble.empty();
    }

    private String numberRemedy() {
        if (!isScalar() || looksLikeNumber()) {
            return "";
        }
        return shown().endsWith("%")
                ? "Maybe a share was meant: 10% is written 0.1."
                : "Maybe it holds a currency or separators of thousands; write digits and a decimal point only: 12500.50.";
    }

    Optional<LocalDate> date() {
        Optional<LocalDate> date =
                date(node instanceof ScalarNode scalar ? scalar.getValue().strip() : "");
        if (date.isEmpty()) {
            fault("must be a date written as 2024-01-31.", "");
        }
        return date;
    }

    /** The date that an ISO text holds; empty if it holds none. */
    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    Optional<Boolean> flag() {
        return word(ImmutableMap.of("true", true, "false", false));
    }

    /** One of some words. */
    <T> Optional<T> word(ImmutableMap<String, T> words) {
        String given = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
        Optional<T> value = Optional.ofNullable(words.get(given));
        if (value.isEmpty()) {
            fault(
                    "must be one of " + String.join(", ", words.keySet()) + ".",
                    Spelling.nearest(given, words.keySet())
                            .map(near -> "Maybe \"" + near + "\" was meant.")
                            .orElse(""));
        }
        return value;
    }

    /** The entries of a list. */
    Optional<ImmutableList<YamlValue>> list() {
        if (!(node instanceof SequenceNode sequence)) {
            fault("must be a list: [a, b].", "Maybe brackets are missing.");
            return Optional.empty();
        }
        var items = ImmutableList.<YamlValue>builder();
        int i = 0;
        for (Node item : sequence.getValue()) {
            items.add(new YamlValue(file, path + "[" + i++ + "]", item, faults));
        }
        return Optional.of(items.build());
    }

    /** Keys and values, whatever the keys are called. */
    Optional<YamlMap> map() {
        if (!(node instanceof MappingNode mapping)) {
            fault("must be keys and values.", "Maybe a colon or an indentation is missing.");
            return Optional.empty();
        }
        return Optional.of(YamlMap.of(this, mapping));
    }

    /** Keys and values; any other than the known keys is a fault. */
    Optional<YamlMap> map(String... known) {
        Optional<YamlMap> map = map();
        map.ifPresent(m -> m.allow(ImmutableList.copyOf(known)));
        return map;
    }

    /** The value of one of its keys. */
    YamlValue child(String key, Node value) {
        return new YamlValue(file, path.isEmpty() ? key : path + "." + key, value, faults);
    }
}
