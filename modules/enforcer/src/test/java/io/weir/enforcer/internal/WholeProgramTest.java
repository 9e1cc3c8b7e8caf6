package io.weir.enforcer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.RuleSet;
import io.weir.enforcer.Problem;
import io.weir.enforcer.internal.WholeProgram.Answer;
import io.weir.enforcer.internal.WholeProgram.Found;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WholeProgramTest {
    private static final int UNITS = 6;
    private static final long STEP = 10_000;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Two channels over two weeks in steps of 100, under rules of each kind that knows switches, beside all 7^4 plans. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void saysWhetherThereIsAPlanAsTryingAllDoes(long seed) {
        Booking booking = booking(random(seed));
        Found found = WholeProgram.search(booking);
        assertThat(found.answer()).isEqualTo(anyKeeps(booking) ? Answer.PLAN : Answer.NONE);
        found.plan()
                .ifPresent(
                        plan -> assertThat(Draft.of(booking, plan).violation()).isZero());
    }

    @Test
    void theRandomRulesHaveBothAnswers() {
        long feasible = seeds().filter(seed -> anyKeeps(booking(random(seed)))).count();
        assertThat(feasible).isBetween(20L, 180L);
    }

    @Test
    void aPlanNearAPointIsWithinReachAndKeepsAllToTheCent() {
        Booking booking =
                booking(Problem.of(2, "search", "social").budget(1_000).maxShare("search", 0.37));
        double[] point = {18_499.6, 31_500.2, 18_500.3, 31_499.9};
        Optional<long[]> plan = WholeProgram.near(booking.spendingAtLeast(100_000), point, 2);
        assertThat(plan).hasValueSatisfying(amounts -> {
            assertThat(Draft.of(booking, amounts).violation()).isZero();
            assertThat(Arrays.stream(amounts).sum()).isEqualTo(100_000);
            for (int cell = 0; cell < point.length; cell++) {
                assertThat(Math.abs(amounts[cell] - point[cell])).isLessThanOrEqualTo(2);
            }
        });
    }

    @Test
    void whatIsTooFarFromAPointIsNotFound() {
        Booking booking = booking(Problem.of(1, "search", "social").budget(1_000));
        assertThat(WholeProgram.near(booking.spendingAtLeast(100_000), new double[] {49_990, 49_990}, 3))
                .isEmpty();
    }

    private static Booking booking(Problem problem) {
        RuleSet rules = problem.rules();
        Booking all = Booking.of(rules, RuleCompiler.compile(rules));
        return all.spendingAtLeast(all.wanted());
    }

    private static Problem random(long seed) {
        var random = new SplittableRandom(seed);
        Problem problem = Problem.of(2, "search", "social")
                .budget(100 * random.nextInt(4, 13))
                .step("search", 100)
                .step("social", 100)
                .max("search", 100 * random.nextInt(2, UNITS + 1))
                .max("social", 100 * random.nextInt(2, UNITS + 1))
                .spentBefore("search", 100 * random.nextInt(0, 4), 200)
                .spentBefore("social", 100 * random.nextInt(0, 4), 200);
        for (int k = 0; k < 3; k++) {
            switch (random.nextInt(5)) {
                case 0 -> problem.onMin("search", 100 * random.nextInt(2, 6));
                case 1 -> problem.atMostActive("search+social", 1);
                case 2 -> problem.maxChanged("search+social", random.nextInt(0, 2));
                case 3 -> problem.maxChange("social", random.nextInt(2, 9) / 10.0, random.nextInt(1, 10) / 10.0);
                default -> problem.maxShare("search", random.nextInt(2, 8) / 10.0);
            }
        }
        return problem;
    }

    private static boolean anyKeeps(Booking booking) {
        long[] plan = new long[booking.cells()];
        int plans = (int) Math.pow(UNITS + 1, plan.length);
        for (int number = 0; number < plans; number++) {
            for (int cell = 0, rest = number; cell < plan.length; cell++, rest /= UNITS + 1) {
                plan[cell] = rest % (UNITS + 1) * STEP;
            }
            if (Draft.of(booking, plan).violation() == 0) {
                return true;
            }
        }
        return false;
    }
}
