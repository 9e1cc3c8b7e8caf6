package io.weir.planning.internal.reading;

import com.google.common.io.CharStreams;
import java.io.IOException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a YAML file as a tree whose values know their line. Files that would cost too much to read (too large, nested
 * too deeply, aliases that multiply) are faults.
 */
final class YamlTree {
    /** Largest file, bytes. */
    static final int LARGEST = 1 << 20;
    /** Deepest nesting. */
    static final int DEEPEST = 30;
    /** Most uses of aliases. */
    static final int MOST_ALIASES = 20;

    private YamlTree() {}

    /** The root of the file; empty, and a fault, if it is not a YAML file with keys and values. */
    static Optional<YamlValue> read(InputFile file, Faults faults) {
        return read(file, "it needs at least history.", faults);
    }

    /** @param needs what is said of an empty file: {@code it needs at least history.} */
    static Optional<YamlValue> read(InputFile file, String needs, Faults faults) {
        if (file.bytes().length > LARGEST) {
            faults.add(
                    file.name(),
                    "has " + Texts.count(file.bytes().length, "byte") + "; at most " + Texts.count(LARGEST, "byte")
                            + " are read.",
                    "Maybe the name of the data file was given instead.");
            return Optional.empty();
        }
        return text(file, faults).flatMap(text -> tree(file.name(), text, needs, faults));
    }

    private static Optional<String> text(InputFile file, Faults faults) {
        var decoding = TextDecoding.of(file);
        if (decoding.isPresent()) {
            try (var reader = decoding.get().open(file)) {
                return Optional.of(CharStreams.toString(reader));
            } catch (IOException e) {
                // told below: the bytes are not text in the encoding that their mark announces
            }
        }
        faults.add(file.name(), "is not a text file.", "Maybe the name of the data file was given instead.");
        return Optional.empty();
    }

    private static Optional<YamlValue> tree(String name, String text, String needs, Faults faults) {
        var settings = LoadSettings.builder()
                .setLabel(name)
                .setCodePointLimit(LARGEST)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .build();
        try {
            if (!isHarmless(name, text, settings, faults)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                faults.add(name, "is empty; " + needs, "Maybe another file was meant.");
            }
            return root.map(node -> new YamlValue(name, "", node, faults));
        } catch (MarkedYamlEngineException e) {
            faults.add(
                    name
                            + e.getProblemMark()
                                    .map(mark -> ":" + (mark.getLine() + 1))
                                    .orElse(""),
                    "is not valid YAML: " + Texts.shown(e.getProblem()) + ".",
                    "Maybe a colon, quote or bracket is missing here or in the line above, or the line is indented by tabs or too far.");
        } catch (YamlEngineException e) {
            faults.add(name, "is not valid YAML: " + Texts.shown(String.valueOf(e.getMessage())) + ".", "");
        }
        return Optional.empty();
    }

    /** Walks the events, which needs no recursion, before the tree is built. */
    private static boolean isHarmless(String name, String text, LoadSettings settings, Faults faults) {
        int depth = 0;
        int aliases = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                case Alias -> aliases++;
                default -> {}
            }
            if (depth > DEEPEST || aliases > MOST_ALIASES) {
                int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
                faults.add(
                        name + ":" + line,
                        depth > DEEPEST
                                ? "is nested deeper than " + DEEPEST + " levels."
                                : "uses more than " + MOST_ALIASES + " aliases.",
                        "Maybe brackets are not closed, or the file was made to exhaust its reader.");
                return false;
            }
        }
        return true;
    }
}
