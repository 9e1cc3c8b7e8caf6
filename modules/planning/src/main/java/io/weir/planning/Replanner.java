package io.weir.planning;

import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.planning.internal.planner.Replanning;
import io.weir.response.SamplerSettings;
import io.weir.response.SequentialCalibrator;
import java.util.Arrays;
import java.util.Optional;

/**
 * Plans again whenever more is known: calibrated once from scratch, then following what happens period by period. The first period of
 * each plan is meant to be executed; the others are its reasons. Not safe for use by several threads.
 */
public final class Replanner {
    /** A quarter of weeks: another summit may have become the highest by then. */
    private static final int SEARCHED_EVERY = 13;

    private final SequentialCalibrator calibrator;
    private Workspace workspace;
    private ImmutableDoubleArray[] last = {};
    private int sinceSearch;

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

    /** One that knows the same and goes on by itself. */
    public Replanner copy() {
        var copy = new Replanner(calibrator.copy(), workspace);
        copy.last = last.clone();
        copy.sinceSearch = sinceSearch;
        return copy;
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
     * {@code caution} allows. Where it goes on with the plan before, which was for one period more, it is the best one near that;
     * every 13th is searched for from many starts.
     *
     * @param budget currency, all of which is to be spent, {@code >= 0}
     * @param periods of the plan, {@code >= 1}
     * @return currency per channel, {@code [period]}, in the order of the history's paid channels
     * @throws io.weir.core.RuleConflictException if no plan keeps the hard rules
     */
    public ImmutableDoubleArray[] plan(double budget, int periods, long seed) {
        boolean goesOn = last.length == periods + 1 && sinceSearch < SEARCHED_EVERY;
        sinceSearch = goesOn ? sinceSearch + 1 : 0;
        last = Replanning.plan(
                workspace.files(),
                calibrator.posterior(),
                budget,
                periods,
                goesOn ? Optional.of(rest(budget)) : Optional.empty(),
                seed,
                Progress.SILENT);
        return last.clone();
    }

    /**
     * What a little more of each channel in every period would earn per unit of money, beside a plan for the periods after the history,
     * draw by draw.
     *
     * @param plan currency per channel, {@code [period]}
     * @return objective units per currency, {@code [channel][draw]}
     */
    public double[][] marginalReturns(ImmutableDoubleArray[] plan) {
        return Replanning.marginalReturns(
                workspace.files(),
                calibrator.posterior(),
                plan,
                workspace.files().plan().goal());
    }

    /** What is left of the plan before, brought to a budget. */
    private double[] rest(double budget) {
        double[] rest = Arrays.stream(last)
                .skip(1)
                .flatMapToDouble(ImmutableDoubleArray::stream)
                .toArray();
        double sum = Arrays.stream(rest).sum();
        for (int k = 0; k < rest.length; k++) {
            rest[k] = sum > 0 ? rest[k] / sum * budget : budget / rest.length;
        }
        return rest;
    }
}
