package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.core.Progress;
import io.weir.response.ModelSettings.ChannelSettings;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where spend is raised in the very weeks in which demand is high, demand looks like an effect of spend. */
class DemandFollowingSpendTest {
    private static final int WEEKS = 104;
    private static final int SEEDS = 3;
    private static final double RETURN = 1;
    private static final SamplerSettings FEW = new SamplerSettings(3, 2, 150, 100, 100);

    @Test
    void isOverestimatedLessWhereTheModelKnows() {
        double blind = 0;
        double knowing = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            History history = history(seed);
            double excess = mean(history, false) - RETURN;
            double less = mean(history, true) - RETURN;
            assertThat(less).as("seed %s", seed).isLessThan(excess);
            blind += excess / SEEDS;
            knowing += less / SEEDS;
        }
        assertThat(blind).isGreaterThan(0.3 * RETURN);
        assertThat(knowing).isLessThan(0.8 * blind);
    }

    private static double mean(History history, boolean followsDemand) {
        ModelSettings settings = ModelSettings.defaults()
                .with(
                        "search",
                        ChannelSettings.builder()
                                .adstock(AdstockKind.GEOMETRIC)
                                .saturation(SaturationKind.HILL)
                                .followsDemand(followsDemand)
                                .build());
        return Arrays.stream(Calibrator.calibrate(history, settings, FEW, Progress.SILENT)
                        .channels()
                        .get(0)
                        .returns())
                .average()
                .orElseThrow();
    }

    private static History history(long seed) {
        var random = new SplittableRandom(seed);
        var spend = new double[WEEKS];
        var kpi = new double[WEEKS];
        double demand = 0;
        for (int t = 0; t < WEEKS; t++) {
            demand = 0.5 * demand + 0.85 * random.nextGaussian();
            spend[t] = 1000 * Math.exp(0.35 * demand + 0.35 * random.nextGaussian());
            kpi[t] = 9000 + 600 * demand + 150 * random.nextGaussian();
        }
        double effect = 0;
        double[] curve = Arrays.stream(spend).map(s -> s / (1000 + s)).toArray();
        for (double c : curve) {
            effect += c;
        }
        double size = RETURN * Arrays.stream(spend).sum() / effect;
        for (int t = 0; t < WEEKS; t++) {
            kpi[t] += size * curve[t];
        }
        return Histories.national(kpi, Histories.paid("search", ChannelKind.SEARCH, Panel.of(spend)));
    }
}
