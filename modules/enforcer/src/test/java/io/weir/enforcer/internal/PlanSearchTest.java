package io.weir.enforcer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.Progress;
import io.weir.core.RuleSet;
import io.weir.enforcer.RandomProblem;
import io.weir.enforcer.SaturatingObjective;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanSearchTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isNeverWorseThanItsStartAndKeepsItsTotal(long seed) {
        RuleSet rules = RandomProblem.any(seed, seed % 2 == 0).rules();
        Booking booking = Booking.of(rules, RuleCompiler.compile(rules));
        double[] even = new double[booking.cells()];
        Arrays.fill(even, booking.wanted() / (double) even.length);
        long[] start = new BookableStart(booking).nearest(even).amounts();
        var random = new SplittableRandom(seed);
        var objective = new SaturatingObjective(
                random.doubles(start.length, 1, 5).toArray(),
                random.doubles(start.length, 100, 5_000).toArray());

        long[] found = new PlanSearch(booking.spendingAtLeast(booking.wanted()), objective, seed, Progress.SILENT)
                .improve(start)
                .amounts();

        assertThat(objective.value(euros(found))).isGreaterThanOrEqualTo(objective.value(euros(start)));
        assertThat(Arrays.stream(found).sum()).isEqualTo(Arrays.stream(start).sum());
    }

    private static double[] euros(long[] cents) {
        return Arrays.stream(cents).mapToDouble(amount -> amount / 100.0).toArray();
    }
}
