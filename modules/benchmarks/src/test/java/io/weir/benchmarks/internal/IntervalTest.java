package io.weir.benchmarks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    @Test
    void aSampleWithoutSpreadHasAnIntervalOfOnePoint() {
        var sample = new double[10];
        Arrays.fill(sample, 0.25);
        assertThat(Interval.ofMean(sample)).isEqualTo(new Interval(0.25, 0.25, 0.25));
        assertThat(Interval.ofMiddle(sample)).isEqualTo(new Interval(0.25, 0.25, 0.25));
    }

    @Test
    void theMiddleLeavesOutTheOuterQuarters() {
        double[] sample = {1000, 1, 2, 3, 4, 5, 6, -1000};
        assertThat(Interval.ofMiddle(sample).value()).isCloseTo(3.5, within(1e-12));
        assertThat(Interval.ofMean(sample).value()).isCloseTo(21.0 / 8, within(1e-12));
    }

    /** Of 100 nominal 95 % intervals of 60 normals, fewer than 86 hold the mean with a probability below 0.001. */
    @Test
    void intervalsOfMeansHoldTheTrueMeanAboutAsOftenAsTheySay() {
        int held = 0;
        for (long seed = 1; seed <= 100; seed++) {
            var random = new SplittableRandom(seed);
            var sample = new double[60];
            for (int k = 0; k < sample.length; k++) {
                sample[k] = 5 + random.nextGaussian();
            }
            Interval interval = Interval.ofMean(sample);
            held += interval.low() <= 5 && 5 <= interval.high() ? 1 : 0;
        }
        assertThat(held).isBetween(86, 99);
    }

    @Test
    void theSameSampleGivesTheSameInterval() {
        double[] sample = new SplittableRandom(3).doubles(20).toArray();
        assertThat(Interval.ofMean(sample)).isEqualTo(Interval.ofMean(sample.clone()));
    }

    @Test
    void whatDiffersBetweenTasksIsNoUncertaintyOfTheirMean() {
        double[] low = {1, 1.1, 0.9, 1};
        double[] high = {5, 5.1, 4.9, 5};
        Interval apart = Interval.of(
                List.of(low, high), all -> Arrays.stream(all).average().orElseThrow());
        Interval together = Interval.ofMean(
                DoubleStream.concat(Arrays.stream(low), Arrays.stream(high)).toArray());
        assertThat(apart.value()).isEqualTo(together.value());
        assertThat(apart.high() - apart.low()).isBetween(0.02, 0.2);
        assertThat(together.high() - together.low()).isGreaterThan(1);
        assertThat(Interval.ofMiddle(List.of(low, high)).value())
                .isCloseTo(
                        Interval.ofMiddle(new double[] {0.9, 1, 1, 1.1, 4.9, 5, 5, 5.1})
                                .value(),
                        within(1e-12));
    }
}
