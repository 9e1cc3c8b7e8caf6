package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys and values of a YAML file. A key that is written without a value counts as absent. */
final class YamlMap {
    private final YamlValue self;
    private final Map<String, YamlValue> keys = new LinkedHashMap<>();
    private final Map<String, YamlValue> values = new LinkedHashMap<>();

    private YamlMap(YamlValue self) {
        this.self = self;
    }

    /** The entries of a node; keys that are not words, or stand there twice, are faults. */
    static YamlMap of(YamlValue self, MappingNode mapping) {
        var map = new YamlMap(self);
        for (NodeTuple tuple : mapping.getValue()) {
            map.add(tuple);
        }
        return map;
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
            self.child("a key", tuple.getKeyNode()).fault("must be one word.", "");
            return;
        }
        String key = keyNode.getValue();
        YamlValue place = self.child(key, keyNode);
        YamlValue first = keys.putIfAbsent(key, place);
        if (first != null) {
            place.faultInWords(
                    place.path() + " stands here a second time; the first is in " + first.where() + ".",
                    "Maybe delete one of the two.");
            return;
        }
        YamlValue value = self.child(key, tuple.getValueNode());
        if (!value.isNull()) {
            values.put(key, value);
        }
    }

    /** The map as a value, for faults that concern all of it. */
    YamlValue self() {
        return self;
    }

    ImmutableSet<String> keys() {
        return ImmutableSet.copyOf(keys.keySet());
    }

    /** The key itself, for faults that concern it. */
    Optional<YamlValue> key(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    Optional<YamlValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of a key that must be there; empty, and a fault, if it is not. */
    Optional<YamlValue> require(String key, String meaning) {
        if (!has(key)) {
            String name = self.path().isEmpty() ? key : self.path() + "." + key;
            keys.getOrDefault(key, self)
                    .faultInWords(
                            name + " is missing; it is needed: " + meaning + ".", "Maybe add \"" + key + ": ...\".");
        }
        return get(key);
    }

    /** Adds a fault for every key that is not known. */
    void allow(ImmutableList<String> known) {
        keys.forEach((key, place) -> {
            if (!known.contains(key)) {
                place.faultInWords(
                        place.path() + " is not a known key; known are " + String.join(", ", known) + ".",
                        Spelling.remedy(key, known, ""));
            }
        });
    }
}
