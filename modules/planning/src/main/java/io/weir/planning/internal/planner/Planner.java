package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableMap;
import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.internal.reading.WorkspaceFiles;

/** From what was learnt to a plan and everything that is said about it. */
public final class Planner {
    private Planner() {}

    /**
     * @param files what is to be planned
     * @param calibration what was learnt; its facts are told in the report
     * @param options seed and progress
     * @param provenance name to value
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public static PlanReport plan(
            WorkspaceFiles files, Calibration calibration, Options options, ImmutableMap<String, String> provenance) {
        var problem = PlanProblem.of(files.history(), files.plan(), files.rules(), calibration.posterior());
        Decision decision = new Decider(problem, options.seed(), options.progress()).decide();
        return new ReportBuilder(calibration.posterior(), decision)
                .build(files.name(), calibration.facts(), calibration.seconds(), files.notes(), provenance);
    }
}
