package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Objective;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.PlanEnforcer.Move;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Improves a plan by linear programs within a reach that is shortened where a program promises more than comes. Every plan on
 * the way keeps all limits, many of which may be equations; returns that hard rules ask for are brought as far as that goes.
 *
 * <p>Source: Nocedal and Wright (2006), <em>Numerical Optimization</em>, section 18.5, with programs that are linear.
 */
public final class LinearSteps {
    private static final int STEPS = 40;
    /** How far cells may move, as a share of what they spend. */
    private static final double FIRST_REACH = 0.3;

    /** A start that breaks limits by more than this share of the budget is mended first. */
    private static final double KEPT = 1e-9;

    private static final double LAST_REACH = 0.003;
    /** Cells that spend little may move as if they spent this part of the mean. */
    private static final double LITTLE = 0.2;
    /** A step that gains less than this share of the worth has found the end of its reach. */
    private static final double ENOUGH = 1e-5;

    private static final int SHORTENINGS = 4;
    /**
     * Where returns are lacking, other amounts are looked at, from near to far: curves that are S-shaped bring more for much, and
     * for nothing, than for a little.
     */
    private static final double[] FACTORS = {1.3, 0.75, 1.7, 0.5, 2.3, 0.3, 3, 0.2, 5, 0.1, 8, 0.05, 14, 25, 50, 0};

    /** How many other starts are tried. */
    private static final int TRIALS = 6;

    /**
     * What a lacking unit of a return that must be brought costs, in units of value: more than what the money earns elsewhere
     * that is lacking there.
     */
    private static final double PENALTY = 100;

    private final PlanEnforcer enforcer;
    private final Objective objective;
    private final FeasibleRegion region;
    private final ImmutableList<ReturnNeed> needs;

    /**
     * @param rules whose returns are to be brought
     * @param region in which to move
     */
    public LinearSteps(PlanEnforcer enforcer, RuleSet rules, Objective objective, FeasibleRegion region) {
        this(enforcer, objective, region, ReturnNeed.softAndHard(rules));
    }

    private LinearSteps(
            PlanEnforcer enforcer, Objective objective, FeasibleRegion region, ImmutableList<ReturnNeed> needs) {
        this.enforcer = enforcer;
        this.objective = objective;
        this.region = region;
        this.needs = needs;
    }

    /** Steps that look at a region alone. */
    static LinearSteps within(PlanEnforcer enforcer, Objective objective, FeasibleRegion region) {
        return new LinearSteps(enforcer, objective, region, ImmutableList.of());
    }

    /**
     * The best plan that steps lead to, with the prices that the last program has put on the region's constraints.
     *
     * @param start currency per cell; where it breaks limits, steps begin at the nearest plan that does not
     */
    public Move from(double[] start) {
        Move best = steps(start);
        double[] tried = start;
        for (int trial = 0; trial < TRIALS && lacksReturns(best.spend()); trial++) {
            double[] next = rescaled(best.spend(), trial);
            if (Arrays.equals(next, tried)) {
                return best;
            }
            tried = next;
            Move other = steps(next);
            boolean better = !lacksReturns(other.spend()) || worth(other.spend()) > worth(best.spend());
            best = better ? other : best;
        }
        return best;
    }

    /**
     * A plan in which each need that is lacking is met by spending another part of what it does; other cells give way to what
     * limits ask for, as far as they can.
     */
    private double[] rescaled(double[] spend, int trial) {
        double[] rescaled = spend.clone();
        var held = new BitSet();
        for (ReturnNeed need : needs) {
            if (need.hard() && !need.holds(objective, spend)) {
                double[] start = meeting(need, spend, trial);
                for (int cell : need.cells()) {
                    rescaled[cell] = start[cell];
                    held.set(cell);
                }
            }
        }
        return enforcer.nearest(region.holding(held, rescaled), rescaled);
    }

    /** The nearest of the amounts that meet a need, the next nearest in the next trial, and nothing where there is no other. */
    private double[] meeting(ReturnNeed need, double[] spend, int trial) {
        int met = 0;
        for (double factor : FACTORS) {
            double[] scaled = spend.clone();
            for (int cell : need.cells()) {
                scaled[cell] = factor * spend[cell];
            }
            if (factor == 0 || (need.holds(objective, scaled) && met++ == trial)) {
                return scaled;
            }
        }
        return spend;
    }

    private Move steps(double[] start) {
        var gradient = new double[start.length];
        double[] prices = new double[region.constraints().size()];
        boolean keeps = region.violation(start) <= KEPT * region.maxTotal();
        double[] spend = keeps ? start.clone() : enforcer.nearest(region, start);
        double worth = worth(spend);
        double reach = FIRST_REACH;
        for (int step = 0; step < STEPS && reach > LAST_REACH; step++) {
            objective.valueAndGradient(spend, gradient);
            Move move = enforcer.firstOrderMove(asking(spend), spend, gradient, reaches(spend, reach));
            double[] whole = move.spend();
            System.arraycopy(move.prices(), 0, prices, 0, prices.length);
            double length = 1;
            double[] moved = whole;
            double movedWorth = worth(moved);
            for (int k = 1; k < SHORTENINGS && !(movedWorth > worth); k++) {
                length /= 2;
                moved = between(spend, whole, length);
                movedWorth = worth(moved);
            }
            if (!(movedWorth > worth)) {
                reach /= 4;
                continue;
            }
            if (length < 1 || movedWorth - worth < ENOUGH * Math.abs(worth)) {
                reach /= 2;
            }
            spend = moved;
            worth = movedWorth;
        }
        return new Move(spend, prices);
    }

    /**
     * The region with what a plan brings of what is asked of returns, as far as derivatives tell.
     *
     * @param spend the plan, currency per cell
     */
    public FeasibleRegion keepingReturns(double[] spend) {
        return with(needs.stream()
                .filter(need -> need.hard() && need.holds(objective, spend))
                .map(need -> need.linear(objective, spend, OptionalDouble.empty())));
    }

    /** The same with all that hard rules ask of returns, which a plan may lack. */
    public FeasibleRegion bringingReturns(double[] spend) {
        return with(needs.stream()
                .filter(ReturnNeed::hard)
                .map(need -> need.linear(objective, spend, OptionalDouble.empty())));
    }

    /** Whether a plan lacks what a hard rule asks of returns. */
    public boolean lacksReturns(double[] spend) {
        return needs.stream().anyMatch(need -> need.hard() && !need.holds(objective, spend));
    }

    /** The region with all that is asked of returns, at a penalty, as far as derivatives tell. */
    private FeasibleRegion asking(double[] spend) {
        return with(
                needs.stream().map(need -> need.linear(objective, spend, OptionalDouble.of(need.penalty(PENALTY)))));
    }

    private FeasibleRegion with(Stream<LinearConstraint> more) {
        ImmutableList<LinearConstraint> all =
                Stream.concat(region.constraints().stream(), more).collect(ImmutableList.toImmutableList());
        return new FeasibleRegion(region.lower(), region.upper(), region.minTotal(), region.maxTotal(), all);
    }

    private double[] reaches(double[] spend, double reach) {
        double least = LITTLE * region.maxTotal() / spend.length;
        double[] reaches = new double[spend.length];
        for (int cell = 0; cell < reaches.length; cell++) {
            reaches[cell] = reach * Math.max(spend[cell], least);
        }
        return reaches;
    }

    private static double[] between(double[] from, double[] to, double part) {
        double[] spend = new double[from.length];
        for (int cell = 0; cell < spend.length; cell++) {
            spend[cell] = from[cell] + part * (to[cell] - from[cell]);
        }
        return spend;
    }

    /** The value of a plan less what its broken soft limits and lacking returns cost. */
    private double worth(double[] spend) {
        double worth = objective.value(spend) - region.cost(spend);
        for (ReturnNeed need : needs) {
            worth -= need.penalty(PENALTY) * Math.max(0, need.missing(objective, spend));
        }
        return worth;
    }
}
