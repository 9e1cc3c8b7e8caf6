package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import io.weir.core.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads scenario files and lays each over a workspace. All faults of all files are told at once. */
public final class ScenarioReader {
    /** What the workspace itself is called beside its scenarios. */
    public static final String BASE = "base";

    private static final Set<String> PARTS = Set.of("history", "experiments", "plan", "rules", "model");
    private static final Set<String> MODEL_KEYS = Set.of("history", "experiments", "model");
    private static final String[] KNOWN = {"name", "changes", "history", "experiments", "plan", "rules", "model"};
    private static final String NEEDS = "it needs name, changes or a part of weir.yaml.";

    private final WorkspaceFiles base;
    private final YamlValue baseTree;
    private final Map<String, String> firstOfName = new HashMap<>();

    private ScenarioReader(WorkspaceFiles base, YamlValue baseTree) {
        this.base = base;
        this.baseTree = baseTree;
    }

    /**
     * @param base what the workspace says
     * @param workspace its folder, or its YAML file
     * @param scenarios files, at least one
     * @throws BadInputException with every fault, if anything in the files cannot be used
     */
    public static ImmutableList<ScenarioFiles> read(WorkspaceFiles base, Path workspace, List<Path> scenarios) {
        if (scenarios.isEmpty()) {
            throw BadInputException.of(
                    workspace.toString(), "there is no scenario to compare with.", "Maybe name a scenario file.");
        }
        var reader = new ScenarioReader(base, baseTree(base, WorkspaceReader.yamlOf(workspace)));
        var read = ImmutableList.<ScenarioFiles>builder();
        var faults = new ArrayList<Fault>();
        for (Path scenario : scenarios) {
            try {
                read.add(reader.one(scenario));
            } catch (BadInputException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new BadInputException(ImmutableList.copyOf(faults));
        }
        return read.build();
    }

    private static YamlValue baseTree(WorkspaceFiles base, Path yaml) {
        String name = String.valueOf(yaml.getFileName());
        var faults = new Faults(name);
        Optional<YamlValue> tree = Optional.empty();
        try {
            byte[] bytes = Files.readAllBytes(yaml);
            if (!Hashing.sha256()
                    .hashBytes(bytes)
                    .toString()
                    .equals(base.hashes().get(name))) {
                faults.add(name, "was changed after it was read.", "Maybe try again.");
            } else {
                tree = YamlTree.read(new InputFile(name, bytes), faults);
            }
        } catch (IOException e) {
            faults.add(name, "cannot be read: " + e.getMessage() + ".", "");
        }
        faults.throwIfAny();
        return tree.orElseThrow();
    }

    private ScenarioFiles one(Path path) {
        var faults = new Faults(path.toString());
        InputFile file = file(path);
        Optional<ScenarioFiles> scenario = YamlTree.read(file, NEEDS, faults)
                .flatMap(value -> value.map(KNOWN))
                .flatMap(map -> laid(map, file, faults));
        try {
            faults.throwIfAny();
        } catch (BadInputException e) {
            throw new BadInputException(
                    e.faults().stream().map(f -> told(f, file.name())).collect(ImmutableList.toImmutableList()));
        }
        return scenario.orElseThrow(() -> new IllegalStateException("a scenario without faults could not be read."));
    }

    /** A fault that shows elsewhere, in the workspace's own lines, says which scenario it comes with. */
    private static Fault told(Fault fault, String file) {
        boolean own = fault.where().equals(file) || fault.where().startsWith(file + ":");
        return own
                ? fault
                : new Fault(fault.where(), "with " + file + " laid over it: " + fault.what(), fault.remedy());
    }

    private static InputFile file(Path path) {
        try {
            if (!Files.isRegularFile(path)) {
                throw BadInputException.of(
                        path.toString(),
                        Files.isDirectory(path)
                                ? "is a folder; a scenario is a file."
                                : "does not exist; a scenario is a file such as cut.yaml.",
                        "Maybe another name was meant.");
            }
            long size = Files.size(path);
            if (size > YamlTree.LARGEST) {
                throw BadInputException.of(
                        path.toString(),
                        "has " + Texts.count(size, "byte") + "; at most " + Texts.count(YamlTree.LARGEST, "byte")
                                + " are read.",
                        "Maybe the name of a data file was given instead.");
            }
            return new InputFile(path.toString(), Files.readAllBytes(path));
        } catch (IOException e) {
            throw BadInputException.of(
                    path.toString(), "cannot be read: " + e.getMessage() + ".", "Maybe its permissions forbid it.");
        }
    }

    private Optional<ScenarioFiles> laid(YamlMap map, InputFile file, Faults faults) {
        String name = name(map, file);
        Optional<YamlValue> entries = map.get("changes");
        ImmutableSet<String> newcomers = ChangesPart.newcomers(entries);
        var overlay = YamlOverlay.lay(baseTree.node(), map.self().node(), PARTS);
        var tree = new YamlValue(file.name(), "", overlay.tree(), faults);
        Optional<WorkspaceFiles> laid =
                WorkspaceReader.readLaid(base, tree, !map.keys().contains("history"), newcomers, faults);
        laid.ifPresent(files -> requireSameMoney(files, map));
        ImmutableList<ScenarioChange> changes = entries.map(value -> new ChangesPart(
                                laid.orElse(base).history(), base.history(), newcomers, laid.map(WorkspaceFiles::plan))
                        .read(value))
                .orElse(ImmutableList.of());
        if (faults.count() > 0 || laid.isEmpty()) {
            return Optional.empty();
        }
        if (changes.isEmpty() && isBase(laid.get())) {
            map.self()
                    .faultInWords(
                            "the scenario changes nothing: it says what weir.yaml says.",
                            "Maybe add changes: and an entry such as {budget: -20%}.");
            return Optional.empty();
        }
        var words = ImmutableList.<String>builder().addAll(overlay.words());
        changes.forEach(change -> words.add(change.words()));
        return Optional.of(new ScenarioFiles(
                name,
                file.name(),
                laid.get(),
                changes,
                words.build(),
                map.keys().stream().anyMatch(MODEL_KEYS::contains),
                Hashing.sha256().hashBytes(file.bytes()).toString()));
    }

    private String name(YamlMap map, InputFile file) {
        String fileName = String.valueOf(Path.of(file.name()).getFileName());
        String standard = fileName.replaceFirst("(?i)\\.ya?ml$", "");
        String name = map.get("name").flatMap(YamlValue::text).orElse(standard);
        YamlValue place = map.key("name").orElse(map.self());
        if (name.equals(BASE)) {
            place.faultInWords(
                    "the name of the scenario is " + BASE + ", which the workspace itself is called.",
                    "Maybe add name: and a few words.");
        }
        String first = firstOfName.putIfAbsent(name, place.where());
        if (first != null) {
            place.faultInWords(
                    "the name of the scenario (" + Texts.shown(name) + ") is that of another, in " + first + ".",
                    "Maybe add name: and other words, or the same file was given twice.");
        }
        return name;
    }

    private void requireSameMoney(WorkspaceFiles laid, YamlMap map) {
        if (!laid.history().unit().equals(base.history().unit())) {
            map.get("history")
                    .flatMap(YamlValue::map)
                    .flatMap(history -> history.key("currency"))
                    .orElse(map.self())
                    .faultInWords(
                            "history.currency: a scenario counts in the money of the base, or spend cannot be compared.",
                            "Maybe delete currency here.");
        }
    }

    private boolean isBase(WorkspaceFiles laid) {
        return laid.plan().equals(base.plan())
                && laid.model().equals(base.model())
                && withoutLines(laid.rules()).equals(withoutLines(base.rules()))
                && laid.history().equals(base.history());
    }

    private static List<String> withoutLines(List<Rule> rules) {
        return rules.stream()
                .map(rule -> rule.toString().replace("where=" + rule.head().where(), "where="))
                .toList();
    }
}
