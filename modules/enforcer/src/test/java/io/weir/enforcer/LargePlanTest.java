package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.Progress;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleSet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** 24 channels over 13 weeks: more cells than are searched in pairs. */
class LargePlanTest {
    private static final String ALL = String.join("+", Problem.channels(24));

    @Test
    void everyRuleHoldsAndTheTotalIsMetToTheCent() {
        RuleSet rules = problem().rules();
        double[] proposal = PlanPropertiesTest.anyProposal(rules, 5);

        Enforced plan =
                new PlanEnforcer().enforce(rules, proposal, PlanEnforcerTest.objective(rules, 5), 5, Progress.SILENT);

        assertThat(RuleCheck.broken(rules, plan.micros())).isEmpty();
        assertThat(Arrays.stream(plan.micros()).sum())
                .isEqualTo(rules.unit().toMicros(rules.budget().max()));
    }

    @Test
    void aConflictIsNamedByItsSmallestSet() {
        RuleSet rules =
                problem().commit("c1+c2", 60_000).commit("c3+c4", 60_000).rules();
        assertThatThrownBy(() -> new PlanEnforcer().region(rules))
                .isInstanceOfSatisfying(
                        RuleConflictException.class,
                        conflict -> assertThat(conflict.parties().stream().map(RuleConflictException.Party::rule))
                                .isSubsetOf("budget", "rule-7", "rule-8"));
    }

    private static Problem problem() {
        Problem problem = Problem.of(13, Problem.channels(24)).budget(81_000);
        for (String channel : Problem.channels(24)) {
            problem.spentBefore(channel, 260, 260);
        }
        return problem.maxChanged(ALL, 6)
                .onMin("c5", 150)
                .step("c6", 50)
                .step("c7", 25)
                .maxShare("c8+c9", 0.1)
                .maxChange("c10+c11+c12", 0.3, 0.3);
    }
}
