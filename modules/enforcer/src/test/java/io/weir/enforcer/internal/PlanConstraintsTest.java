package io.weir.enforcer.internal;

import io.weir.core.Progress;
import io.weir.enforcer.Problem;
import io.weir.enforcer.SaturatingObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.optaplanner.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import org.optaplanner.core.api.score.stream.ConstraintStreamImplType;
import org.optaplanner.test.api.score.stream.ConstraintVerifier;

/** Penalties are in quanta: 100 is one euro. */
class PlanConstraintsTest {
    private static final ConstraintVerifier<PlanConstraints, SearchPlan> VERIFIER = ConstraintVerifier.build(
                    new PlanConstraints(), SearchPlan.class, PlannedCell.class)
            .withConstraintStreamImplType(ConstraintStreamImplType.BAVET);

    @Test
    void boundsArePenalisedByWhatIsAboveAndBelow() {
        Problem problem = twoChannels().min("search", 30).max("social", 50);

        VERIFIER.verifyThat(PlanConstraints::bounds)
                .given(facts(problem, 20, 57.5))
                .penalizesBy(1_000 + 750);
        VERIFIER.verifyThat(PlanConstraints::bounds)
                .given(facts(problem, 30, 50))
                .penalizesBy(0);
    }

    @Test
    void fixedIsPenalisedByTheDifference() {
        Problem problem = twoChannels().fixed("search", 30);

        VERIFIER.verifyThat(PlanConstraints::fixed)
                .given(facts(problem, 29.99, 0))
                .penalizesBy(1);
        VERIFIER.verifyThat(PlanConstraints::fixed).given(facts(problem, 30, 0)).penalizesBy(0);
    }

    @Test
    void shareIsPenalisedByWhatIsMissingOfIt() {
        Problem problem = twoChannels().minShare("search", 0.25);

        VERIFIER.verifyThat(PlanConstraints::share)
                .given(facts(problem, 20, 80))
                .penalizesBy(500);
        VERIFIER.verifyThat(PlanConstraints::share)
                .given(facts(problem, 25, 75))
                .penalizesBy(0);
    }

    @Test
    void maxChangeIsPenalisedByWhatIsAboveTheRise() {
        Problem problem = Problem.of(2, "search")
                .budget(1_000)
                .spentBefore("search", 40, 40)
                .maxChange("search", 0.25, 0.5);

        VERIFIER.verifyThat(PlanConstraints::maxChange)
                .given(facts(problem, 40, 51))
                .penalizesBy(100);
        VERIFIER.verifyThat(PlanConstraints::maxChange)
                .given(facts(problem, 40, 15))
                .penalizesBy(500);
        VERIFIER.verifyThat(PlanConstraints::maxChange)
                .given(facts(problem, 40, 50))
                .penalizesBy(0);
    }

    @Test
    void stepIsPenalisedByTheDistanceToTheNearestMultiple() {
        Problem problem = twoChannels().step("search", 50);

        VERIFIER.verifyThat(PlanConstraints::step)
                .given(facts(problem, 140, 33))
                .penalizesBy(1_000);
        VERIFIER.verifyThat(PlanConstraints::step)
                .given(facts(problem, 150, 33))
                .penalizesBy(0);
    }

    @Test
    void offIsPenalisedByAllSpend() {
        Problem problem = twoChannels().off("search", "2024-01-03", "2024-01-03");

        VERIFIER.verifyThat(PlanConstraints::off).given(facts(problem, 12, 33)).penalizesBy(1_200);
        VERIFIER.verifyThat(PlanConstraints::off).given(facts(problem, 0, 33)).penalizesBy(0);
    }

    @Test
    void onMinIsPenalisedByTheWayToNothingOrToTheLeast() {
        Problem problem = twoChannels().onMin("search", 30);

        VERIFIER.verifyThat(PlanConstraints::onMin).given(facts(problem, 29, 0)).penalizesBy(100);
        VERIFIER.verifyThat(PlanConstraints::onMin).given(facts(problem, 2, 0)).penalizesBy(200);
        VERIFIER.verifyThat(PlanConstraints::onMin).given(facts(problem, 0, 50)).penalizesBy(0);
        VERIFIER.verifyThat(PlanConstraints::onMin)
                .given(facts(problem, 30, 50))
                .penalizesBy(0);
    }

    @Test
    void atMostActiveIsPenalisedByTheSmallestSpendsThatAreTooMany() {
        Problem problem = Problem.of(1, "a", "b", "c").budget(1_000).atMostActive("a+b+c", 1);

        VERIFIER.verifyThat(PlanConstraints::atMostActive)
                .given(facts(problem, 10, 50, 20))
                .penalizesBy(3_000);
        VERIFIER.verifyThat(PlanConstraints::atMostActive)
                .given(facts(problem, 0, 50, 0))
                .penalizesBy(0);
    }

    @Test
    void maxChangedIsPenalisedByTheSmallestChangesThatAreTooMany() {
        Problem problem = Problem.of(2, "a", "b")
                .budget(1_000)
                .spentBefore("a", 10, 10)
                .spentBefore("b", 20, 20)
                .maxChanged("a+b", 1);

        VERIFIER.verifyThat(PlanConstraints::maxChanged)
                .given(facts(problem, 13, 18, 13, 18))
                .penalizesBy(200);
        VERIFIER.verifyThat(PlanConstraints::maxChanged)
                .given(facts(problem, 10, 25, 30, 25))
                .penalizesBy(0);
    }

    @Test
    void aRiseAfterNothingIsPenalisedByWhatIsAboveTheMeanOfActivePeriods() {
        Problem problem =
                Problem.of(2, "a").budget(1_000).spentBefore("a", 0, 40).maxChange("a", 0.25, 0.5);

        VERIFIER.verifyThat(PlanConstraints::changeAfterNothing)
                .given(facts(problem, 0, 51))
                .penalizesBy(100);
        VERIFIER.verifyThat(PlanConstraints::changeAfterNothing)
                .given(facts(problem, 40, 51))
                .penalizesBy(100);
        VERIFIER.verifyThat(PlanConstraints::changeAfterNothing)
                .given(facts(problem, 0, 50))
                .penalizesBy(0);
    }

    @Test
    void testBudgetIsPenalisedByWhatIsMissing() {
        Problem problem = twoChannels().testBudget("search", 30);

        VERIFIER.verifyThat(PlanConstraints::testBudget)
                .given(facts(problem, 20, 0))
                .penalizesBy(1_000);
        VERIFIER.verifyThat(PlanConstraints::testBudget)
                .given(facts(problem, 30, 0))
                .penalizesBy(0);
    }

    @Test
    void softChoicesArePenalisedByWeightTimesCurrencyInBillionthsOfTheValue() {
        Problem problem = twoChannels().softly(0.001).onMin("search", 30);

        VERIFIER.verifyThat(PlanConstraints::softClauses)
                .given(facts(problem, 20, 0))
                .penalizesBy(10_000_000);
        VERIFIER.verifyThat(PlanConstraints::onMin).given(facts(problem, 20, 0)).penalizesBy(0);
    }

    @Test
    void minReturnIsPenalisedByTheSpendThatHasNotBroughtIt() {
        // Whatever a cell spends is worth 1, see facts().
        Problem problem = twoChannels().minReturn("search", 0.1);

        VERIFIER.verifyThat(PlanConstraints::minReturn)
                .given(facts(problem, 30, 0))
                .penalizesBy(2_000);
        VERIFIER.verifyThat(PlanConstraints::minReturn)
                .given(facts(problem, 10, 50))
                .penalizesBy(0);
    }

    @Test
    void aSoftMinReturnIsPenalisedInBillionthsOfTheValue() {
        Problem problem = twoChannels().softly(0.001).minReturn("search", 0.1);

        VERIFIER.verifyThat(PlanConstraints::softReturns)
                .given(facts(problem, 30, 0))
                .penalizesBy(20_000_000);
    }

    @Test
    void commitIsPenalisedByWhatIsMissingOverTheHorizon() {
        Problem problem = Problem.of(2, "search").budget(1_000).commit("search", 100);

        VERIFIER.verifyThat(PlanConstraints::commit)
                .given(facts(problem, 40, 50))
                .penalizesBy(1_000);
        VERIFIER.verifyThat(PlanConstraints::commit)
                .given(facts(problem, 40, 60))
                .penalizesBy(0);
    }

    @Test
    void totalIsPenalisedByWhatIsAboveTheBudget() {
        VERIFIER.verifyThat(PlanConstraints::total)
                .given(facts(twoChannels(), 400, 601))
                .penalizesBy(100);
        VERIFIER.verifyThat(PlanConstraints::total)
                .given(facts(twoChannels(), 400, 600))
                .penalizesBy(0);
    }

    @Test
    void softRulesArePenalisedByWeightTimesCurrencyInBillionthsOfTheValue() {
        Problem problem = twoChannels().softly(0.001).max("search", 30);

        // The value of the plan is 1, see facts(); 10 euros above the limit cost 0.01.
        VERIFIER.verifyThat(PlanConstraints::softRules)
                .given(facts(problem, 40, 0))
                .penalizesBy(10_000_000);
        VERIFIER.verifyThat(PlanConstraints::bounds)
                .given(facts(problem, 40, 0))
                .penalizesBy(0);
    }

    @Test
    void expectedValueIsRewardedInBillionthsOfTheFirstPlansValue() {
        VERIFIER.verifyThat().given(facts(twoChannels(), 40, 10)).scores(HardSoftLongScore.ofSoft(1_000_000_000));
    }

    private static Problem twoChannels() {
        return Problem.of(1, "search", "social").budget(1_000);
    }

    private static Object[] facts(Problem problem, double... spend) {
        var rules = problem.rules();
        Booking booking = Booking.of(rules, RuleCompiler.compile(rules));
        long[] amounts =
                Arrays.stream(spend).mapToLong(x -> Math.round(x * 100)).toArray();
        var objective = new SaturatingObjective(ones(spend.length, 1), ones(spend.length, 1e-3));
        var valuation = new Valuation(objective, booking.floors(), amounts, booking.quantum(), Progress.SILENT, 1);
        List<Object> facts = new ArrayList<>(SearchPlan.terms(booking.rows()));
        facts.addAll(SearchPlan.parts(booking.clauses()));
        for (int cell = 0; cell < amounts.length; cell++) {
            facts.add(new PlannedCell(cell, amounts[cell], valuation));
        }
        return facts.toArray();
    }

    private static double[] ones(int length, double value) {
        double[] array = new double[length];
        Arrays.fill(array, value);
        return array;
    }
}
