package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the best of all plans, tried one by one. */
class StepSearchTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheBestOfAllPlansInSteps(long seed) {
        var random = new SplittableRandom(seed);
        double cap = 100 * (4 + random.nextInt(5));
        RuleSet rules = Problem.of(2, "search", "social")
                .budget(2_000)
                .step("search", 100)
                .step("social", 100)
                .max("search", cap)
                .max("search+social", 1_300)
                .rules();
        Objective objective = PlanEnforcerTest.objective(rules, seed);

        Enforced plan =
                new PlanEnforcer().enforce(rules, PlanEnforcerTest.even(rules), objective, seed, Progress.SILENT);

        assertThat(objective.value(PlanEnforcerTest.spend(plan))).isCloseTo(best(objective, cap), within(1e-9));
    }

    private static double best(Objective objective, double cap) {
        double best = 0;
        for (int first = 7; first <= 13; first++) {
            for (int one = 0; one <= Math.min(first, cap / 100); one++) {
                for (int two = 0; two <= Math.min(20 - first, cap / 100); two++) {
                    double[] plan = {100 * one, 100 * (first - one), 100 * two, 100 * (20 - first - two)};
                    best = Math.max(best, objective.value(plan));
                }
            }
        }
        return best;
    }

    static Stream<Arguments> narrow() {
        return Stream.of(
                Arguments.of(1, 500, 10_000),
                Arguments.of(2, 500, 10_000),
                Arguments.of(2, 1_000, 300),
                Arguments.of(3, 500, 300),
                Arguments.of(3, 1_000, 300),
                Arguments.of(3, 1_500, 300));
    }

    /** Shares that add up to one leave one ratio, which only some multiples of the steps have. */
    @ParameterizedTest(name = "{0} periods, {1} in total, at most {2} for search")
    @MethodSource("narrow")
    void aPlanIsFoundWhereOnlyOneRatioKeepsTheRules(int periods, double total, double most) {
        RuleSet rules = ratio(periods, total, most);
        Objective objective = PlanEnforcerTest.objective(rules, 1);
        Enforced plan = new PlanEnforcer().enforce(rules, PlanEnforcerTest.even(rules), objective, 1, Progress.SILENT);
        assertThat(plan.unspent()).isZero();
    }

    @Test
    void whereNoMultipleHasTheRatioAsMuchIsSpentAsCanBe() {
        RuleSet rules = ratio(1, 900, 10_000);
        Objective objective = PlanEnforcerTest.objective(rules, 1);
        Enforced plan = new PlanEnforcer().enforce(rules, PlanEnforcerTest.even(rules), objective, 1, Progress.SILENT);
        assertThat(plan.unspent()).isEqualTo(400_000_000);
    }

    private static RuleSet ratio(int periods, double total, double most) {
        return Problem.of(periods, "search", "social", "email")
                .budget(total)
                .step("search", 100)
                .step("social", 100)
                .step("email", 100)
                .fixed("email", 0)
                .maxShare("search", 0.4)
                .maxShare("social", 0.6)
                .max("search", most)
                .rules();
    }
}
