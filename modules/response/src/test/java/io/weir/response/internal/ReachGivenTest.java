package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachGivenTest {
    /** 2 of the sum {@code x + y / 2}, each at most 3: least of {@code x + 2 y} is all in x, most is all in y but 1/2. */
    @Test
    void fillsTheCheapestFirstForTheLeastAndTheDearestFirstForTheMost() {
        var reach = new ReachGiven(2);
        reach.clear();
        reach.add(1, 1, 0, 3);
        reach.add(0.5, 2, 0, 3);
        reach.sort();
        reach.at(2);
        assertThat(reach.least).isCloseTo(2, within(1e-12));
        assertThat(reach.most).isCloseTo(6.5, within(1e-12));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noSpendIsOutsideTheRange(long seed) {
        var random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(6);
        double[] given = random.doubles(n, 0.01, 1).toArray();
        double[] sought = random.doubles(n, 0, 1).toArray();
        double[] low = random.doubles(n, 0, 1).toArray();
        double[] high = random.doubles(n, 1, 3).toArray();
        for (int round = 0; round < 50; round++) {
            double amount = 0;
            double sum = 0;
            for (int k = 0; k < n; k++) {
                double x = low[k] + random.nextDouble() * (high[k] - low[k]);
                amount += given[k] * x;
                sum += sought[k] * x;
            }
            var reach = new ReachGiven(n);
            reach.clear();
            for (int k = 0; k < n; k++) {
                reach.add(given[k], sought[k], low[k], high[k]);
            }
            reach.sort();
            reach.at(amount * random.nextDouble());
            reach.at(amount);
            assertThat(sum).isBetween(reach.least - 1e-12, reach.most + 1e-12);
        }
    }
}
