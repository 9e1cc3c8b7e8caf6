package io.weir.enforcer;

import static io.weir.enforcer.Problem.channels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.BudgetEnforcer.Enforced;
import io.weir.core.MoneyUnit;
import io.weir.core.Objective;
import io.weir.core.Progress;
import io.weir.core.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlanEnforcerTest {
    private static final PlanEnforcer ENFORCER = new PlanEnforcer();

    @Test
    void spendsTheTotalToTheCent() {
        RuleSet rules =
                Problem.of(4, "search", "social", "email").budget(100_000.01).rules();

        Enforced plan = enforce(rules, 1);

        assertThat(Arrays.stream(plan.micros()).sum()).isEqualTo(100_000_010_000L);
        assertThat(plan.unspent()).isZero();
        assertThat(plan.unspentBecause()).isEmpty();
        assertThat(plan.broken()).isEmpty();
    }

    @Test
    void isNeverWorseThanTheProposalRounded() {
        RuleSet rules =
                Problem.of(13, "search", "social", "email").budget(130_000).rules();
        Objective objective = objective(rules, 3);
        double[] even = new double[39];
        Arrays.fill(even, 130_000 / 39.0);

        Enforced plan = ENFORCER.enforce(rules, even, objective, 1, Progress.SILENT);

        assertThat(objective.value(spend(plan))).isGreaterThan(objective.value(even));
    }

    @Test
    void keepsStepsAndSaysWhatTheyLeave() {
        RuleSet rules = Problem.of(2, "search", "social")
                .budget(10_250)
                .step("search", 500)
                .step("social", 500)
                .rules();

        Enforced plan = enforce(rules, 2);

        assertThat(Arrays.stream(plan.micros())).allMatch(micros -> micros % 500_000_000L == 0);
        assertThat(plan.unspent()).isEqualTo(250_000_000L);
        assertThat(plan.unspentBecause()).containsExactlyInAnyOrder("rule-1", "rule-2");
    }

    @Test
    void spendsExactlyWhatIsHeldOverTheHorizon() {
        RuleSet rules = Problem.of(4, "search", "social", "email")
                .budget(40_000)
                .inTotal("search", 12_345.67)
                .maxChange("search", 0.2, 0.2)
                .spentBefore("search", 3_000, 3_000)
                .rules();

        Enforced plan = enforce(rules, 2);

        assertThat(RuleCheck.broken(rules, plan.micros())).isEmpty();
        assertThat(LongStream.range(0, 4).map(t -> plan.micros()[(int) t * 3]).sum())
                .isEqualTo(12_345_670_000L);
        assertThat(Arrays.stream(plan.micros()).sum()).isEqualTo(40_000_000_000L);
    }

    @Test
    void spendsWhatMaximaLetAndNamesThem() {
        RuleSet rules = Problem.of(2, "search", "social")
                .budget(10_000)
                .max("search", 1_000)
                .max("social", 2_000)
                .rules();

        Enforced plan = enforce(rules, 2);

        assertThat(plan.micros()).containsExactly(1_000_000_000L, 2_000_000_000L, 1_000_000_000L, 2_000_000_000L);
        assertThat(plan.unspent()).isEqualTo(4_000_000_000L);
        assertThat(plan.unspentBecause()).containsExactlyInAnyOrder("rule-1", "rule-2");
        assertThat(ENFORCER.region(rules).minTotal()).isEqualTo(6_000);
    }

    @Test
    void leavesTheReserve() {
        RuleSet rules =
                Problem.of(2, "search", "social").budget(10_000).reserve(2_000).rules();

        Enforced plan = enforce(rules, 2);

        assertThat(Arrays.stream(plan.micros()).sum()).isEqualTo(8_000_000_000L);
        assertThat(plan.unspent()).isEqualTo(2_000_000_000L);
        assertThat(plan.unspentBecause()).containsExactly("rule-1");
    }

    @Test
    void namesTheRulesThatHoldACell() {
        RuleSet rules = Problem.of(1, "search", "social", "email")
                .budget(10_000)
                .max("search", 2_000)
                .max("social", 9_999)
                .fixed("email", 1_500)
                .rules();

        Enforced plan = enforce(rules, 2);

        assertThat(plan.micros()).containsExactly(2_000_000_000L, 6_500_000_000L, 1_500_000_000L);
        assertThat(plan.bindingByCell().get(0)).containsExactly("rule-1");
        assertThat(plan.bindingByCell().get(1)).isEmpty();
        assertThat(plan.bindingByCell().get(2)).containsExactly("rule-3");
    }

    @Test
    void saysBySoftRulesByHowMuchTheyAreBroken() {
        RuleSet rules = Problem.of(1, "search", "social")
                .budget(10_000)
                .softly(1e-6)
                .max("search", 2_000)
                .fixed("social", 1_000)
                .rules();

        Enforced plan = enforce(rules, 2);

        assertThat(plan.broken())
                .containsExactly("rule-1: search max 2,000.00 EUR in week 2024-01-01 is broken by 7,000.00 EUR");
    }

    @Test
    void sameInputsAndSeedGiveTheSamePlan() {
        RuleSet rules = Problem.of(5, channels(4))
                .budget(50_000)
                .maxChange("c1", 0.25, 0.25)
                .spentBefore("c1", 2_000, 1_800)
                .step("c2", 300)
                .rules();

        assertThat(enforce(rules, 7)).usingRecursiveComparison().isEqualTo(enforce(rules, 7));
    }

    @Test
    void tellsHowFarItIs() {
        List<Double> fractions = new ArrayList<>();
        RuleSet rules = Problem.of(4, "search", "social").budget(10_000).rules();

        ENFORCER.enforce(rules, even(rules), objective(rules, 1), 1, (task, fraction) -> fractions.add(fraction));

        assertThat(fractions).isSorted().hasSizeGreaterThan(3).allMatch(fraction -> fraction >= 0 && fraction <= 1);
    }

    @Test
    void stepsOfAChannelByGeoHoldForItsSum() {
        RuleSet rules = Problem.byGeo(3, List.of("search", "social"), List.of("north", "south", "west"))
                .budget(30_000)
                .step("social", 700)
                .rules();

        Enforced plan = enforce(rules, 4);

        assertThat(RuleCheck.broken(rules, plan.micros())).isEmpty();
        assertThat(plan.unspent()).isZero();
    }

    @Test
    void spendsNoMoreOfARangeThanPays() {
        RuleSet rules = Problem.of(2, "search", "social").budget(1_000, 10_000).rules();
        Objective costly = new SaturatingObjective(new double[] {1, 1, -1, 1}, new double[] {500, 500, 500, 500});

        Enforced plan = ENFORCER.enforce(rules, new double[] {2_500, 2_500, 2_500, 2_500}, costly, 1, Progress.SILENT);

        assertThat(plan.micros()[2]).isLessThan(2_500_000_000L);
        assertThat(Arrays.stream(plan.micros()).sum()).isBetween(1_000_000_000L, 10_000_000_000L);
        assertThat(plan.unspent()).isZero();
    }

    @Test
    void aSoftLimitIsKeptWhereItsPenaltyIsAboveTheGain() {
        RuleSet rules = Problem.of(1, "search", "social")
                .budget(10_000)
                .softly(100)
                .max("search", 4_000)
                .rules();

        Enforced plan = ENFORCER.enforce(rules, new double[] {4_000, 6_000}, objective(rules, 1), 1, Progress.SILENT);

        assertThat(plan.broken()).isEmpty();
        assertThat(plan.micros()[0]).isLessThanOrEqualTo(4_000_000_000L);
    }

    @Test
    void aSoftStepIsReachedFromBetweenItsMultiples() {
        RuleSet rules = Problem.of(2, "search", "social")
                .budget(20_000)
                .softly(100)
                .step("search", 1_000)
                .rules();

        double[] between = {4_999.5, 5_000.5, 5_300, 4_700};
        Enforced plan = ENFORCER.enforce(rules, between, objective(rules, 1), 1, Progress.SILENT);

        assertThat(plan.broken()).isEmpty();
        assertThat(plan.micros()[0] % 1_000_000_000L).isZero();
        assertThat(plan.micros()[2] % 1_000_000_000L).isZero();
    }

    @Test
    void booksWholeYen() {
        RuleSet rules = Problem.of(3, "search", "social")
                .currency("JPY")
                .budget(1_000_001)
                .maxShare("search", 0.4)
                .rules();

        Enforced plan = enforce(rules, 4);

        assertThat(RuleCheck.broken(rules, plan.micros())).isEmpty();
        assertThat(Arrays.stream(plan.micros()).sum()).isEqualTo(1_000_001_000_000L);
    }

    @Test
    void largeBudgetsAreExactToo() {
        RuleSet rules = Problem.of(4, "search", "social", "email")
                .budget(987_654_321_000.01)
                .maxShare("search", 0.333)
                .maxChange("social", 0.15, 0.15)
                .rules();

        Enforced plan = enforce(rules, 4);

        assertThat(RuleCheck.broken(rules, plan.micros())).isEmpty();
        assertThat(Arrays.stream(plan.micros()).sum()).isEqualTo(987_654_321_000_010_000L);
    }

    @Test
    void aBudgetOfNothingIsAPlanOfNothing() {
        Enforced plan = enforce(Problem.of(2, "search", "social").budget(0).rules(), 1);

        assertThat(plan.micros()).containsOnly(0);
        assertThat(plan.unspent()).isZero();
    }

    @Test
    void aPlanWithoutChoiceIsThatPlan() {
        RuleSet rules = Problem.of(2, "search", "social")
                .budget(10_000)
                .fixed("search", 1_000.01)
                .fixed("social", 3_999.99)
                .rules();

        Enforced plan = enforce(rules, 1);

        assertThat(plan.micros()).containsExactly(1_000_010_000L, 3_999_990_000L, 1_000_010_000L, 3_999_990_000L);
    }

    @Test
    void changeLimitsThatAreReachedBind() {
        RuleSet rules = Problem.of(2, "search", "social")
                .budget(20_000)
                .maxChange("search", 0.1, 0.1)
                .spentBefore("search", 1_000, 1_000)
                .rules();
        Objective searchOnly = new SaturatingObjective(new double[] {9, 1, 9, 1}, new double[] {5e3, 5e3, 5e3, 5e3});

        Enforced plan = ENFORCER.enforce(rules, even(rules), searchOnly, 1, Progress.SILENT);

        assertThat(plan.micros()[0]).isCloseTo(1_100_000_000L, within(10_000_000L));
        assertThat(plan.bindingByCell().get(0)).containsExactly("rule-1");
        assertThat(plan.bindingByCell().get(1)).isEmpty();
        assertThat(plan.bindingByCell().get(2)).containsExactly("rule-1");
    }

    static double[] even(RuleSet rules) {
        double[] even = new double[rules.grid().cells()];
        Arrays.fill(even, rules.budget().max() / even.length);
        return even;
    }

    static double[] spend(Enforced plan) {
        return Arrays.stream(plan.micros()).mapToDouble(MoneyUnit::fromMicros).toArray();
    }

    static Objective objective(RuleSet rules, long seed) {
        var random = new SplittableRandom(seed);
        int cells = rules.grid().cells();
        double even = Math.max(1, rules.budget().max() / cells);
        double[] ceiling = random.doubles(cells, 1, 5).toArray();
        double[] scale = random.doubles(cells, even / 3, even * 3).toArray();
        return new SaturatingObjective(ceiling, scale);
    }

    private static Enforced enforce(RuleSet rules, long seed) {
        return ENFORCER.enforce(rules, even(rules), objective(rules, seed), seed, Progress.SILENT);
    }
}
