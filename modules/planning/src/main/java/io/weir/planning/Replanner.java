package io.weir.planning;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.planning.internal.planner.Replanning;
import io.weir.response.SamplerSettings;
import io.weir.response.SequentialCalibrator;

/**
 * Plans again whenever more is known: calibrated once from scratch, then following what happens period by period. The first period of
 * each plan is meant to be executed; the others are its reasons. Not safe for use by several threads.
 */
public final class Replanner {
    private final SequentialCalibrator calibrator;
    private Workspace workspace;

    private Replanner(SequentialCalibrator calibrator, Workspace workspace) {
        this.calibrator = calibrator;
        this.workspace = workspace;
    }

    /** Calibrates a workspace. */
    public static Replanner start(Workspace workspace, Options options) {
        return new Replanner(
                SequentialCalibrator.start(
                        workspace.history(),
                        workspace.files().model(),
                        SamplerSettings.standard(options.seed()),
                        options.progress()),
                workspace);
    }

    /**
     * Takes in what has happened since.
     *
     * @param grown the same workspace with more periods
     */
    public void learn(Workspace grown) {
        calibrator.update(grown.history());
        workspace = grown;
    }

    /**
     * The best plan for the periods after the history, as far as is known: within the workspace's rules, and no nearer to the best than its
     * {@code caution} allows.
     *
     * @param budget currency, all of which is to be spent, {@code >= 0}
     * @param periods of the plan, {@code >= 1}
     * @return currency per channel, {@code [period]}, in the order of the history's paid channels
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public ImmutableDoubleArray[] plan(double budget, int periods, long seed) {
        return Replanning.plan(workspace.files(), calibrator.posterior(), budget, periods, seed, Progress.SILENT);
    }
}
