package io.weir.benchmarks.internal.rivals;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import java.util.Arrays;

/**
 * How another tool's optimiser splits a budget, on the posterior mean that ours has. All set one level per channel for the
 * whole horizon, within {@code [low, high]} times the reference split.
 */
public enum Rival {
    /**
     * A grid of channel totals, climbed greedily: whichever step of whichever channel has the best average return from
     * where it stands, until a step no longer fits. Channels are valued each on its own, as the grid demands. After
     * Meridian's budget optimiser ({@code gtol} 0.0001).
     */
    GREEDY_GRID("greedy grid") {
        @Override
        double[] totals(Problem p) {
            return greedy(p);
        }
    },
    /**
     * Steady state: every channel's response to a level held for ever, on its own; one local solve from the lower limits.
     * After Robyn's allocator.
     */
    STEADY_STATE("steady-state NLP") {
        @Override
        double[] totals(Problem p) {
            return solved(p, p.steady(), p.lower());
        }
    },
    /**
     * The expected value of one level per channel, nothing carried in; one local solve from the equal split. After
     * PyMC-Marketing's budget optimiser.
     */
    ONE_LEVEL("one level per channel NLP") {
        @Override
        double[] totals(Problem p) {
            return solved(p, new Levels(p.withoutCarryIn()), p.equal());
        }
    };

    private static final ImmutableList<Rival> ALL = ImmutableList.copyOf(values());
    private static final double GTOL = 1e-4;

    private final String title;

    Rival(String title) {
        this.title = title;
    }

    /** All of them. */
    public static ImmutableList<Rival> all() {
        return ALL;
    }

    /** What tables call it. */
    public String title() {
        return title;
    }

    /** Its plan, currency per cell. */
    public double[] plan(Problem problem) {
        return new Levels(problem.objective()).spread(totals(problem));
    }

    abstract double[] totals(Problem problem);

    /**
     * What a rival is given.
     *
     * @param objective the expected value of plans
     * @param withoutCarryIn the same as if nothing had been spent before
     * @param steady the expected value of column totals in steady state
     * @param budget currency over the horizon
     * @param lower least total per column, currency
     * @param upper most total per column, currency
     */
    public record Problem(
            Objective objective,
            Objective withoutCarryIn,
            Objective steady,
            double budget,
            double[] lower,
            double[] upper) {
        double[] equal() {
            var equal = new double[lower.length];
            Arrays.fill(equal, budget / lower.length);
            return equal;
        }
    }

    private static double[] solved(Problem p, Objective objective, double[] start) {
        var region = new FeasibleRegion(p.lower(), p.upper(), p.budget(), p.budget(), ImmutableList.of());
        return new ContinuousOptimiser()
                .improve(objective, region, start, Progress.SILENT)
                .spend();
    }

    private static double[] greedy(Problem p) {
        double step = Math.pow(10, (int) Math.log10(p.budget() * GTOL) + 1);
        var alone = new Levels(p.objective());
        int columns = p.lower().length;
        var curves = new double[columns][];
        for (int c = 0; c < columns; c++) {
            int rows = (int) Math.floor((p.upper()[c] - p.lower()[c]) / step + 1e-9) + 1;
            curves[c] = new double[rows];
            for (int r = 0; r < rows; r++) {
                var one = new double[columns];
                one[c] = p.lower()[c] + r * step;
                curves[c][r] = alone.value(one);
            }
        }
        var at = new int[columns];
        double left = p.budget() - Arrays.stream(p.lower()).sum();
        while (true) {
            int best = -1;
            int to = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < columns; c++) {
                for (int r = at[c] + 1; r < curves[c].length; r++) {
                    double gain = (curves[c][r] - curves[c][at[c]]) / ((r - at[c]) * step);
                    if (gain > most) {
                        most = gain;
                        best = c;
                        to = r;
                    }
                }
            }
            if (best < 0 || (to - at[best]) * step > left + 1e-9) {
                break;
            }
            left -= (to - at[best]) * step;
            at[best] = to;
        }
        var totals = new double[columns];
        for (int c = 0; c < columns; c++) {
            totals[c] = p.lower()[c] + at[c] * step;
        }
        return totals;
    }
}
