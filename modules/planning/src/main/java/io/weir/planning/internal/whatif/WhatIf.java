package io.weir.planning.internal.whatif;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.BadInputException;
import io.weir.core.BadInputException.Fault;
import io.weir.core.Progress;
import io.weir.core.RuleConflictException;
import io.weir.planning.Calibration;
import io.weir.planning.MarketPlayer;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.WhatIfReport;
import io.weir.planning.WhatIfReport.ScenarioReport;
import io.weir.planning.internal.planner.Planned;
import io.weir.planning.internal.planner.Planner;
import io.weir.planning.internal.reading.ScenarioFiles;
import io.weir.planning.internal.reading.WorkspaceFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Plans the base and its scenarios and compares them. Plans are made side by side on all processors; which plan is made does
 * not depend on their number.
 */
public final class WhatIf {
    private final WorkspaceFiles base;
    private final Calibration calibration;
    private final ImmutableList<ScenarioFiles> scenarios;
    private final Options options;
    private final AtomicInteger done = new AtomicInteger();

    private WhatIf(
            WorkspaceFiles base, Calibration calibration, ImmutableList<ScenarioFiles> scenarios, Options options) {
        this.base = base;
        this.calibration = calibration;
        this.scenarios = scenarios;
        this.options = options;
    }

    /** Learns from the history of a scenario that changes what the model is made from. */
    public interface Calibrator {
        /** Fingerprint of all that the model depends on. */
        String key(WorkspaceFiles files);

        /** What was learnt. */
        Calibration calibrate(WorkspaceFiles files);
    }

    /**
     * Fails early, before long work, where no plan can come of a scenario whatever is learnt.
     *
     * @throws BadInputException if the file of a scenario's {@code plan.baseline} cannot be used
     * @throws RuleConflictException if a scenario's hard rules cannot hold together; it says which scenario
     */
    public static void requirePlannable(ImmutableList<ScenarioFiles> scenarios) {
        for (ScenarioFiles scenario : scenarios) {
            named(scenario, () -> {
                Planner.requirePlannable(new ScenarioWorld(scenario).files());
                return scenario;
            });
        }
    }

    /**
     * @param base what the workspace says
     * @param calibration what was learnt from its history
     * @param scenarios to compare with it
     * @param calibrator learns where a scenario needs a model of its own
     * @param player has plans spent in a market that is fitted to the workspace; empty for not at all
     * @param options seed and progress
     * @param provenance name to value
     * @throws RuleConflictException if no plan keeps the hard rules, of the base or of a scenario; it says which
     */
    public static WhatIfReport report(
            WorkspaceFiles base,
            Calibration calibration,
            ImmutableList<ScenarioFiles> scenarios,
            Calibrator calibrator,
            Optional<MarketPlayer> player,
            Options options,
            ImmutableMap<String, String> provenance) {
        var watch = Stopwatch.createStarted();
        var whatIf = new WhatIf(base, calibration, scenarios, options);
        ImmutableList<Calibration> learnt = whatIf.learnt(calibrator);
        var own = ImmutableMap.<String, String>builder().putAll(provenance);
        for (int k = 0; k < scenarios.size(); k++) {
            own.put(
                    "sha256 of scenario " + scenarios.get(k).name(),
                    scenarios.get(k).hash());
            if (learnt.get(k) != calibration) {
                own.put(
                        "model of scenario " + scenarios.get(k).name(),
                        learnt.get(k).key());
            }
        }
        WhatIfReport report = whatIf.compared(learnt, own.buildOrThrow(), watch);
        return player.map(some -> new Playing(base, calibration, scenarios, some, options).played(report))
                .orElse(report);
    }

    /** Per scenario what was learnt; the base's own where it depends on nothing that the scenario changes. */
    private ImmutableList<Calibration> learnt(Calibrator calibrator) {
        var byKey = new HashMap<String, Calibration>();
        byKey.put(calibration.key(), calibration);
        var learnt = ImmutableList.<Calibration>builder();
        for (ScenarioFiles scenario : scenarios) {
            WorkspaceFiles files = scenario.files();
            learnt.add(
                    scenario.mayRecalibrate()
                            ? byKey.computeIfAbsent(calibrator.key(files), key -> calibrator.calibrate(files))
                            : calibration);
        }
        return learnt.build();
    }

    private WhatIfReport compared(
            ImmutableList<Calibration> learnt, ImmutableMap<String, String> provenance, Stopwatch watch) {
        List<Integer> early = IntStream.range(0, scenarios.size())
                .filter(k -> !new ScenarioWorld(scenarios.get(k)).needsBasePlan())
                .boxed()
                .toList();
        List<Planned> first = all(
                early.size() + 1,
                k -> k == 0
                        ? planned(base, calibration, provenance)
                        : planned(early.get(k - 1), learnt, Optional.empty(), provenance));
        Planned plan = first.get(0);
        List<ScenarioReport> reports = all(scenarios.size(), k -> {
            int at = early.indexOf(k);
            Planned planned = at >= 0 ? first.get(at + 1) : planned(k, learnt, Optional.of(plan.report()), provenance);
            return new Comparison(plan, scenarios.get(k), planned, learnt.get(k) != calibration).report();
        });
        return new WhatIfReport(
                base.name(),
                plan.report(),
                ImmutableList.copyOf(reports),
                watch.elapsed(TimeUnit.MILLISECONDS) / 1000.0,
                provenance);
    }

    private Planned planned(
            int k,
            ImmutableList<Calibration> learnt,
            Optional<PlanReport> basePlan,
            ImmutableMap<String, String> provenance) {
        ScenarioFiles scenario = scenarios.get(k);
        var world = new ScenarioWorld(scenario);
        Calibration own = learnt.get(k);
        var changed = new Calibration(
                world.posterior(own.posterior(), options.seed()),
                own.key(),
                own.seconds(),
                own.fitSeconds(),
                own.facts());
        return named(scenario, () -> planned(basePlan.map(world::files).orElseGet(world::files), changed, provenance));
    }

    private Planned planned(WorkspaceFiles files, Calibration learnt, ImmutableMap<String, String> provenance) {
        Planned planned =
                Planner.planned(files, learnt, new Options(options.seed(), Progress.SILENT), provenance, false);
        options.progress().at("planning the base and its scenarios", done.incrementAndGet() / (scenarios.size() + 1.0));
        return planned;
    }

    /** Does all side by side; of several failures the first in order is told. */
    private static <T> List<T> all(int count, IntFunction<T> task) {
        List<Supplier<T>> results = IntStream.range(0, count)
                .parallel()
                .mapToObj(k -> attempt(task, k))
                .toList();
        return results.stream().map(Supplier::get).toList();
    }

    private static <T> Supplier<T> attempt(IntFunction<T> task, int k) {
        try {
            T result = task.apply(k);
            return () -> result;
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    /** What goes wrong in a scenario says in which. */
    private static <T> T named(ScenarioFiles scenario, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuleConflictException e) {
            throw e.in(scenario.told());
        } catch (BadInputException e) {
            throw new BadInputException(e.faults().stream()
                    .map(f -> new Fault(f.where(), "in " + scenario.told() + ": " + f.what(), f.remedy()))
                    .collect(ImmutableList.toImmutableList()));
        }
    }
}
