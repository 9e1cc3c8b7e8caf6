package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.enforcer.PlanEnforcer;
import io.weir.planning.Advisor;
import io.weir.planning.Calibration;
import io.weir.planning.Options;
import io.weir.planning.PlanReport;
import io.weir.planning.PlanReport.Fact;
import io.weir.planning.internal.reading.WorkspaceFiles;

/** From what was learnt to a plan and everything that is said about it. */
public final class Planner {
    private Planner() {}

    /**
     * Fails early, before long work, where no plan can come of it.
     *
     * @throws io.weir.core.BadInputException if the baseline's file cannot be used
     * @throws io.weir.core.RuleConflictException if hard rules cannot hold together
     */
    public static void requirePlannable(WorkspaceFiles files) {
        PlanProblem.requirePlannable(files.history(), files.plan(), files.rules(), new PlanEnforcer());
    }

    /**
     * @param files what is to be planned
     * @param calibration what was learnt; its facts are told in the report
     * @param options seed and progress
     * @param provenance name to value
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public static PlanReport plan(
            WorkspaceFiles files, Calibration calibration, Options options, ImmutableMap<String, String> provenance) {
        return planned(files, calibration, options, provenance, true).report();
    }

    /**
     * The same beside what a learned agent would do, which becomes the plan if its chance of harm is within {@code caution}.
     *
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public static PlanReport advised(
            WorkspaceFiles files,
            Calibration calibration,
            Advisor advisor,
            Options options,
            ImmutableMap<String, String> provenance) {
        return planned(files, calibration, options, provenance, true)
                .advised(advisor)
                .report();
    }

    /**
     * {@link #plan} with what is needed to compare the plan with others.
     *
     * @param files what is to be planned
     * @param calibration what was learnt
     * @param options seed and progress
     * @param provenance name to value
     * @param alone whether the plan is told about alone: how near it is to the best is proved, and the next best experiment
     *     looked for
     */
    public static Planned planned(
            WorkspaceFiles files,
            Calibration calibration,
            Options options,
            ImmutableMap<String, String> provenance,
            boolean alone) {
        var enforcer = new PlanEnforcer();
        var agent = new SettlingAgent(alone ? new ContinuousOptimiser() : ContinuousOptimiser.unbounded(), enforcer);
        var asked = PlanProblem.of(files.history(), files.plan(), files.rules(), calibration.posterior());
        var found = new BudgetSearch(
                        asked,
                        asked.judged(),
                        enforcer,
                        ContinuousOptimiser.unbounded(),
                        options.seed(),
                        options.progress())
                .find(files.plan().budget());
        var problem = asked.at(found.budget());
        Decision decision =
                new Decider(problem, found.budget(), enforcer, agent, options.seed(), options.progress()).decide();
        var notes = ImmutableList.<String>builder().addAll(files.notes());
        found.note().ifPresent(notes::add);
        ImmutableList<Fact> facts = ImmutableList.<Fact>builder()
                .addAll(BudgetFacts.of(
                        files.history(), found.budget().max(), files.plan().periods()))
                .addAll(calibration.facts())
                .build();
        return new Planned(
                problem,
                decision,
                d -> new ReportBuilder(problem, calibration.posterior(), d)
                        .build(files.name(), facts, calibration.seconds(), notes.build(), provenance, alone),
                options.seed());
    }
}
