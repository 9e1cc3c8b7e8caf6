package io.weir.enforcer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Budget;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Rule;
import io.weir.core.Rule.Bounds;
import io.weir.core.RuleSet;
import io.weir.core.SpendReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegionTest {
    private static final PlanEnforcer ENFORCER = new PlanEnforcer();

    @Test
    void limitsOfOneChannelAreLimitsOfItsCells() {
        FeasibleRegion region = region(Problem.of(2, "search", "social", "email")
                .budget(10_000)
                .min("search", 500)
                .max("search", 2_000)
                .fixed("email", 300));

        assertThat(region.lower()).containsExactly(500, 0, 300, 500, 0, 300);
        assertThat(region.upper()).containsExactly(2_000, 10_000, 300, 2_000, 10_000, 300);
        assertThat(region.constraints()).isEmpty();
        assertThat(region.minTotal()).isEqualTo(10_000);
        assertThat(region.maxTotal()).isEqualTo(10_000);
    }

    @Test
    void limitsOfAGroupReadAsASentence() {
        FeasibleRegion region =
                region(Problem.of(1, "search", "social").budget(10_000).max("search+social", 6_000));

        LinearConstraint limit = region.constraints().get(0);
        assertThat(limit.what()).isEqualTo("group search+social max 6,000.00 EUR in week 2024-01-01");
        assertThat(limit.rule()).isEqualTo("rule-1");
        assertThat(limit.cells()).containsExactly(0, 1);
        assertThat(limit.upper()).isEqualTo(6_000);
    }

    @Test
    void aChannelByGeoIsTheSumOfItsColumns() {
        FeasibleRegion region = region(Problem.byGeo(1, List.of("search", "social"), List.of("north", "south"))
                .budget(10_000)
                .max("social", 4_000));

        assertThat(region.constraints()).hasSize(1);
        assertThat(region.constraints().get(0).cells()).containsExactly(2, 3);
    }

    @Test
    void aShareIsOfWhatAllChannelsSpendInThePeriod() {
        FeasibleRegion region =
                region(Problem.of(1, "search", "social", "email").budget(1_000).maxShare("social", 0.25));

        LinearConstraint limit = region.constraints().get(0);
        assertThat(limit.coefficients()).containsExactly(-0.25, 0.75, -0.25);
        assertThat(limit.upper()).isZero();
        assertThat(limit.what()).isEqualTo("social max-share 25% in week 2024-01-01");
    }

    @Test
    void theFirstPeriodChangesFromTheLastActualOneAndLaterFromThePeriodBefore() {
        FeasibleRegion region = region(Problem.of(2, "search", "social")
                .budget(10_000)
                .maxChange("search", 0.25, 0.5)
                .spentBefore("search", 2_000, 1_800));

        assertThat(region.lower()[0]).isEqualTo(1_000);
        assertThat(region.upper()[0]).isEqualTo(2_500);
        assertThat(region.constraints())
                .extracting(LinearConstraint::what)
                .containsExactly(
                        "search max-change up 25% in week 2024-01-08", "search max-change down 50% in week 2024-01-08");
        assertThat(region.constraints().get(0).coefficients()).containsExactly(-1.25, 1);
    }

    @Test
    void afterAZeroTheMeanOfActivePeriodsLimitsTheRise() {
        FeasibleRegion region = region(Problem.of(3, "search", "social")
                .budget(10_000)
                .maxChange("search", 0.25, 0.25)
                .off("search", "2024-01-08", "2024-01-08")
                .spentBefore("search", 0, 2_000));

        assertThat(region.lower()).containsOnly(0);
        assertThat(region.upper()[0]).isEqualTo(2_500);
        assertThat(region.upper()[2]).isZero();
        assertThat(region.upper()[4]).isEqualTo(2_500);
        assertThat(region.constraints()).isEmpty();
    }

    @Test
    void aChannelWithoutReferenceIsFreeInItsFirstPeriod() {
        FeasibleRegion region =
                region(Problem.of(1, "search", "social").budget(10_000).maxChange("search", 0.25, 0.25));

        assertThat(region.upper()[0]).isEqualTo(10_000);
        assertThat(region.lower()[0]).isZero();
    }

    @Test
    void aBlackoutClosesEveryPeriodItTouches() {
        FeasibleRegion region =
                region(Problem.of(4, "search", "social").budget(10_000).off("social", "2024-01-14", "2024-01-15"));

        assertThat(region.upper()).containsExactly(10_000, 10_000, 10_000, 0, 10_000, 0, 10_000, 10_000);
    }

    @Test
    void softRulesCarryTheirPenaltyAndNarrowNothing() {
        FeasibleRegion region = region(
                Problem.of(1, "search", "social").budget(10_000).softly(2).max("search", 500));

        assertThat(region.upper()[0]).isEqualTo(10_000);
        assertThat(region.constraints().get(0).penalty()).hasValue(2);
        assertThat(region.constraints().get(0).upper()).isEqualTo(500);
    }

    @Test
    void aReserveLowersTheTotal() {
        FeasibleRegion region =
                region(Problem.of(1, "search", "social").budget(6_000, 10_000).reserve(2_000));

        assertThat(region.minTotal()).isEqualTo(4_000);
        assertThat(region.maxTotal()).isEqualTo(8_000);
        assertThat(region.upper()[0]).isEqualTo(8_000);
    }

    @Test
    void theLeastTotalFallsToWhatGroupsLetBeSpent() {
        FeasibleRegion region = region(Problem.of(2, "search", "social", "email")
                .budget(10_000)
                .max("search+social", 2_000)
                .max("social+email", 1_000)
                .max("search+email", 1_000));

        assertThat(region.minTotal()).isCloseTo(4_000, within(1e-3));
        assertThat(region.maxTotal()).isEqualTo(10_000);
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void amountsTimesAPowerOfTwoGiveTheSameShares(long seed) {
        RuleSet rules = RandomProblem.any(seed, false).rules();
        FeasibleRegion one = ENFORCER.region(rules);
        FeasibleRegion other = ENFORCER.region(times(rules, 1024));

        assertThat(other.lower()).isEqualTo(times(one.lower(), 1024));
        assertThat(other.upper()).isEqualTo(times(one.upper(), 1024));
        assertThat(other.minTotal()).isEqualTo(one.minTotal() * 1024);
        assertThat(other.maxTotal()).isEqualTo(one.maxTotal() * 1024);
        assertThat(other.constraints()).hasSameSizeAs(one.constraints());
        for (int i = 0; i < one.constraints().size(); i++) {
            assertThat(other.constraints().get(i).coefficients())
                    .isEqualTo(one.constraints().get(i).coefficients());
            assertThat(other.constraints().get(i).lower())
                    .isEqualTo(one.constraints().get(i).lower() * 1024);
            assertThat(other.constraints().get(i).upper())
                    .isEqualTo(one.constraints().get(i).upper() * 1024);
        }
    }

    private static FeasibleRegion region(Problem problem) {
        return ENFORCER.region(problem.rules());
    }

    private static RuleSet times(RuleSet rules, double factor) {
        Map<String, SpendReference> references = rules.references().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new SpendReference(
                                entry.getValue().last() * factor,
                                entry.getValue().meanActive() * factor)));
        return new RuleSet(
                rules.grid(),
                new Budget(rules.budget().min() * factor, rules.budget().max() * factor),
                rules.rules().stream().map(rule -> times(rule, factor)).collect(ImmutableList.toImmutableList()),
                ImmutableMap.copyOf(references),
                rules.unit());
    }

    private static Rule times(Rule rule, double factor) {
        if (rule instanceof Bounds bounds) {
            return new Bounds(bounds.head(), bounds.scope(), times(bounds.min(), factor), times(bounds.max(), factor));
        }
        if (rule instanceof Rule.Commit commit) {
            return new Rule.Commit(commit.head(), commit.scope(), commit.amount() * factor);
        }
        return rule;
    }

    private static OptionalDouble times(OptionalDouble amount, double factor) {
        return amount.isPresent() ? OptionalDouble.of(amount.getAsDouble() * factor) : amount;
    }

    private static double[] times(double[] amounts, double factor) {
        return Arrays.stream(amounts).map(amount -> amount * factor).toArray();
    }
}
