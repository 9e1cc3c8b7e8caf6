package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Budget;
import io.weir.core.Rule;
import io.weir.core.RuleConflictException;
import io.weir.core.RuleConflictException.Party;
import io.weir.core.RuleSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConflictTest {
    private static final PlanEnforcer ENFORCER = new PlanEnforcer();

    @Test
    void namesTheTwoRulesWithTheirAmountsAndLines() {
        RuleConflictException conflict = conflict(Problem.of(2, "search", "social", "email")
                .budget(100_000)
                .max("email", 1_000)
                .min("social", 3_000)
                .max("search+social", 2_500));

        assertThat(conflict).hasMessage("""
                        social min 3,000.00 EUR exceeds group search+social max 2,500.00 EUR.
                          weir.yaml:12: rule-2: social min 3,000.00 EUR (enough: lower min to 2,500.00 EUR)
                          weir.yaml:13: rule-3: group search+social max 2,500.00 EUR (enough: raise max to 3,000.00 EUR)
                        Maybe one of these rules was meant for other periods, can be changed as said, or be soft.""");
    }

    @Test
    void saysHowMuchMoreBudgetWouldBeEnough() {
        RuleConflictException conflict = conflict(Problem.of(2, "search", "social")
                .budget(5_000)
                .min("search", 2_000)
                .min("social", 1_000));

        assertThat(changes(conflict))
                .containsExactly("raise it to 6,000.00 EUR", "lower min to 1,500.00 EUR", "lower min to 500.00 EUR");
    }

    @Test
    void anOnMinAboveAGroupsMaxIsAConflictIfTheChannelMustSpend() {
        RuleConflictException conflict = conflict(Problem.of(1, "search", "social")
                .budget(50_000)
                .onMin("social", 3_000)
                .max("search+social", 2_500)
                .commit("social", 100));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2", "rule-3");
        assertThat(changes(conflict))
                .containsExactly(
                        "lower on-min to 2,500.00 EUR", "raise max to 3,000.00 EUR", "lower commit to 0.00 EUR");
    }

    @Test
    void moreMinimaThanChannelsThatMaySpendAreAConflict() {
        RuleConflictException conflict = conflict(Problem.of(2, "a", "b", "c")
                .budget(50_000)
                .min("a", 100)
                .min("b", 100)
                .min("c", 100)
                .atMostActive("a+b+c", 2));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2", "rule-3", "rule-4");
        assertThat(changes(conflict)).contains("raise at-most-active to 3", "lower min to 0.00 EUR");
    }

    @Test
    void moreChangesThanMayBeAreAConflict() {
        RuleConflictException conflict = conflict(Problem.of(1, "a", "b")
                .budget(50_000)
                .spentBefore("a", 100, 100)
                .spentBefore("b", 100, 100)
                .min("a", 110)
                .max("b", 90)
                .maxChanged("a+b", 1));

        assertThat(changes(conflict))
                .containsExactly("lower min to 100.00 EUR", "raise max to 100.00 EUR", "raise max-changed to 2");
    }

    @Test
    void aFixedAmountMovesToTheNearestMultiple() {
        RuleConflictException conflict = conflict(Problem.of(1, "search", "social")
                .budget(50_000)
                .step("social", 500)
                .fixed("social", 1_400));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
        assertThat(changes(conflict)).containsExactly("", "raise fixed to 1,500.00 EUR");
    }

    @Test
    void aTestBudgetInABlackoutIsAConflict() {
        RuleConflictException conflict = conflict(Problem.of(4, "search", "social")
                .budget(50_000)
                .testBudget("social", 100)
                .off("social", "2024-01-10", "2024-01-11"));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
        assertThat(conflict).hasMessageContaining("social test-budget 100.00 EUR");
    }

    @Test
    void theBudgetIsAParty() {
        RuleConflictException conflict = conflict(Problem.of(2, "search", "social")
                .budget(5_000)
                .min("search", 2_000)
                .min("social", 1_000));

        assertThat(ids(conflict)).containsExactly("budget", "rule-1", "rule-2");
        assertThat(conflict)
                .hasMessageContaining(
                        "search min 2,000.00 EUR a week and social min 1,000.00 EUR a week exceed total budget 5,000.00 EUR"
                                + " over 2 weeks.");
    }

    @Test
    void aMinimumInABlackoutIsAConflict() {
        RuleConflictException conflict = conflict(Problem.of(4, "search", "social")
                .budget(50_000)
                .min("social", 100)
                .off("social", "2024-01-10", "2024-01-11"));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
    }

    @Test
    void aReserveAboveTheBudgetIsAConflict() {
        RuleConflictException conflict =
                conflict(Problem.of(1, "search", "social").budget(5_000).reserve(6_000));

        assertThat(ids(conflict)).containsExactly("budget", "rule-1");
    }

    @Test
    void aStepWithoutAMultipleInRangeIsAConflict() {
        RuleConflictException conflict = conflict(Problem.of(1, "search", "social")
                .budget(5_000)
                .min("social", 510)
                .max("social", 990)
                .step("social", 500));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2", "rule-3");
    }

    @Test
    void stepsThatCannotAddUpAreAConflict() {
        RuleConflictException conflict = conflict(Problem.of(1, "search", "social")
                .budget(50_000)
                .step("search", 600)
                .step("social", 1_000)
                .fixed("search+social", 1_400));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2", "rule-3");
    }

    @Test
    void aMissedCentIsAConflict() {
        RuleConflictException conflict = conflict(Problem.of(1, "search", "social")
                .budget(50_000)
                .min("search", 100.01)
                .max("search", 100.00));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
    }

    @Test
    void sharesThatLeaveOnlyAnEmptyPlanAreAConflict() {
        RuleConflictException conflict = conflict(Problem.of(2, "search", "social")
                .budget(50_000)
                .minShare("search", 0.6)
                .minShare("social", 0.6));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
    }

    @Test
    void aCommitAboveWhatChangeLimitsLetGrowIsAConflict() {
        RuleConflictException conflict = conflict(Problem.of(2, "search", "social")
                .budget(50_000)
                .commit("social", 2_800)
                .maxChange("social", 0.1, 0.1)
                .spentBefore("social", 1_000, 1_000));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
    }

    @Test
    void aTotalOverTheHorizonAboveMaximaIsAConflict() {
        RuleConflictException conflict = conflict(Problem.of(2, "search", "social")
                .budget(50_000)
                .inTotal("social", 2_800)
                .max("social", 1_000));

        assertThat(ids(conflict)).containsExactly("rule-1", "rule-2");
        assertThat(conflict).hasMessageContaining("social in total 2,800.00 EUR");
        assertThat(conflict.in("scenario \"more\"")).hasMessageStartingWith("scenario \"more\": ");
        assertThat(conflict.in("x").parties()).isEqualTo(conflict.parties());
    }

    @Test
    void softRulesNeverConflict() {
        RuleSet rules = Problem.of(1, "search", "social")
                .budget(50_000)
                .softly(1)
                .min("search", 200)
                .max("search", 100)
                .rules();

        assertThatCode(() -> ENFORCER.region(rules)).doesNotThrowAnyException();
    }

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theNamedSetConflictsAndEverySmallerOneHolds(long seed) {
        RuleSet rules = contradictory(seed);
        RuleConflictException conflict =
                catchThrowableOfType(RuleConflictException.class, () -> ENFORCER.region(rules));
        assertThat(conflict).as("%s", rules.rules()).isNotNull();
        List<String> ids = ids(conflict);

        assertThat(holds(rules, ids)).as("%s of %s", ids, rules).isFalse();
        for (String left : ids) {
            List<String> rest = ids.stream().filter(id -> !id.equals(left)).toList();
            assertThat(holds(rules, rest)).as("%s without %s", ids, left).isTrue();
        }
    }

    /** Rules that a plan keeps, and a few that ask for more than they allow. */
    private static RuleSet contradictory(long seed) {
        var random = new SplittableRandom(seed);
        Problem problem = RandomProblem.any(seed, seed % 3 == 0);
        RuleSet rules = problem.rules();
        double even = rules.budget().max() / rules.grid().cells();
        switch (random.nextInt(4)) {
            case 0 -> problem.min("c0+c1", even * 2).max("c1", even * 0.7).max("c0", even * 0.8);
            case 1 ->
                problem.min("c0", rules.budget().max() * 0.6 / rules.grid().periods())
                        .commit("c1", rules.budget().max() * 0.5);
            case 2 -> problem.fixed("c0+c1", even).min("c1", even * 1.1);
            default ->
                problem.maxShare("c0", 0.1).min("c0", even).max("c1", even).max(others(rules), even * 3);
        }
        return problem.rules();
    }

    private static String others(RuleSet rules) {
        return IntStream.range(1, rules.grid().columns().size())
                .mapToObj(c -> "c" + c)
                .collect(Collectors.joining("+"));
    }

    private static boolean holds(RuleSet rules, List<String> ids) {
        ImmutableList<Rule> kept = rules.rules().stream()
                .filter(rule -> ids.contains(rule.head().id()))
                .collect(ImmutableList.toImmutableList());
        Budget budget = ids.contains("budget")
                ? rules.budget()
                : Budget.upTo(rules.budget().max() * 1e4);
        try {
            ENFORCER.region(
                    new RuleSet(rules.grid(), budget, kept, ImmutableMap.copyOf(rules.references()), rules.unit()));
            return true;
        } catch (RuleConflictException conflict) {
            return false;
        }
    }

    private static RuleConflictException conflict(Problem problem) {
        RuleConflictException conflict =
                catchThrowableOfType(RuleConflictException.class, () -> ENFORCER.region(problem.rules()));
        assertThat(conflict).isNotNull();
        return conflict;
    }

    private static List<String> changes(RuleConflictException conflict) {
        return conflict.parties().stream().map(Party::change).toList();
    }

    private static List<String> ids(RuleConflictException conflict) {
        return conflict.parties().stream().map(Party::rule).toList();
    }
}
