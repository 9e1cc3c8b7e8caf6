package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.core.Progress;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SequentialCalibratorTest {
    private static final SamplerSettings SAMPLER = new SamplerSettings(3, 2, 150, 400, 200);
    private static final int KNOWN = 104;
    private static final int NEW = 16;

    /** In the new periods the first channel is tried with far more money than ever, which tells more of it. */
    private static History whole() {
        var random = new SplittableRandom(5);
        double[] tried = new double[KNOWN + NEW];
        for (int t = 0; t < tried.length; t++) {
            tried[t] = t < KNOWN ? 1_000 * Math.exp(0.1 * random.nextGaussian()) : t % 2 == 0 ? 3_500 : 200;
        }
        return new SimulatedHistory(8, KNOWN + NEW, 300)
                .channel("search", ChannelKind.SEARCH, tried, 1.5)
                .channel("social", ChannelKind.SOCIAL)
                .history();
    }

    private static History until(History whole, int periods) {
        return Histories.national(
                Arrays.copyOf(whole.kpi().counted().national(), periods),
                whole.channels().stream()
                        .map(c -> Histories.paid(
                                c.channel().name(),
                                c.channel().kind(),
                                Panel.of(Arrays.copyOf(c.spend().national(), periods))))
                        .toArray(ChannelHistory[]::new));
    }

    private static SequentialCalibrator started(History history) {
        return SequentialCalibrator.start(history, ModelSettings.defaults(), SAMPLER, Progress.SILENT);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElse(0));
    }

    @Test
    void followsAHistoryAsACalibrationFromScratchWould() {
        History whole = whole();
        SequentialCalibrator running = started(until(whole, KNOWN));
        double[] before = running.posterior().channels().get(0).returns();
        for (int periods = KNOWN + 2; periods <= KNOWN + NEW; periods += 2) {
            running.update(until(whole, periods));
            // some draws foretell the new periods better than others
            assertThat(running.effectiveShare()).isBetween(0.005, 0.999);
        }
        Posterior scratch = Calibrator.calibrate(whole, ModelSettings.defaults(), SAMPLER, Progress.SILENT);
        for (int channel = 0; channel < 2; channel++) {
            double[] expected = scratch.channels().get(channel).returns();
            double[] found = running.posterior().channels().get(channel).returns();
            assertThat(mean(found))
                    .as("return of channel %s", channel)
                    .isCloseTo(mean(expected), within(0.5 * deviation(expected)));
            assertThat(deviation(found)).isBetween(0.6 * deviation(expected), 1.7 * deviation(expected));
        }
        // the trial has told much that was not known before
        double[] found = running.posterior().channels().get(0).returns();
        assertThat(deviation(found)).isLessThan(0.9 * deviation(before));
        // and draws that were kept more than once have moved apart
        assertThat(Arrays.stream(found).distinct().count()).isGreaterThan(120);
        assertThat(running.posterior().fit().mean()).hasSize(KNOWN + NEW);
    }

    @Test
    void theSameSeedGivesTheSameDraws() {
        History whole = whole();
        Posterior once = started(until(whole, KNOWN)).update(until(whole, KNOWN + 4));
        Posterior again = started(until(whole, KNOWN)).update(until(whole, KNOWN + 4));
        assertThat(again.channels().get(1).returns())
                .isEqualTo(once.channels().get(1).returns());
        assertThat(once.draws()).isEqualTo(128);
    }

    @Test
    void aShorterHistoryIsRefused() {
        History whole = whole();
        SequentialCalibrator running = started(until(whole, KNOWN));
        assertThatThrownBy(() -> running.update(until(whole, KNOWN - 1))).hasMessageContaining("periods (103)");
    }
}
