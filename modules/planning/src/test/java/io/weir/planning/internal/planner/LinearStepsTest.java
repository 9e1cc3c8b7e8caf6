package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Budget;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Two channels over two weeks, whose cells earn {@code weight * sqrt(spend)}. */
class LinearStepsTest {
    private static final double TOTAL = 10_000;
    private static final double[] EVEN = {2_500, 2_500, 2_500, 2_500};

    @Test
    void findsTheOptimum() {
        // marginal returns are equal where spend is as the squares of weights: 9 : 1 : 4 : 2.25
        double[] found = steps(new Roots(new double[] {30, 10, 20, 15}), region())
                .from(EVEN)
                .spend();
        double unit = TOTAL / 16.25;
        double best = 30 * Math.sqrt(9 * unit)
                + 10 * Math.sqrt(unit)
                + 20 * Math.sqrt(4 * unit)
                + 15 * Math.sqrt(2.25 * unit);
        assertThat(new Roots(new double[] {30, 10, 20, 15}).value(found)).isBetween(best * 0.9998, best * (1 + 1e-9));
    }

    @Test
    void equationsHoldOnTheWay() {
        // search spends the same in both weeks
        LinearConstraint same = equation(new int[] {0, 2}, new double[] {1, -1}, 0);
        double[] found = steps(new Roots(new double[] {30, 10, 20, 15}), region(same))
                .from(EVEN)
                .spend();
        assertThat(found[0]).isCloseTo(found[2], within(1e-6));
        assertThat(Arrays.stream(found).sum()).isCloseTo(TOTAL, within(1e-6));
        // 25 sqrt(search) twice beside 10 and 15 once: spend as 6.25 : 6.25 : 1 : 2.25
        assertThat(found[0]).isCloseTo(TOTAL * 6.25 / 15.75, within(0.02 * TOTAL));
    }

    @Test
    void aStartThatBreaksAnEquationIsMendedFirst() {
        LinearConstraint same = equation(new int[] {0, 2}, new double[] {1, -1}, 0);
        double[] found = steps(new Roots(new double[] {30, 10, 20, 15}), region(same))
                .from(new double[] {4_000, 2_500, 1_000, 2_500})
                .spend();
        assertThat(found[0]).isCloseTo(found[2], within(1e-6));
    }

    @Test
    void aReturnThatIsAskedForIsBrought() {
        // alone, search would spend 9 of 13 parts for a return of 30 / sqrt(...) below 0.9
        var objective = new Roots(new double[] {30, 20, 30, 20});
        Rule.MinReturn floor = new Rule.MinReturn(Head.hard("floor"), Scope.of("search"), 0.7);
        RuleSet rules = rules(floor);
        double[] free = steps(objective, region()).from(EVEN).spend();
        ReturnNeed need = ReturnNeed.of(rules).get(0);
        assertThat(need.holds(objective, free)).isFalse();

        double[] found = new LinearSteps(new PlanEnforcer(), rules, objective, region())
                .from(free)
                .spend();

        assertThat(need.missing(objective, found)).isLessThan(1e-6 * TOTAL);
        // no more is taken from search than the return asks for
        assertThat(need.spent(found)).isCloseTo(2 * Math.pow(30 / 0.7, 2), within(0.01 * TOTAL));
    }

    @Test
    void aStartThatSpendsTooMuchIsMendedFirst() {
        double[] found = steps(new Roots(new double[] {30, 10, 20, 15}), region())
                .from(new double[] {4_000, 4_000, 4_000, 4_000})
                .spend();
        assertThat(Arrays.stream(found).sum()).isCloseTo(TOTAL, within(1e-6));
    }

    @Test
    void aReturnThatOnlyMuchMoreBringsIsBroughtAndTheRegionStays() {
        // below 2,000 a week search brings half of what it must; small steps only lead to less of it
        Rule.MinReturn floor = new Rule.MinReturn(Head.hard("floor"), Scope.of("search"), 1);
        FeasibleRegion region = atLeast(500);
        LinearSteps steps = new LinearSteps(new PlanEnforcer(), rules(floor), new Threshold(), region);

        double[] found = steps.from(new double[] {500, 4_500, 500, 4_500}).spend();

        assertThat(steps.lacksReturns(found)).isFalse();
        assertThat(region.violation(found)).isLessThan(1e-6 * TOTAL);
        assertThat(region.lower()).containsExactly(500, 0, 500, 0);
        assertThat(region.upper()).containsOnly(TOTAL);
    }

    @Test
    void amountsThatBringAReturnAreNotMendedAway() {
        // a little less of search would keep the limit sooner than a little less of social
        var limit = new LinearConstraint(
                "rule-1",
                "max",
                new int[] {0, 1, 2, 3},
                new double[] {1.01, 1, 1.01, 1},
                Double.NEGATIVE_INFINITY,
                8_580,
                OptionalDouble.empty());
        var region =
                new FeasibleRegion(atLeast(500).lower(), atLeast(500).upper(), 0, 2 * TOTAL, ImmutableList.of(limit));
        Rule.MinReturn floor = new Rule.MinReturn(Head.hard("floor"), Scope.of("search"), 1);
        LinearSteps steps = new LinearSteps(new PlanEnforcer(), rules(floor), new Threshold(), region);

        double[] found = steps.from(new double[] {500, 4_000, 500, 4_000}).spend();

        assertThat(steps.lacksReturns(found)).isFalse();
        assertThat(region.violation(found)).isLessThan(1e-6 * TOTAL);
    }

    @Test
    void aReturnIsAskedWithRoomForACentInEveryCell() {
        // search brings 10 sqrt(spend), which is just twice what it spends at 25 a week
        var roots = new Roots(new double[] {10, 1, 10, 1});
        double[] spend = {25, 4_975, 25, 4_975};
        ReturnNeed need = ReturnNeed.of(rules(new Rule.MinReturn(Head.hard("floor"), Scope.of("search"), 2)))
                .get(0);

        assertThat(need.missing(roots, spend)).isCloseTo(0, within(1e-9));
        double asked = need.linear(roots, spend, OptionalDouble.empty()).violation(spend);
        assertThat(asked).isBetween(2 * 2 * 0.01, 2 * 2 * 0.01 + 0.002);
    }

    /** Search earns .5 for a unit until it spends 2,000 in a week, and 2 for each beyond; social earns 2. */
    private record Threshold() implements Unbounded {
        @Override
        public int cells() {
            return 4;
        }

        @Override
        public double value(double[] spend) {
            return valueAndGradient(spend, new double[4]);
        }

        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            double value = 0;
            for (int cell = 0; cell < spend.length; cell++) {
                double little = cell % 2 == 0 ? Math.min(2_000, spend[cell]) : 0;
                value += 0.5 * little + 2 * (spend[cell] - little);
                gradient[cell] = cell % 2 == 0 && spend[cell] <= 2_000 ? 0.5 : 2;
            }
            return value;
        }
    }

    private static FeasibleRegion atLeast(double search) {
        double[] upper = new double[4];
        Arrays.fill(upper, TOTAL);
        return new FeasibleRegion(new double[] {search, 0, search, 0}, upper, TOTAL, TOTAL, ImmutableList.of());
    }

    private static LinearSteps steps(Roots objective, FeasibleRegion region) {
        return new LinearSteps(new PlanEnforcer(), rules(), objective, region);
    }

    private static FeasibleRegion region(LinearConstraint... constraints) {
        double[] upper = new double[4];
        Arrays.fill(upper, TOTAL);
        return new FeasibleRegion(new double[4], upper, TOTAL, TOTAL, ImmutableList.copyOf(constraints));
    }

    private static LinearConstraint equation(int[] cells, double[] coefficients, double sum) {
        return new LinearConstraint("rule-1", "equation", cells, coefficients, sum, sum, OptionalDouble.empty());
    }

    private static RuleSet rules(Rule... rules) {
        var grid = new PlanGrid(
                PeriodLength.WEEK,
                LocalDate.of(2024, 1, 1),
                2,
                ImmutableList.of(
                        new PlanGrid.Column("search", Optional.empty()),
                        new PlanGrid.Column("social", Optional.empty())));
        return new RuleSet(
                grid, Budget.exactly(TOTAL), ImmutableList.copyOf(rules), ImmutableMap.of(), MoneyUnit.of("EUR"));
    }
}
