package io.weir.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.testkit.SampleWorld;
import io.weir.testkit.SampleWorlds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MadeHistoryTest {
    private static final int THROWS = 40_000;
    /** Four standard errors: a false alarm once in 16,000 seeds. */
    private static final double ERRORS = 4;

    @Test
    void lateConversionsAreKnownInPartAndOlderOnesInFull() {
        SampleWorld world = SampleWorlds.subscription();
        MadeHistory history = MadeHistory.of(world);
        int last = world.periods() - 1;
        int late = world.kpi().maturity().size();
        assertThat(history.known()[last]).isBetween(0.25 * history.full()[last], 0.6 * history.full()[last]);
        for (int t = 0; t <= last; t++) {
            assertThat(history.known()[t]).isLessThanOrEqualTo(history.full()[t]);
        }
        assertThat(Arrays.copyOf(history.known(), last + 1 - late))
                .isEqualTo(Arrays.copyOf(history.full(), last + 1 - late));
    }

    @Test
    void theBudgetIsWhatHistorySpentInRoundNumbers() {
        SampleWorld world = SampleWorlds.onlineShop();
        MadeHistory history = MadeHistory.of(world);
        double perPeriod =
                Arrays.stream(history.spend()).flatMapToDouble(Arrays::stream).sum() / world.periods();
        assertThat(history.budget())
                .isEqualTo(
                        perPeriod * world.plan().periods(), within(world.plan().round() / 2));
        assertThat(history.budget() % world.plan().round()).isZero();
    }

    @Test
    void channelsPauseAndSpendWholeUnits() {
        MadeHistory history = MadeHistory.of(SampleWorlds.localBusiness());
        double[] flyers = history.spend()[0];
        assertThat(flyers).contains(0.0);
        assertThat(Arrays.stream(flyers).map(s -> s % 10).toArray()).containsOnly(0.0);
    }

    @Test
    void poissonCountsHaveTheirMeanAsVariance() {
        var dice = new Dice(new SplittableRandom(11));
        double mean = 30;
        double[] counts = new double[THROWS];
        Arrays.setAll(counts, k -> dice.poisson(mean));
        double error = Math.sqrt(mean / THROWS);
        assertThat(Arrays.stream(counts).average().orElseThrow()).isEqualTo(mean, within(ERRORS * error));
        double varianceError = mean * Math.sqrt(2.0 / THROWS + 1 / (mean * THROWS));
        assertThat(Arrays.stream(counts)
                        .map(c -> (c - mean) * (c - mean))
                        .average()
                        .orElseThrow())
                .isEqualTo(mean, within(ERRORS * varianceError));
    }

    @Test
    void normalThrowsHaveMeanZeroAndVarianceOne() {
        var dice = new Dice(new SplittableRandom(12));
        double[] values = new double[THROWS];
        Arrays.setAll(values, k -> dice.normal());
        assertThat(Arrays.stream(values).average().orElseThrow()).isEqualTo(0, within(ERRORS / Math.sqrt(THROWS)));
        assertThat(Arrays.stream(values).map(v -> v * v).average().orElseThrow())
                .isEqualTo(1, within(ERRORS * Math.sqrt(2.0 / THROWS)));
    }
}
