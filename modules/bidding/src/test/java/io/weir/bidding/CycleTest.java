package io.weir.bidding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CycleTest {
    private static final int SEEN = 12_000;

    @ParameterizedTest(name = "every {0} impressions")
    @ValueSource(ints = {600, 1_000, 1_430, 2_500})
    void isFoundUnderMuchNoise(int length) {
        var random = new SplittableRandom(length);
        Cycle.Found found = found(k -> Math.sin(2 * Math.PI * k / length) + random.nextDouble(-4, 4));
        assertThat(found.length()).isCloseTo(length, Percentage.withPercentage(4));
        assertThat(found.correlation()).isGreaterThan(0.35);
    }

    @Test
    void isNotFoundInNoise() {
        var random = new SplittableRandom(1);
        assertThat(found(k -> random.nextDouble()).correlation()).isLessThan(0.2);
    }

    @Test
    void isNotFoundWhereNothingChanges() {
        assertThat(found(k -> 5)).isEqualTo(Cycle.Found.NONE);
    }

    private static Cycle.Found found(IntToDoubleFunction signal) {
        double[] numbers = new double[SEEN];
        for (int k = 0; k < SEEN; k++) {
            numbers[k] = signal.applyAsDouble(k);
        }
        return Cycle.of(numbers, 0, SEEN);
    }
}
