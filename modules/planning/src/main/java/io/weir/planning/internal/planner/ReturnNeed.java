package io.weir.planning.internal.planner;

import com.google.common.collect.ImmutableList;
import io.weir.core.LinearConstraint;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Rule;
import io.weir.core.RuleSet;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What a hard rule asks channels to bring for what they spend over the horizon: the value of the plan less that of the plan
 * without them.
 *
 * @param rule that asks
 * @param cells of the channels
 * @param cent the smallest amount that is booked, currency
 */
record ReturnNeed(Rule.MinReturn rule, int[] cells, double cent) {
    /** A linear need asks for so much more, so that rounding errors do not break the rule. */
    private static final double ROOM = 1e-5;

    /** Of all hard rules on returns, in order. */
    static ImmutableList<ReturnNeed> of(RuleSet rules) {
        return softAndHard(rules).stream().filter(ReturnNeed::hard).collect(ImmutableList.toImmutableList());
    }

    /** Of all rules on returns, in order. */
    static ImmutableList<ReturnNeed> softAndHard(RuleSet rules) {
        return rules.rules().stream()
                .filter(Rule.MinReturn.class::isInstance)
                .map(Rule.MinReturn.class::cast)
                .map(rule -> new ReturnNeed(
                        rule,
                        rules.grid().cells(rule.scope().channels()),
                        MoneyUnit.fromMicros(rules.unit().quantum())))
                .collect(ImmutableList.toImmutableList());
    }

    boolean hard() {
        return rule.head().soft().isEmpty();
    }

    /**
     * What an objective unit that is lacking costs, in units of value.
     *
     * @param hard what it costs where the rule is hard
     */
    double penalty(double hard) {
        return rule.amount() > 0 ? rule.head().soft().orElse(hard * rule.amount()) / rule.amount() : hard;
    }

    boolean holds(Objective objective, double[] spend) {
        return missing(objective, spend) <= 0;
    }

    /** The return that is lacking, objective units; negative where there is more. */
    double missing(Objective objective, double[] spend) {
        Objective expectation = objective.expectation();
        return rule.amount() * spent(spend) - (expectation.value(spend) - expectation.value(without(spend)));
    }

    /**
     * The need as far as derivatives at a plan tell, with room for rounding.
     *
     * @param penalty for each objective unit that is lacking; empty if none may be
     */
    LinearConstraint linear(Objective objective, double[] spend, OptionalDouble penalty) {
        Objective expectation = objective.expectation();
        double[] gradient = new double[spend.length];
        double[] others = new double[spend.length];
        double brought =
                expectation.valueAndGradient(spend, gradient) - expectation.valueAndGradient(without(spend), others);
        double[] slope = gradient.clone();
        for (int cell = 0; cell < slope.length; cell++) {
            slope[cell] -= others[cell];
        }
        for (int cell : cells) {
            slope[cell] = gradient[cell] - rule.amount();
        }
        // Booked amounts are up to a cent off in every cell.
        double asked = rule.amount() * (spent(spend) * (1 + ROOM) + cells.length * cent) - brought;
        double at = 0;
        for (int cell = 0; cell < slope.length; cell++) {
            at += slope[cell] * spend[cell];
        }
        int[] all = IntStream.range(0, slope.length)
                .filter(cell -> slope[cell] != 0)
                .toArray();
        return new LinearConstraint(
                rule.head().id(),
                rule.scope().name() + " min-return",
                all,
                Arrays.stream(all).mapToDouble(cell -> slope[cell]).toArray(),
                at + asked,
                Double.POSITIVE_INFINITY,
                penalty);
    }

    double spent(double[] spend) {
        return IntStream.of(cells).mapToDouble(cell -> spend[cell]).sum();
    }

    private double[] without(double[] spend) {
        double[] others = spend.clone();
        for (int cell : cells) {
            others[cell] = 0;
        }
        return others;
    }
}
