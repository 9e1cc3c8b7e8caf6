package io.weir.allocation.internal;

import io.weir.allocation.internal.Climber.Summit;
import io.weir.core.FeasibleRegion;
import io.weir.core.Objective;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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
    /** The same where prices are worth more time. */
    private static final int PATIENT_STEPS = 1000;

    private static final double PATIENT_TOLERANCE = 1e-9;
    /** Steps on the other kind of majorant, each of which is dear. */
    private static final int MOST_AT_ONCE = 500;

    /** A gap that is small enough to stop. */
    private static final double ENOUGH = 0.005;
    /** One that is so large that a round which leaves most of it is given another chance. */
    private static final double LARGE = 0.02;
    /** A round that leaves more than this share of the gap has stalled. */
    private static final double LITTLE = 0.85;
    /** Rounds of probing, and the most steps of one probe. */
    private static final int PROBING_ROUNDS = 4;

    private static final int PROBING_STEPS = 8;
    /** Cells times probes of a round. */
    private static final int EFFORT = 4096;
    /** Less are not worth a round. */
    private static final int FEWEST_PROBES = 16;
    /** Cells that can spend no more than this share of the budget are not probed. */
    private static final double NARROW = 1e-3;
    /** Errors of rounding, relative to the value. */
    private static final double ROUNDING = 1e-9;

    private final FeasibleRegion region;
    private final double scale;
    private final double unit;
    private final int steps;
    private final double tolerance;

    /**
     * @param scale currency that counts as 1: the budget
     * @param unit value that counts as 1, {@code > 0}
     */
    public Bound(FeasibleRegion region, double scale, double unit) {
        this(region, scale, unit, STEPS, TOLERANCE);
    }

    private Bound(FeasibleRegion region, double scale, double unit, int steps, double tolerance) {
        this.region = region;
        this.scale = scale;
        this.unit = unit;
        this.steps = steps;
        this.tolerance = tolerance;
    }

    /** One that takes more time for the prices of many constraints. */
    public Bound patient() {
        return new Bound(region, scale, unit, PATIENT_STEPS, PATIENT_TOLERANCE);
    }

    /** No plan of the region is worth more than this, less what its broken soft limits cost. */
    public double of(Objective objective, Summit best) {
        double bound = narrowing(objective, best);
        return isLarge(bound, best) ? atOnce(objective, best, bound) : bound;
    }

    private static boolean isLarge(double bound, Summit best) {
        return bound - best.merit() > LARGE * Math.abs(bound);
    }

    /** Another kind of majorant, which hardly depends on the domain's width and is not narrowed. */
    private double atOnce(Objective objective, Summit best, double bound) {
        Objective.Concave majorant = objective.concaveMajorant(region.lower(), region.upper());
        if (majorant.valueAndGradient(best.spend(), new double[region.cells()]) > bound) {
            return bound;
        }
        Summit top = new Climber(majorant::valueAndGradient, region, scale, unit)
                .at(best.prices())
                .climb(best.spend(), Math.min(steps, MOST_AT_ONCE), tolerance);
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
            boolean settled = stalled > (isLarge(bound, best) ? 1 : 0);
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
        return isLarge(bound, best) ? probing(majorant, best, bound) : bound;
    }

    /**
     * Narrows cell by cell: how much the majorant's maximum falls if a cell must spend much says how much it can spend in a
     * plan that is better than the best known. Dearer than prices, and nearer.
     */
    private double probing(Objective.Majorant wide, Summit best, double known) {
        double bound = known;
        int cells = region.cells();
        int most = EFFORT / cells;
        Objective.Majorant majorant = wide;
        for (int round = 0; round < PROBING_ROUNDS && most >= FEWEST_PROBES && isLarge(bound, best); round++) {
            Summit top = top(majorant, best.spend(), best.prices());
            double[] upper = majorant.upper().clone();
            int[] widest = IntStream.range(0, cells)
                    .boxed()
                    .sorted(Comparator.comparingDouble(c -> top.spend()[c] - upper[c]))
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (int cell : widest) {
                upper[cell] = most(majorant, cell, top, best);
            }
            Objective.Majorant next = majorant.within(majorant.lower(), upper);
            if (next == majorant) {
                break;
            }
            majorant = next;
            double before = bound - best.merit();
            bound = Math.max(
                    best.merit(),
                    Math.min(bound, top(majorant, best.spend(), best.prices()).bound()));
            if (bound - best.merit() > LITTLE * before) {
                break;
            }
        }
        return bound;
    }

    /**
     * The most that a cell can spend in a plan of the majorant's domain that is better than the best known. The majorant's
     * maximum is concave in what a cell must spend: it goes on falling at least as fast as up to a probe.
     */
    private double most(Objective.Majorant majorant, int cell, Summit top, Summit best) {
        FeasibleRegion part = within(majorant);
        double at = top.spend()[cell];
        double end = part.upper()[cell];
        double probe = 0.5 * (at + end);
        if (!(end - at > NARROW * scale)) {
            return end;
        }
        double[] lower = part.lower().clone();
        lower[cell] = probe;
        double others = Arrays.stream(lower).sum();
        if (others > region.maxTotal()) {
            return probe;
        }
        var beyond =
                new FeasibleRegion(lower, part.upper(), region.minTotal(), region.maxTotal(), region.constraints());
        double bound = climb(majorant, beyond, top.spend(), best.prices(), PROBING_STEPS)
                .bound();
        if (bound <= best.merit()) {
            return probe;
        }
        double fall = top.merit() - bound;
        double room = (top.merit() - best.merit()) + ROUNDING * unit;
        return fall > 0 ? Math.min(end, at + (probe - at) * Math.max(1, room / fall)) : end;
    }

    private Summit top(Objective.Majorant majorant, double[] from, double[] prices) {
        return climb(majorant, within(majorant), from, prices, steps);
    }

    private Summit climb(Objective.Majorant majorant, FeasibleRegion part, double[] from, double[] prices, int most) {
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
        return new Climber(function, part, scale, unit).at(prices).climb(from, most, tolerance);
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
