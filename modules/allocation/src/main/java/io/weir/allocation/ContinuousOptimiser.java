package io.weir.allocation;

import io.weir.allocation.internal.Bound;
import io.weir.allocation.internal.Climber;
import io.weir.allocation.internal.Climber.Summit;
import io.weir.allocation.internal.Starts;
import io.weir.core.AllocationAgent;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import io.weir.core.Progress;
import java.util.Comparator;
import java.util.List;

/**
 * The model-based allocation: climbs the objective from several starts and proves how far the best summit can be from the
 * optimum. Deterministic given the seed; does not depend on the unit of money.
 */
public final class ContinuousOptimiser implements AllocationAgent {
    private static final int SKETCH_STEPS = 120;
    private static final int POLISH_STEPS = 400;
    private static final int POLISHED = 2;
    private static final double SKETCH_TOLERANCE = 1e-5;
    private static final double POLISH_TOLERANCE = 1e-7;
    /** A summit that breaks constraints by more than this share of the budget is climbed further, by so many steps. */
    private static final double SETTLED = 1e-5;

    private static final int SETTLING_STEPS = 2000;
    private static final int REFINE_STEPS = 4000;
    private static final double REFINE_TOLERANCE = 1e-11;

    private final boolean bounds;

    /** Proves how far proposals can be from the optimum. */
    public ContinuousOptimiser() {
        this(true);
    }

    private ContinuousOptimiser(boolean bounds) {
        this.bounds = bounds;
    }

    /** The same without the proof, which takes about as long as the search: bounds are infinite. */
    public static ContinuousOptimiser unbounded() {
        return new ContinuousOptimiser(false);
    }

    /** Whether proposals come with a bound. */
    public boolean provesBounds() {
        return bounds;
    }

    @Override
    public Proposal propose(
            Objective objective, FeasibleRegion region, double[] carryingOn, long seed, Progress progress) {
        double scale = region.maxTotal();
        if (!(scale > 0)) {
            return new Proposal(
                    new double[region.cells()],
                    0,
                    0,
                    new double[region.constraints().size()],
                    0);
        }
        Objective sketch = objective.sketch();
        double unit = unit(objective, region, carryingOn);
        List<double[]> starts = new Starts(region, carryingOn, scale, seed).all(sketch);
        var summits = new java.util.ArrayList<Summit>();
        for (double[] start : starts) {
            summits.add(new Climber(sketch::valueAndGradient, region, scale, unit)
                    .climb(start, SKETCH_STEPS, SKETCH_TOLERANCE));
            progress.at("optimising", 0.5 * summits.size() / starts.size());
        }
        summits.sort(Comparator.comparingDouble(s -> -s.merit()));
        Summit best = null;
        for (int k = 0; k < Math.min(POLISHED, summits.size()); k++) {
            var summit = new Climber(objective::valueAndGradient, region, scale, unit)
                    .climb(summits.get(k).spend(), POLISH_STEPS, POLISH_TOLERANCE);
            if (best == null || summit.merit() > best.merit()) {
                best = summit;
            }
            progress.at("optimising", 0.5 + 0.2 * (k + 1) / POLISHED);
        }
        if (best == null) {
            throw new IllegalStateException("no start was climbed.");
        }
        if (region.violation(best.spend()) > SETTLED * scale) {
            best = new Climber(objective::valueAndGradient, region, scale, unit)
                    .at(best.prices())
                    .climb(best.spend(), SETTLING_STEPS, REFINE_TOLERANCE);
        }
        double bound = bounds ? new Bound(region, scale, unit).of(objective, best) : Double.POSITIVE_INFINITY;
        progress.at("optimising", 1);
        return proposal(best, bound);
    }

    /**
     * The summit nearest to a plan, without other starts and without a bound: for small changes of a solved problem.
     *
     * @param start currency per cell
     */
    public Proposal improve(Objective objective, FeasibleRegion region, double[] start, Progress progress) {
        return improve(objective, region, start, POLISH_STEPS, POLISH_TOLERANCE, progress);
    }

    /**
     * {@link #improve} with fewer steps: where many plans are sought and none is executed.
     *
     * @param start currency per cell
     */
    public Proposal improveRoughly(Objective objective, FeasibleRegion region, double[] start) {
        return improve(objective, region, start, SKETCH_STEPS, SKETCH_TOLERANCE, Progress.SILENT);
    }

    /**
     * The same proposal with the bound that its prices prove, where that is nearer than what is known.
     *
     * @param proposal in the region
     */
    public Proposal bounded(Objective objective, FeasibleRegion region, Proposal proposal) {
        double scale = region.maxTotal();
        double[] spend = proposal.spend();
        var summit = new Summit(
                spend,
                proposal.value(),
                proposal.value() - region.cost(spend),
                proposal.shadowPrices(),
                proposal.budgetPrice(),
                Double.POSITIVE_INFINITY,
                spend);
        double bound = scale > 0
                ? new Bound(region, scale, unit(objective, region, spend))
                        .patient()
                        .of(objective, summit)
                : 0;
        return proposal(summit, Math.min(proposal.upperBound(), bound));
    }

    /**
     * A proposal to more digits, from where it is and with its prices: for what is told to the last unit of a limit.
     *
     * @param proposal of the region, or of one that differs a little from it but has the same constraints
     */
    public Proposal refine(Objective objective, FeasibleRegion region, Proposal proposal) {
        double scale = region.maxTotal();
        if (!(scale > 0)) {
            return proposal;
        }
        Summit summit = new Climber(
                        objective::valueAndGradient, region, scale, unit(objective, region, proposal.spend()))
                .at(proposal.shadowPrices())
                .climb(proposal.spend(), REFINE_STEPS, REFINE_TOLERANCE);
        return proposal(summit, proposal.upperBound());
    }

    private static Proposal improve(
            Objective objective,
            FeasibleRegion region,
            double[] start,
            int steps,
            double tolerance,
            Progress progress) {
        double scale = region.maxTotal();
        if (!(scale > 0)) {
            return new Proposal(
                    new double[region.cells()],
                    0,
                    0,
                    new double[region.constraints().size()],
                    0);
        }
        Summit summit = new Climber(objective::valueAndGradient, region, scale, unit(objective, region, start))
                .climb(start, steps, tolerance);
        progress.at("optimising", 1);
        return proposal(summit, Double.POSITIVE_INFINITY);
    }

    private static Proposal proposal(Summit summit, double bound) {
        return new Proposal(summit.spend(), summit.value(), bound, summit.prices(), summit.totalPrice());
    }

    /** A value to measure progress by: that of the better of carrying on and an equal split, never zero. */
    private static double unit(Objective objective, FeasibleRegion region, double[] carryingOn) {
        var equal = new double[region.cells()];
        java.util.Arrays.fill(equal, region.maxTotal() / region.cells());
        double unit = Math.max(Math.abs(objective.value(carryingOn)), Math.abs(objective.value(equal)));
        return unit > 0 ? unit : region.maxTotal();
    }
}
