package io.weir.planning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Goal;
import io.weir.core.History;
import io.weir.core.Rule;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.internal.facts.DataFacts;
import io.weir.planning.internal.model.ModelFile;
import io.weir.planning.internal.model.ModelKey;
import io.weir.planning.internal.output.PlanFiles;
import io.weir.planning.internal.output.WhatIfFiles;
import io.weir.planning.internal.output.WritableFolder;
import io.weir.planning.internal.planner.Planner;
import io.weir.planning.internal.planner.Replanning;
import io.weir.planning.internal.reading.ScenarioReader;
import io.weir.planning.internal.reading.WorkspaceFiles;
import io.weir.planning.internal.reading.WorkspaceReader;
import io.weir.planning.internal.whatif.WhatIf;
import io.weir.response.Calibrator;
import io.weir.response.Posterior;
import io.weir.response.SamplerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The front door: one folder with {@code weir.yaml} and a history, read whole. Immutable and safe for use by several
 * threads, except that two writes of the same file race.
 */
public final class Workspace {
    private final WorkspaceFiles files;
    private final Path origin;

    /** @param origin folder or file that it was read from */
    private Workspace(WorkspaceFiles files, Path origin) {
        this.files = files;
        this.origin = origin;
    }

    /**
     * Reads {@code weir.yaml} and the files it names.
     *
     * @param directory the workspace, or its {@code weir.yaml}
     * @throws io.weir.core.BadInputException with all faults of all files
     */
    public static Workspace open(Path directory) {
        return new Workspace(WorkspaceReader.read(directory), directory);
    }

    /** What was read. */
    WorkspaceFiles files() {
        return files;
    }

    /** The folder's name. */
    public String name() {
        return files.name();
    }

    /** The folder. */
    public Path directory() {
        return files.directory();
    }

    /** What happened. */
    public History history() {
        return files.history();
    }

    /** What is to be planned. */
    public PlanSettings settings() {
        return files.plan();
    }

    /** The limits, in the order of the file. */
    public ImmutableList<Rule> rules() {
        return files.rules();
    }

    /**
     * The run-time record of money: in the workspace's {@code ledger.db}, or on the server that {@code ledger:} names.
     *
     * @param clock entries are stamped by
     * @throws io.weir.core.BadInputException if it is no ledger, of a newer version or in another currency, or if the
     *     server's password is not in the environment
     */
    public WorkspaceLedger ledger(Clock clock) {
        return WorkspaceLedger.open(files, clock, System::getenv);
    }

    /** What was recognised or defaulted while reading, in plain words. */
    public ImmutableList<String> notes() {
        return files.notes();
    }

    /** Facts about the data, before any model. */
    public ImmutableList<Fact> facts() {
        return DataFacts.of(files.history());
    }

    /** {@link #calibrate(Options)} with defaults. */
    public Calibration calibrate() {
        return calibrate(Options.defaults());
    }

    /** Whether {@link #calibrate(Options)} would find what it needs in {@code model.json}. */
    public boolean isCalibrated(Options options) {
        return ModelFile.read(files.directory(), ModelKey.of(files.history(), files.model(), sampler(options.seed())))
                .isPresent();
    }

    /** Fits the response to the history, or takes it from {@code model.json} if nothing it depends on has changed. */
    public Calibration calibrate(Options options) {
        SamplerSettings sampler = sampler(options.seed());
        String key = ModelKey.of(files.history(), files.model(), sampler);
        ImmutableList<Fact> facts = facts();
        Optional<Posterior> known = ModelFile.read(files.directory(), key);
        if (known.isPresent()) {
            return new Calibration(known.get(), key, 0, 0, facts);
        }
        var clock = new CalibrationClock(options.progress());
        Posterior posterior = Calibrator.calibrate(files.history(), files.model(), sampler, clock);
        return new Calibration(posterior, key, clock.seconds(), clock.fitSeconds(), facts);
    }

    /** More geos make a draw dearer, and say more each: fewer are drawn. */
    private SamplerSettings sampler(long seed) {
        return files.history().geos().size() > 4
                ? new SamplerSettings(seed, 4, 300, 200, 200)
                : SamplerSettings.standard(seed);
    }

    /** {@link #plan(Options)} with defaults. */
    public PlanReport plan() {
        return plan(Options.defaults());
    }

    /**
     * Calibrates if needed, optimises, enforces. Nothing is written.
     *
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public PlanReport plan(Options options) {
        return plan(calibrate(options), options);
    }

    /** Plans on what was learnt before. */
    public PlanReport plan(Calibration calibration, Options options) {
        return Planner.plan(files, calibration, options, provenance(calibration, options));
    }

    /**
     * Plans beside what a learned agent would do: its plan is the plan where its chance of doing worse than carrying on is within
     * {@code caution}, and the report tells of both.
     *
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public PlanReport plan(Calibration calibration, Advisor advisor, Options options) {
        return Planner.advised(files, calibration, advisor, options, provenance(calibration, options));
    }

    /**
     * What a little more of each channel in every one of the periods after the history would earn per unit of money, draw by draw.
     *
     * @param spend of each period, currency per paid channel, in the history's order
     * @param periods {@code >= 1}
     * @return KPI value per currency whatever the goal, {@code [channel][draw]}; KPI where it has no value
     */
    public double[][] marginalReturns(Calibration calibration, double[] spend, int periods) {
        var plan = new ImmutableDoubleArray[periods];
        Arrays.fill(plan, ImmutableDoubleArray.copyOf(spend));
        return Replanning.marginalReturns(files, calibration.posterior(), plan, Goal.REVENUE);
    }

    private ImmutableMap<String, String> provenance(Calibration calibration, Options options) {
        var out = ImmutableMap.<String, String>builder();
        out.put("weir", Version.text());
        files.hashes().forEach((name, hash) -> out.put("sha256 of " + name, hash));
        out.put("model", calibration.key());
        out.put("seed", Long.toString(options.seed()));
        out.put("java", System.getProperty("java.version", "unknown"));
        return out.buildOrThrow();
    }

    /** {@link #whatIf(Calibration, List, Options)} with defaults, calibrated if needed. */
    public WhatIfReport whatIf(List<Path> scenarios) {
        return whatIf(calibrate(), scenarios, Options.defaults());
    }

    /**
     * Plans the workspace and the scenarios laid over it, on the same draws, and compares them. Nothing is written.
     *
     * @param scenarios files as docs/whatif.md describes them, at least one
     * @throws io.weir.core.BadInputException with all faults of all scenarios
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules, and in which scenario
     */
    public WhatIfReport whatIf(Calibration calibration, List<Path> scenarios, Options options) {
        return whatIf(calibration, scenarios, Optional.empty(), options);
    }

    /**
     * The same, and has every plan spent by bidding agents in a market that is fitted to the workspace.
     *
     * @param player who has them spent
     */
    public WhatIfReport whatIf(Calibration calibration, List<Path> scenarios, MarketPlayer player, Options options) {
        return whatIf(calibration, scenarios, Optional.of(player), options);
    }

    private WhatIfReport whatIf(
            Calibration calibration, List<Path> scenarios, Optional<MarketPlayer> player, Options options) {
        return WhatIf.report(
                files,
                calibration,
                ScenarioReader.read(files, origin, scenarios),
                calibrator(options),
                player,
                options,
                provenance(calibration, options));
    }

    private WhatIf.Calibrator calibrator(Options options) {
        return new WhatIf.Calibrator() {
            @Override
            public String key(WorkspaceFiles scenario) {
                var workspace = new Workspace(scenario, origin);
                return ModelKey.of(scenario.history(), scenario.model(), workspace.sampler(options.seed()));
            }

            @Override
            public Calibration calibrate(WorkspaceFiles scenario) {
                return new Workspace(scenario, origin).calibrate(options);
            }
        };
    }

    /**
     * Fails early, before long work, if scenarios cannot be compared whatever is learnt.
     *
     * @throws io.weir.core.BadInputException with all faults of all scenarios
     * @throws io.weir.core.RuleConflictException if the hard rules of a scenario cannot hold together
     */
    public void requireComparable(List<Path> scenarios) {
        WhatIf.requirePlannable(ScenarioReader.read(files, origin, scenarios));
    }

    /** Keeps what was learnt in the workspace, so that the next plan need not learn it again. */
    public Path keep(Calibration calibration) {
        return PlanFiles.writeAll(
                        ImmutableMap.of(ModelFile.NAME, ModelFile.bytes(calibration.key(), calibration.posterior())),
                        files.directory())
                .get(0);
    }

    /**
     * Fails early, before long work, if files cannot be written to a folder.
     *
     * @throws io.weir.core.BadInputException if not
     */
    public void requireWritable(Path directory) {
        WritableFolder.require(directory);
    }

    /**
     * Fails early, before long work, if no plan can come of it whatever is learnt.
     *
     * @throws io.weir.core.BadInputException if the file of {@code plan.baseline} cannot be used
     * @throws io.weir.core.RuleConflictException if the hard rules cannot hold together
     */
    public void requirePlannable() {
        Planner.requirePlannable(files);
    }

    /** Writes {@code plan.csv}, {@code plan.json}, {@code plan.xlsx} and {@code report.html}, all or none. */
    public ImmutableList<Path> write(PlanReport report, Path directory) {
        return PlanFiles.write(report, directory);
    }

    /** Writes {@code whatif.csv}, {@code whatif.json} and {@code whatif.html}, all or none. */
    public ImmutableList<Path> write(WhatIfReport report, Path directory) {
        return WhatIfFiles.write(report, directory);
    }

    /** Writes the plan's files into the workspace. */
    public ImmutableList<Path> write(PlanReport report) {
        return write(report, files.directory());
    }
}
