package io.weir.allocation.internal;

import io.weir.allocation.internal.Climber.Summit;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;

/**
 * Proves how much better than the best plan known any plan of a region can be. The maximum of a concave majorant bounds
 * it by weak duality; the bound tells how small a domain better plans must be in; over that domain the majorant is lower;
 * and so on until it is near enough, or hardly falls any more. What it does is counted in steps, never in time.
 *
 * <p>Source: Ryoo and Sahinidis (1995), <em>Global optimization of nonconvex NLPs and MINLPs with applications in process
 * design</em>.
 */
public final class Bound {
    private static final int ROUNDS = 6;
    private static final int STEPS = 120;
    private static final double TOLERANCE = 1e-5;
    /** A gap that is small enough to stop. */
    private static final double ENOUGH = 0.005;
    /** One that is so large that a round which leaves most of it is given another chance. */
    private static final double LARGE = 0.02;
    /** A round that leaves more than this share of the gap has stalled. */
    private static final double LITTLE = 0.85;
    /** Errors of rounding, relative to the value. */
    private static final double ROUNDING = 1e-9;

    private final FeasibleRegion region;
    private final double scale;
    private final double unit;

    /**
     * @param scale currency that counts as 1: the budget
     * @param unit value that counts as 1, {@code > 0}
     */
    public Bound(FeasibleRegion region, double scale, double unit) {
        this.region = region;
        this.scale = scale;
        this.unit = unit;
    }

    /** No plan of the region is worth more than this, less what its broken soft limits cost. */
    public double of(Objective objective, Summit best) {
        double bound = narrowing(objective, best);
        return bound - best.merit() > LARGE * Math.abs(bound) ? atOnce(objective, best, bound) : bound;
    }

    /** Another kind of majorant, which hardly depends on the domain's width and is not narrowed. */
    private double atOnce(Objective objective, Summit best, double bound) {
        Objective.Concave majorant = objective.concaveMajorant(region.lower(), region.upper());
        if (majorant.valueAndGradient(best.spend(), new double[region.cells()]) > bound) {
            return bound;
        }
        Summit top = new Climber(majorant::valueAndGradient, region, scale, unit)
                .at(best.prices())
                .climb(best.spend(), STEPS, TOLERANCE);
        return Math.max(best.merit(), Math.min(bound, top.bound()));
    }

    private double narrowing(Objective objective, Summit best) {
        double bound = Double.POSITIVE_INFINITY;
        int stalled = 0;
        double[] from = best.spend();
        Objective.Majorant majorant = objective.majorant(from, region.lower(), region.upper(), region.maxTotal());
        for (int round = 0; round < ROUNDS; round++) {
            Summit top = top(majorant, from, best.prices());
            double before = bound;
            bound = Math.max(best.merit(), Math.min(bound, top.bound()));
            double gap = bound - best.merit();
            stalled = before < Double.POSITIVE_INFINITY && gap > LITTLE * (before - best.merit()) ? stalled + 1 : 0;
            boolean settled = stalled > (gap > LARGE * Math.abs(bound) ? 1 : 0);
            if (!(gap > ENOUGH * Math.abs(bound)) || settled || !(top.bound() < Double.POSITIVE_INFINITY)) {
                break;
            }
            double fall = top.bound() - best.merit() + ROUNDING * Math.max(unit, Math.abs(bound));
            Objective.Majorant next = majorant.narrowed(top.boundAt(), fall);
            if (next == majorant) {
                break;
            }
            majorant = next;
            from = top.boundAt();
        }
        return bound;
    }

    private Summit top(Objective.Majorant majorant, double[] from, double[] prices) {
        var function = new Climber.Smooth() {
            @Override
            public double valueAndGradient(double[] spend, double[] gradient) {
                return majorant.valueAndGradient(spend, gradient);
            }

            @Override
            public boolean holds(double[] spend) {
                return majorant.holds(spend);
            }
        };
        return new Climber(function, within(majorant), scale, unit).at(prices).climb(from, STEPS, TOLERANCE);
    }

    /** The part of the region in which the domain's cells are. */
    private FeasibleRegion within(Objective.Majorant majorant) {
        double[] lower = region.lower().clone();
        double[] upper = region.upper().clone();
        double[] otherLower = majorant.lower();
        double[] otherUpper = majorant.upper();
        for (int cell = 0; cell < lower.length; cell++) {
            lower[cell] = Math.min(upper[cell], Math.max(lower[cell], otherLower[cell]));
            upper[cell] = Math.max(lower[cell], Math.min(upper[cell], otherUpper[cell]));
        }
        return new FeasibleRegion(lower, upper, region.minTotal(), region.maxTotal(), region.constraints());
    }
}
