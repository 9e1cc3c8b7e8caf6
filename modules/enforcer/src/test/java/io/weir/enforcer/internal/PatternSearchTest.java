package io.weir.enforcer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.RuleSet;
import io.weir.enforcer.Problem;
import io.weir.enforcer.internal.PatternSearch.Choice;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternSearchTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    /** Six channels over eight weeks; the point keeps all but for rounding, so that near it there is a plan in whole cents. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thePatternKeepsClausesAndThePointKeepsAllButForRounding(long seed) {
        var random = new SplittableRandom(seed);
        Problem problem = Problem.of(8, Problem.channels(6)).budget(48_000);
        for (String channel : Problem.channels(6)) {
            problem.spentBefore(channel, 1_000, 1_000);
        }
        Booking booking = booking(problem.maxChanged("c1+c2+c3+c4+c5+c6", random.nextInt(2, 5))
                .onMin("c1", random.nextInt(800, 1_500))
                .atMostActive("c2+c3+c4", 2)
                .maxShare("c5", random.nextDouble(0.1, 0.5)));
        double[] target = target(random, booking.cells(), 4_800_000);

        Choice choice = PatternSearch.of(booking).near(target).orElseThrow();

        for (Clause clause : booking.clauses()) {
            assertThat(clause.violation(cell -> choice.pattern()[cell]))
                    .as(clause.what() + clause.when())
                    .isZero();
        }
        assertThat(Arrays.stream(choice.point()).sum()).isCloseTo(4_800_000, within(1.0));
        assertThat(WholeProgram.near(booking, choice.point(), 3)).isPresent();
    }

    @Test
    void theChannelsThatSpendMostStay() {
        Booking booking = booking(
                Problem.of(1, "search", "social", "email").budget(1_000).atMostActive("search+social+email", 2));
        Choice choice = PatternSearch.of(booking)
                .near(new double[] {50_000, 20_000, 30_000})
                .orElseThrow();
        assertThat(choice.point()[1]).isCloseTo(0, within(0.01));
        assertThat(choice.point()[0]).isGreaterThanOrEqualTo(50_000 - 0.01);
        assertThat(choice.point()[2]).isGreaterThanOrEqualTo(30_000 - 0.01);
    }

    /** 40 a week where 100 is the least: neither nothing at all nor 100 every week, but 100 in two weeks of five. */
    @Test
    void whatIsTooLittleEveryWeekIsSpentInTurns() {
        Booking booking =
                booking(Problem.of(10, "search", "social").budget(10_000).onMin("search", 100));
        double[] target = new double[20];
        for (int week = 0; week < 10; week++) {
            target[2 * week] = 4_000;
            target[2 * week + 1] = 96_000;
        }
        Choice choice = PatternSearch.of(booking).near(target).orElseThrow();
        assertThat(IntStream.range(0, 10)
                        .filter(week -> choice.point()[2 * week] > 1)
                        .count())
                .isEqualTo(4);
    }

    /** Search drifts every week, social jumps once: only one may change in a week, so search waits while social jumps. */
    @Test
    void whoGainsMostMayChange() {
        Booking booking = booking(Problem.of(6, "search", "social")
                .budget(6_000)
                .spentBefore("search", 500, 500)
                .spentBefore("social", 500, 500)
                .maxChanged("search+social", 1));
        double[] target = new double[12];
        for (int week = 0; week < 6; week++) {
            target[2 * week] = 50_000 + 1_000 * week;
            target[2 * week + 1] = week < 4 ? 50_000 : 40_000;
        }
        Choice choice = PatternSearch.of(booking).near(target).orElseThrow();
        assertThat(choice.pattern()[2 * 4 + 1]).isLessThan(45_000);
        assertThat(choice.pattern()[2 * 4]).isEqualTo(choice.pattern()[2 * 3]);
        assertThat(choice.pattern()[2 * 3]).isGreaterThan(choice.pattern()[2 * 2]);
    }

    /** Of each pair one may change: not search, which both count, but social and email. */
    @Test
    void aChangeThatOneRuleForbidsUsesUpNoOther() {
        Booking booking = booking(Problem.of(1, "search", "social", "email")
                .budget(1_500)
                .spentBefore("search", 500, 500)
                .spentBefore("social", 500, 500)
                .spentBefore("email", 500, 500)
                .maxChanged("search+social", 1)
                .maxChanged("search+email", 1));
        Choice choice = PatternSearch.of(booking)
                .near(new double[] {74_000, 60_000, 16_000})
                .orElseThrow();
        assertThat(choice.point()[0]).isCloseTo(50_000, within(0.5));
        assertThat(choice.point()[1]).isGreaterThan(58_000);
        assertThat(choice.point()[2]).isLessThan(45_000);
    }

    @Test
    void whereNoPatternFitsNoneIsFound() {
        Booking booking = booking(Problem.of(1, "search", "social")
                .budget(1_000)
                .min("search", 300)
                .min("social", 300)
                .atMostActive("search+social", 1));
        assertThat(PatternSearch.of(booking).near(new double[] {50_000, 50_000}))
                .isEmpty();
    }

    private static double[] target(SplittableRandom random, int cells, double total) {
        double[] weights = random.doubles(cells, 0.2, 2).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum * total).toArray();
    }

    private static Booking booking(Problem problem) {
        RuleSet rules = problem.rules();
        Booking all = Booking.of(rules, RuleCompiler.compile(rules));
        return all.spendingAtLeast(all.wanted());
    }
}
