package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.weir.core.Budget;
import io.weir.core.MoneyUnit;
import io.weir.core.PeriodLength;
import io.weir.core.PlanGrid;
import io.weir.core.Progress;
import io.weir.core.Rule;
import io.weir.core.Rule.Head;
import io.weir.core.Rule.Scope;
import io.weir.core.RuleSet;
import io.weir.planning.Allocator;
import io.weir.planning.RulePrice;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One period of two channels that earn {@code weight * sqrt(spend)}, so that every price is known. */
class RulePricesTest {
    private static final double TOTAL = 10_000;

    @Test
    void aMaximumEarnsTheDifferenceOfMarginalReturns() {
        // 4,000 on search, 6,000 on social: 30 / (2 sqrt(4000)) - 10 / (2 sqrt(6000))
        double due = 15 / Math.sqrt(4_000) - 5 / Math.sqrt(6_000);
        assertThat(prices(max("search", 4_000))).isEqualTo("rule-1 max " + text(due));
    }

    @Test
    void aMinimumEarnsByBeingLowered() {
        double due = 15 / Math.sqrt(6_000) - 5 / Math.sqrt(4_000);
        assertThat(prices(bounds("social", OptionalDouble.of(4_000), OptionalDouble.empty())))
                .isEqualTo("rule-1 min " + text(due));
    }

    @Test
    void aReserveEarnsTheMarginalReturnOfTheTotal() {
        // weights 3 to 1 share the rest 9 to 1
        assertThat(prices(new Rule.Reserve(Head.hard("rule-1"), 1_000)))
                .isEqualTo("rule-1 reserve " + text(15 / Math.sqrt(8_100)));
    }

    @Test
    void aShareEarnsPerUnitOfItWhatItMoves() {
        double due = TOTAL * (15 / Math.sqrt(5_000) - 5 / Math.sqrt(5_000));
        assertThat(prices(new Rule.Share(
                        Head.hard("rule-1"), Scope.of("search"), OptionalDouble.empty(), OptionalDouble.of(0.5))))
                .isEqualTo("rule-1 max-share " + text(due));
    }

    @Test
    void aLimitWithRoomEarnsNothing() {
        assertThat(prices(max("search", 9_500))).isEqualTo("rule-1 max 0");
    }

    /** Loosening one alone leaves the other. */
    @Test
    void neitherOfTwoLimitsAtOneAmountEarnsAnything() {
        Rule share =
                new Rule.Share(Head.hard("rule-2"), Scope.of("search"), OptionalDouble.empty(), OptionalDouble.of(0.4));
        assertThat(prices(max("search", 4_000), share)).isEqualTo("rule-1 max 0, rule-2 max-share 0");
    }

    /** Three digits are what a search of this kind promises. */
    private static String text(double price) {
        return price == 0 ? "0" : String.format(java.util.Locale.ROOT, "%.3g", price);
    }

    private static Rule max(String channel, double amount) {
        return bounds(channel, OptionalDouble.empty(), OptionalDouble.of(amount));
    }

    private static Rule bounds(String channel, OptionalDouble min, OptionalDouble max) {
        return new Rule.Bounds(Head.hard("rule-1"), Scope.of(channel), min, max);
    }

    private static String prices(Rule... rules) {
        PlanGrid grid = new PlanGrid(
                PeriodLength.WEEK,
                LocalDate.of(2024, 1, 1),
                1,
                ImmutableList.of(
                        new PlanGrid.Column("search", Optional.empty()),
                        new PlanGrid.Column("social", Optional.empty())));
        var set = new RuleSet(
                grid, Budget.exactly(TOTAL), ImmutableList.copyOf(rules), ImmutableMap.of(), MoneyUnit.of("EUR"));
        var objective = new Roots(new double[] {30, 10});
        var allocated = new Allocator().allocate(set, objective, new double[] {5_000, 5_000}, 1, Progress.SILENT);
        assertThat(Arrays.stream(allocated.enforced().micros()).sum() / 1e6)
                .isCloseTo(set.rules().stream().anyMatch(Rule.Reserve.class::isInstance) ? 9_000 : TOTAL, within(1e-9));
        assertThat(ImmutableSet.copyOf(allocated.prices(set, objective))).hasSizeGreaterThanOrEqualTo(rules.length);
        return allocated.prices(set, objective).stream()
                .map(RulePricesTest::told)
                .collect(Collectors.joining(", "));
    }

    private static String told(RulePrice price) {
        return price.rule() + " " + price.limit().name() + " " + text(price.price());
    }
}
