package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Lays one YAML tree over another, key by key: keys and values are merged, everything else replaces what it lies on, and
 * a key without a value takes away what it lies on (as in RFC 7396, JSON Merge Patch). Every node keeps its own line.
 */
final class YamlOverlay {
    private final ImmutableList.Builder<String> words = ImmutableList.builder();

    private YamlOverlay() {}

    /**
     * @param tree both together
     * @param words what the upper one changes, a phrase each: {@code plan.budget: 66000 instead of 82500}
     */
    record Laid(Node tree, ImmutableList<String> words) {}

    /**
     * @param lower a mapping
     * @param upper a mapping
     * @param parts keys at the top of {@code upper} that are laid over; others are passed over
     */
    static Laid lay(Node lower, Node upper, Set<String> parts) {
        var overlay = new YamlOverlay();
        Node tree = overlay.mapping((MappingNode) lower, (MappingNode) upper, "", parts::contains);
        return new Laid(tree, overlay.words.build());
    }

    private Node mapping(MappingNode lower, MappingNode upper, String path, Predicate<String> isLaid) {
        List<NodeTuple> tuples = new ArrayList<>(lower.getValue());
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : upper.getValue()) {
            String key = key(tuple);
            if (!isLaid.test(key)) {
                continue;
            }
            int at = seen.add(key) ? position(tuples, key) : -1;
            String place = path.isEmpty() ? key : path + "." + key;
            if (at < 0) {
                tell(place, Optional.empty(), tuple.getValueNode());
                tuples.add(tuple);
            } else {
                Node value = value(tuples.get(at).getValueNode(), tuple.getValueNode(), place);
                tuples.set(at, new NodeTuple(tuple.getKeyNode(), value));
            }
        }
        return new MappingNode(
                upper.getTag(), true, tuples, upper.getFlowStyle(), upper.getStartMark(), upper.getEndMark());
    }

    private Node value(Node lower, Node upper, String place) {
        if (lower instanceof MappingNode below && upper instanceof MappingNode above) {
            return mapping(below, above, place, key -> true);
        }
        tell(place, Optional.of(lower), upper);
        return upper;
    }

    private void tell(String place, Optional<Node> lower, Node upper) {
        if (upper instanceof ScalarNode now
                && lower.map(node -> node instanceof ScalarNode before
                                && before.getValue().equals(now.getValue()))
                        .orElse(false)) {
            return;
        }
        if (isNull(upper)) {
            lower.filter(node -> !isNull(node)).ifPresent(node -> words.add(place + ": taken away"));
        } else if (upper instanceof MappingNode mapping) {
            mapping.getValue().forEach(t -> tell(place + "." + key(t), Optional.empty(), t.getValueNode()));
        } else {
            String before = lower.filter(node -> !isNull(node))
                    .map(node -> " instead of " + shown(node))
                    .orElse("");
            words.add(place + ": " + shown(upper) + before);
        }
    }

    private static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Texts.shown(scalar.getValue());
        }
        if (node instanceof SequenceNode list) {
            int size = list.getValue().size();
            return size == 1 ? "1 entry" : size + " entries";
        }
        return "keys and values";
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int position(List<NodeTuple> tuples, String key) {
        for (int k = 0; k < tuples.size(); k++) {
            if (tuples.get(k).getKeyNode() instanceof ScalarNode
                    && key(tuples.get(k)).equals(key)) {
                return k;
            }
        }
        return -1;
    }

    /** The key's text; a key that is no word is told as a fault when the tree is read. */
    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    }
}
