package io.weir.planning.internal.reading;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.weir.core.BadInputException;
import io.weir.core.Control;
import io.weir.core.Experiment;
import io.weir.core.History;
import io.weir.core.MoneyUnit;
import io.weir.core.Panel;
import io.weir.core.Rule;
import io.weir.planning.LedgerServer;
import io.weir.planning.PlanSettings;
import io.weir.planning.internal.reading.HistorySpec.ColumnRef;
import io.weir.response.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a workspace: {@code weir.yaml} and the files that it names. Nothing is written. All faults of all files are
 * told at once.
 */
public final class WorkspaceReader {
    private static final String FILE = "weir.yaml";
    private static final String[] PARTS = {"history", "experiments", "plan", "rules", "model", "ledger"};

    private final Faults faults;
    private final Notes notes = new Notes();
    private final Path directory;
    private final InputFiles files;

    private WorkspaceReader(Path directory, Faults faults) {
        this.directory = directory;
        this.faults = faults;
        this.files = new InputFiles(directory, faults);
    }

    /**
     * Reads the workspace in a folder, or the one that a YAML file describes.
     *
     * @throws BadInputException with every fault, if anything in the files cannot be used
     */
    public static WorkspaceFiles read(Path workspaceDirectoryOrYaml) {
        Path given = workspaceDirectoryOrYaml.toAbsolutePath().normalize();
        Path yaml = yamlOf(given);
        Path directory = yaml.getParent();
        if (directory == null || !Files.isRegularFile(yaml)) {
            throw BadInputException.of(given.toString(), notThere(given), "Maybe another folder was meant.");
        }
        return new WorkspaceReader(directory, new Faults(nameOf(yaml))).readYaml(yaml);
    }

    /** The file that describes a workspace: the one given, or that in the folder given. */
    static Path yamlOf(Path given) {
        return Files.isDirectory(given) ? given.resolve(FILE) : given;
    }

    /**
     * Reads a workspace from a tree that was laid together from its own file and a scenario's.
     *
     * @param base what the workspace's own file says; its history is taken where the scenario leaves that part alone
     * @param newcomers names of channels that the scenario adds; rules may limit them
     */
    static Optional<WorkspaceFiles> readLaid(
            WorkspaceFiles base, YamlValue tree, boolean sameHistory, ImmutableSet<String> newcomers, Faults faults) {
        var reader = new WorkspaceReader(base.directory(), faults);
        return tree.map(PARTS)
                .flatMap(root -> reader.readParts(
                        root, base.name(), sameHistory ? Optional.of(base.history()) : Optional.empty(), newcomers));
    }

    private static String notThere(Path given) {
        if (Files.isDirectory(given)) {
            return Files.exists(given.resolve("weir.yml"))
                    ? "holds weir.yml, but a workspace's file is called " + FILE + "."
                    : "holds no " + FILE + "; a workspace is a folder with that file.";
        }
        return "does not exist; a workspace is a folder with a " + FILE + ".";
    }

    private WorkspaceFiles readYaml(Path yaml) {
        Optional<YamlMap> root;
        try {
            root = YamlTree.read(files.read(yaml), faults).flatMap(value -> value.map(PARTS));
        } catch (IOException e) {
            throw BadInputException.of(yaml.toString(), "cannot be read: " + e.getMessage() + ".", "");
        }
        Optional<WorkspaceFiles> result =
                root.flatMap(map -> readParts(map, nameOf(directory), Optional.empty(), ImmutableSet.of()));
        faults.throwIfAny();
        return result.orElseThrow(() -> new IllegalStateException("a workspace without faults could not be read."));
    }

    private static String nameOf(Path directory) {
        Path name = directory.getFileName();
        return name == null ? directory.toString() : name.toString();
    }

    /**
     * @param known the history where it has been read before
     * @param newcomers names of channels without history; rules may limit them
     */
    private Optional<WorkspaceFiles> readParts(
            YamlMap root, String name, Optional<History> known, ImmutableSet<String> newcomers) {
        Optional<YamlMap> planMap = PlanPart.map(root.get("plan"));
        Optional<ColumnRef> worth = LifetimeValuePart.column(planMap);
        Optional<HistorySpec> spec = root.require("history", "where the data stand and what they mean")
                .flatMap(value -> HistoryPart.read(value, notes))
                .map(s -> s.withLifetimeValue(worth));
        // a history that is known does not hold the column
        Optional<HistoryReader.Read> read =
                known.isPresent() && worth.isEmpty() ? Optional.empty() : spec.flatMap(this::history);
        Optional<HistoryReader.Read> data = known.isPresent() ? Optional.empty() : read;
        Optional<History> history = known.or(() -> data.map(HistoryReader.Read::history));
        Optional<Panel> lifetimeValues = read.flatMap(HistoryReader.Read::lifetimeValues);
        Optional<PlanSettings> plan = new PlanPart(planMap, spec, history, lifetimeValues, files, notes, faults).read();
        Optional<Table> future = known.isPresent() ? Optional.empty() : spec.flatMap(this::future);
        ImmutableList<Control> controls = spec.isPresent() && data.isPresent() && plan.isPresent()
                ? controls(spec.get(), data.get(), plan.get(), future)
                : known.map(History::controls).orElse(ImmutableList.of());
        ImmutableSet<String> paid = spec.map(HistorySpec::paid).orElse(ImmutableSet.of());
        ImmutableSet<String> organic = spec.map(HistorySpec::organic).orElse(ImmutableSet.of());
        MoneyUnit unit = spec.map(HistorySpec::unit).orElse(MoneyUnit.unnamed());
        ImmutableList<Experiment> experiments = root.get("experiments")
                .map(value -> new ExperimentsPart(paid, history).read(value))
                .orElse(ImmutableList.of());
        ImmutableList<Rule> rules = root.get("rules")
                .map(value -> new RulesPart(
                                ImmutableSet.<String>builder()
                                        .addAll(paid)
                                        .addAll(newcomers)
                                        .build(),
                                organic,
                                unit)
                        .read(value))
                .orElse(ImmutableList.of());
        history.ifPresent(h -> plan.ifPresent(p -> RulesPart.noteIdle(rules, p, h.length(), notes)));
        ModelSettings model = root.get("model")
                .map(value -> new ModelPart(
                                ImmutableSet.<String>builder()
                                        .addAll(paid)
                                        .addAll(organic)
                                        .build(),
                                history.map(h -> h.geos().size() == 1).orElse(true))
                        .read(value))
                .orElse(ModelSettings.defaults());
        noteTestsWithoutUse(experiments, model);
        Optional<LedgerServer> ledger = root.get("ledger").flatMap(LedgerPart::read);
        return history.flatMap(h -> plan.map(p -> new WorkspaceFiles(
                name,
                directory,
                with(h, controls, experiments),
                p,
                rules,
                model,
                ledger,
                notes.all(),
                files.hashes())));
    }

    /** What is taken as certain learns nothing from a test. */
    private void noteTestsWithoutUse(ImmutableList<Experiment> experiments, ModelSettings model) {
        experiments.stream()
                .map(Experiment::channel)
                .filter(channel -> model.of(channel).fitted().isPresent())
                .distinct()
                .forEach(channel -> notes.add("experiments of " + channel
                        + " are passed over, as its response was fitted" + " elsewhere and is taken as certain."));
    }

    private Optional<HistoryReader.Read> history(HistorySpec spec) {
        return files.read(spec.file())
                .flatMap(file -> TableReader.read(file, HistoryReader.wanted(spec), faults, notes))
                .flatMap(table -> HistoryReader.read(spec, table, faults, notes));
    }

    private Optional<Table> future(HistorySpec spec) {
        return spec.future()
                .flatMap(files::read)
                .flatMap(file -> TableReader.read(file, FutureControls.wanted(spec), faults, notes));
    }

    private ImmutableList<Control> controls(
            HistorySpec spec, HistoryReader.Read data, PlanSettings plan, Optional<Table> table) {
        Optional<FutureTable> future = table.flatMap(
                t -> spec.future().flatMap(reference -> FutureTable.of(reference, t, spec, data, plan, faults, notes)));
        return new FutureControls(data, plan, future, notes).controls();
    }

    private static History with(
            History history, ImmutableList<Control> controls, ImmutableList<Experiment> experiments) {
        return new History(
                history.length(),
                history.start(),
                history.geos(),
                history.kpi(),
                history.channels(),
                controls,
                experiments,
                history.unit());
    }
}
