package io.weir.enforcer.internal;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.RuleSet;
import io.weir.enforcer.internal.LinearProgram.Line;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The convex set of plans that hard rules allow before amounts are bookable. All arithmetic is in shares of the budget
 * or only scales with it, so that the set is the same in any currency unit.
 */
public final class Regions {
    /** Relative error of a total that a program computed. */
    private static final double PROGRAM_TOLERANCE = 1e-8;

    private final Totals totals;
    private final double unit;
    private final double[] lower;
    private final double[] upper;
    private final ImmutableList<LinearConstraint> constraints;

    private Regions(RuleSet rules, Iterable<Limit> limits) {
        this.totals = Totals.of(rules);
        this.unit = rules.budget().max() > 0 ? rules.budget().max() : 1;
        this.lower = new double[rules.grid().cells()];
        this.upper = new double[rules.grid().cells()];
        Arrays.fill(upper, totals.max());
        var others = ImmutableList.<LinearConstraint>builder();
        for (Limit limit : limits) {
            if (limit.hard() && limit.onOneCell() && limit.coefficients()[0] > 0) {
                tighten(limit);
            } else {
                others.add(limit.toConstraint());
            }
        }
        for (int cell = 0; cell < lower.length; cell++) {
            // Limits that meet to the cent may miss each other in double.
            upper[cell] = Math.max(0, upper[cell]);
            lower[cell] = Math.min(lower[cell], upper[cell]);
        }
        this.constraints = others.build();
    }

    /** The region of all rules, which can hold together. */
    static FeasibleRegion of(RuleSet rules, RuleForms forms) {
        return new Regions(rules, relaxed(rules, forms)).build();
    }

    /**
     * The part of the region of a plan that keeps all hard rules: what spends, and what changes, stays so; where a soft rule asks
     * for that, at its penalty.
     *
     * @param micros per cell
     */
    public static FeasibleRegion around(RuleSet rules, long[] micros) {
        RuleForms forms = RuleCompiler.compile(rules);
        long quantum = rules.unit().quantum();
        var limits = ImmutableList.<Limit>builder().addAll(forms.limits());
        for (Clause clause : forms.clauses()) {
            limits.addAll(clause.limitsAt(cell -> micros[cell] / quantum, quantum));
        }
        return new Regions(rules, limits.build()).build();
    }

    /**
     * The plan in a region nearest to another by the sum of absolute differences.
     *
     * @param spend currency per cell
     * @return currency per cell; {@code spend} itself if none was found
     */
    public static double[] nearest(FeasibleRegion region, double[] spend) {
        double unit = region.maxTotal() > 0 ? region.maxTotal() : 1;
        return program(region, unit)
                .nearest(shares(spend, unit), ImmutableList.of())
                .map(shares -> Arrays.stream(shares).map(share -> share * unit).toArray())
                .orElse(spend);
    }

    /** The hard limits of a region in shares of {@code unit}, currency. */
    static LinearProgram program(FeasibleRegion region, double unit) {
        int[] cells = IntStream.range(0, region.cells()).toArray();
        var lines = ImmutableList.<Line>builder();
        lines.add(new Line(cells, OnMinimum.ones(cells.length), region.minTotal() / unit, region.maxTotal() / unit, 0));
        region.constraints().stream()
                .filter(constraint -> constraint.penalty().isEmpty())
                .forEach(constraint -> lines.add(line(constraint, unit)));
        return new LinearProgram(
                shares(region.lower(), unit), shares(region.upper(), unit), new double[cells.length], lines.build(), 0);
    }

    /** Whether hard rules leave more to decide than amounts. */
    public static boolean leaveChoices(RuleSet rules) {
        return RuleCompiler.compile(rules).clauses().stream().anyMatch(Clause::hard);
    }

    /** Linear limits that every plan keeps which keeps the rules. */
    private static ImmutableList<Limit> relaxed(RuleSet rules, RuleForms forms) {
        var limits = ImmutableList.<Limit>builder().addAll(forms.limits());
        for (Clause clause : forms.clauses()) {
            if (clause.hard() && clause instanceof RiseLimit rise) {
                limits.addAll(rise.relaxed(rules.unit().quantum()));
            }
        }
        return limits.build();
    }

    private FeasibleRegion build() {
        double least = Math.min(totals.min(), attainable());
        return new FeasibleRegion(lower, upper, least, Math.max(least, totals.max()), constraints);
    }

    private void tighten(Limit limit) {
        int cell = limit.cells()[0];
        double coefficient = limit.coefficients()[0];
        lower[cell] = Math.max(lower[cell], limit.lower() / coefficient);
        upper[cell] = Math.min(upper[cell], limit.upper() / coefficient);
    }

    /** The most that rules let be spent. */
    private double attainable() {
        double sum = Math.min(totals.max(), Arrays.stream(upper).sum());
        if (constraints.stream().allMatch(constraint -> constraint.penalty().isPresent())) {
            return sum;
        }
        var whatever = new FeasibleRegion(lower, upper, 0, totals.max(), constraints);
        double most = program(whatever, unit)
                .greatest()
                .map(plan -> Arrays.stream(plan).sum() * unit)
                .orElse(sum);
        boolean falls = most < totals.min() * (1 - PROGRAM_TOLERANCE);
        return falls ? Math.max(0, most * (1 - PROGRAM_TOLERANCE)) : sum;
    }

    private static Line line(LinearConstraint constraint, double unit) {
        return new Line(
                constraint.cells(), constraint.coefficients(), constraint.lower() / unit, constraint.upper() / unit, 0);
    }

    private static double[] shares(double[] amounts, double unit) {
        return Arrays.stream(amounts).map(amount -> amount / unit).toArray();
    }
}
