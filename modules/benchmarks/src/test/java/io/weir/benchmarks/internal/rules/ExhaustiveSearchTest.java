package io.weir.benchmarks.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Budget;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two channels over two periods, amounts 0, 1, 2 and 3; the first channel earns 3 a unit, the second 1. */
class ExhaustiveSearchTest {
    private static final Scope A = Scope.of("a");
    private static final Scope B = Scope.of("b");
    private static final Scope BOTH = new Scope("a+b", ImmutableSet.of("a", "b"));
    private static final LocalDate START = LocalDate.of(2024, 1, 1);

    static Stream<Arguments> rulesAndTheBestWorth() {
        return Stream.of(
                Arguments.of("nothing", null, 12),
                Arguments.of("a max of a", new Rule.Bounds(head(), A, none(), some(1)), 8),
                Arguments.of("a min of b", new Rule.Bounds(head(), B, some(0.5), none()), 8),
                Arguments.of("a fixed b", new Rule.Fixed(head(), B, 1), 8),
                Arguments.of("a share of a", new Rule.Share(head(), A, none(), some(0.5)), 8),
                Arguments.of("a rise of a from 1", new Rule.MaxChange(head(), A, 0, 1), 8),
                Arguments.of("steps of a", new Rule.Step(head(), A, 3), 10),
                Arguments.of("a blackout of a", new Rule.Off(head(), A, START, START), 10),
                Arguments.of("a commitment of b", new Rule.Commit(head(), B, 3), 6),
                Arguments.of("a reserve", new Rule.Reserve(head(), 1), 9),
                Arguments.of("on-min of a", new Rule.OnMin(head(), A, 3), 10),
                Arguments.of("none active", new Rule.AtMostActive(head(), BOTH, 0), 0),
                Arguments.of("no change of a", new Rule.MaxChanged(head(), A, 0), 8),
                Arguments.of("a return of b", new Rule.MinReturn(head(), B, 2), 12),
                Arguments.of("a test of b", new Rule.TestBudget(head(), B, 1), 8));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesAndTheBestWorth")
    void findsTheBestPlanUnderARule(String name, Rule rule, double worth) {
        RuleSet rules = rules(rule == null ? ImmutableList.of() : ImmutableList.of(rule));

        Optional<ExhaustiveSearch.Best> best = ExhaustiveSearch.best(rules, new Linear(), amounts());

        assertThat(best.orElseThrow().worth()).isCloseTo(worth, within(1e-9));
    }

    @Test
    void saysThatNoPlanKeepsRulesThatContradict() {
        RuleSet rules = rules(ImmutableList.of(
                new Rule.Fixed(head(), A, 1), new Rule.Bounds(Head.hard("other"), A, some(2), none())));

        assertThat(ExhaustiveSearch.best(rules, new Linear(), amounts())).isEmpty();
        assertThat(ExhaustiveSearch.isFeasible(rules, new Linear(), amounts())).contains(false);
    }

    @Test
    void softRulesCostTheirPenalty() {
        Head soft = new Head("soft", OptionalDouble.of(0.25), "");

        Optional<ExhaustiveSearch.Best> best = ExhaustiveSearch.best(
                rules(ImmutableList.of(new Rule.Bounds(soft, A, none(), some(1)))), new Linear(), amounts());

        // Two units above the limit, in all: 12 less a half.
        assertThat(best.orElseThrow().worth()).isCloseTo(11.5, within(1e-9));
    }

    private static RuleSet rules(ImmutableList<Rule> rules) {
        var columns = ImmutableList.of(
                new PlanGrid.Column("a", Optional.empty()), new PlanGrid.Column("b", Optional.empty()));
        return new RuleSet(
                new PlanGrid(PeriodLength.WEEK, START, 2, columns),
                Budget.exactly(4),
                rules,
                ImmutableMap.of("a", new SpendReference(1, 1), "b", new SpendReference(1, 1)),
                MoneyUnit.unnamed());
    }

    private static long[][] amounts() {
        long[] units = {0, 100, 200, 300};
        return new long[][] {units, units, units, units};
    }

    private static Head head() {
        return Head.hard("rule");
    }

    private static OptionalDouble some(double amount) {
        return OptionalDouble.of(amount);
    }

    private static OptionalDouble none() {
        return OptionalDouble.empty();
    }

    /** Three for each unit of the first channel, one for each of the second. */
    private static final class Linear implements Objective {
        @Override
        public int cells() {
            return 4;
        }

        @Override
        public double value(double[] spend) {
            return 3 * (spend[0] + spend[2]) + spend[1] + spend[3];
        }

        @Override
        public double valueAndGradient(double[] spend, double[] gradient) {
            for (int cell = 0; cell < gradient.length; cell++) {
                gradient[cell] = cell % 2 == 0 ? 3 : 1;
            }
            return value(spend);
        }

        @Override
        public Concave concaveMajorant(double[] lower, double[] upper) {
            return this::valueAndGradient;
        }
    }
}
