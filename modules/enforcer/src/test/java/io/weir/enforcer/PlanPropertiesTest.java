package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanPropertiesTest {
    private static final PlanEnforcer ENFORCER = new PlanEnforcer();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("weir.seeds", 60));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyHardRuleHoldsAndTheTotalIsMetToTheCent(long seed) {
        assertKept(RandomProblem.any(seed, false).rules(), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyHardRuleHoldsAndTheTotalIsMetWithSteps(long seed) {
        assertKept(RandomProblem.any(seed, true).rules(), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyHardRuleHoldsWhereChannelsAreSwitched(long seed) {
        assertKept(RandomProblem.withChoices(seed, false).rules(), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyHardRuleHoldsWhereChannelsAreSwitchedInSteps(long seed) {
        assertKept(RandomProblem.withChoices(seed, true).rules(), seed);
    }

    private static void assertKept(RuleSet rules, long seed) {
        FeasibleRegion region = ENFORCER.region(rules);
        double[] proposal = anyProposal(rules, seed);

        Enforced plan =
                ENFORCER.enforce(rules, proposal, PlanEnforcerTest.objective(rules, seed), seed, Progress.SILENT);

        assertThat(RuleCheck.broken(rules, plan.micros())).isEmpty();
        assertThat(Arrays.stream(plan.micros()).sum())
                .as("total of %s", rules)
                .isEqualTo(rules.unit().toMicros(rules.budget().max()));
        assertInside(region, PlanEnforcerTest.spend(plan));
    }

    private static void assertInside(FeasibleRegion region, double[] spend) {
        double cent = 0.01;
        for (int cell = 0; cell < spend.length; cell++) {
            assertThat(spend[cell]).isBetween(region.lower()[cell] - cent, region.upper()[cell] + cent);
        }
        for (LinearConstraint constraint : region.constraints()) {
            assertThat(constraint.violation(spend)).as(constraint.what()).isCloseTo(0, within(cent));
        }
        assertThat(Arrays.stream(spend).sum()).isBetween(region.minTotal() - cent, region.maxTotal() + cent);
    }

    /** Anything from even to all in a few cells. */
    static double[] anyProposal(RuleSet rules, long seed) {
        var random = new SplittableRandom(seed);
        double[] weights = random.doubles(rules.grid().cells())
                .map(u -> Math.pow(-Math.log(u), 1 + seed % 4))
                .toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights)
                .map(weight -> weight / sum * rules.budget().max())
                .toArray();
    }
}
