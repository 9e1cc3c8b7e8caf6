package io.weir.benchmarks.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.FeasibleRegion;
import io.weir.core.RuleSet;
import io.weir.enforcer.PlanEnforcer;
import io.weir.enforcer.PlanEnforcer.Choice;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LargeStepsTest {
    /** Large enough that an integer solver which is not careful finds other plans from one time to the next. */
    @Test
    void whoAsksAgainHearsTheSame() {
        RuledMarket market = LargeMarket.concave(50, 26, 1);
        FineRules.Problem problem = FineRules.of(market, 200, 1);
        RuleSet rules = problem.rules();
        var random = new SplittableRandom(1);
        double[] proposal = Arrays.stream(problem.hidden())
                .mapToDouble(cents -> cents / 100.0 * random.nextDouble(0.8, 1.2))
                .toArray();
        var enforcer = new PlanEnforcer();
        FeasibleRegion region = enforcer.region(rules);
        Choice choice = enforcer.choice(rules, region, proposal).orElseThrow();

        double[] first =
                enforcer.inSteps(rules, choice.region(), choice.spend()).orElseThrow();

        assertThat(choice.region().violation(first)).isLessThan(1e-3);
        assertThat(first).isNotEqualTo(choice.spend());
        for (int k = 0; k < 4; k++) {
            assertThat(enforcer.inSteps(rules, choice.region(), choice.spend()).orElseThrow())
                    .isEqualTo(first);
        }
    }
}
