package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.response.AdstockKind;
import io.weir.response.Histories;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Prior;
import io.weir.response.ModelSettings.PriorSettings;
import io.weir.response.Posterior.Choice;
import io.weir.response.SaturationKind;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of two years in which one channel's response is plain to see. */
class ModelChoiceTest {
    private static final int WEEKS = 104;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aDelayedEffectThatIsPlainToSeeIsChosen(long seed) {
        var decided = ModelChoice.decide(history(seed, Truth.DELAYED), ModelSettings.defaults());
        assertThat(decided.choices())
                .extracting(Choice::channel, Choice::what, Choice::word)
                .contains(org.assertj.core.groups.Tuple.tuple("tv", Choice.What.ADSTOCK, "delayed"));
        assertThat(decided.settings().of("tv").adstock()).hasValue(AdstockKind.DELAYED);
        assertThat(decided.choices()).allMatch(c -> c.logFactor() > Math.log(20));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void aLogisticCurveThatIsPlainToSeeIsChosen(long seed) {
        var decided = ModelChoice.decide(history(seed, Truth.LOGISTIC), ModelSettings.defaults());
        assertThat(decided.settings().of("tv").saturation()).hasValue(SaturationKind.LOGISTIC);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theDefaultIsKeptWhereItIsTheTruth(long seed) {
        var decided = ModelChoice.decide(history(seed, Truth.DEFAULT), ModelSettings.defaults());
        assertThat(decided.choices()).isEmpty();
        assertThat(decided.settings()).isEqualTo(ModelSettings.defaults());
    }

    @Test
    void whatTheUserHasSetIsNotChosen() {
        ModelSettings set = ModelSettings.defaults()
                .with(
                        "tv",
                        ChannelSettings.builder()
                                .adstock(AdstockKind.GEOMETRIC)
                                .saturation(SaturationKind.HILL)
                                .build());
        for (Truth truth : Truth.values()) {
            var decided = ModelChoice.decide(history(1, truth), set);
            assertThat(decided.choices()).as("%s", truth).noneMatch(c -> c.what() != Choice.What.DEMAND);
            assertThat(decided.settings().of("tv").adstock()).hasValue(AdstockKind.GEOMETRIC);
        }
    }

    /** A prior of the slope speaks of a Hill curve, one of the retention of an effect that lasts. */
    @Test
    void whatTheUserHasAPriorOfIsKept() {
        var prior = Optional.of(new Prior(0.5, 0.5));
        ModelSettings set = ModelSettings.defaults()
                .with(
                        "tv",
                        ChannelSettings.builder()
                                .priors(new PriorSettings(Optional.empty(), prior, Optional.empty(), prior))
                                .build());
        var decided = ModelChoice.decide(history(1, Truth.LOGISTIC), set);
        assertThat(decided.settings().of("tv").saturation()).isEmpty();
        assertThat(decided.settings().of("tv").adstock()).isNotEqualTo(Optional.of(AdstockKind.NONE));
    }

    @Test
    void chainsBeginAboutTheModeEachElsewhere() {
        var decided = ModelChoice.decide(history(1, Truth.DEFAULT), ModelSettings.defaults());
        double[][] starts = decided.startsAbout(2, new SplittableRandom(1));
        assertThat(starts[0]).isNotEqualTo(starts[1]).hasSameSizeAs(decided.mode());
        for (int k = 0; k < decided.mode().length; k++) {
            assertThat(Math.abs(starts[0][k] - decided.mode()[k])).isLessThanOrEqualTo(0.7);
        }
    }

    private enum Truth {
        DEFAULT,
        DELAYED,
        LOGISTIC
    }

    private static History history(long seed, Truth truth) {
        var random = new SplittableRandom(seed);
        var spend = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            spend[t] = random.nextInt(4) == 0 ? 0 : 1000 * Math.exp(0.8 * random.nextGaussian());
        }
        AdstockKind adstock = truth == Truth.DELAYED ? AdstockKind.DELAYED : AdstockKind.GEOMETRIC;
        double[] parameters = truth == Truth.DELAYED ? new double[] {0.6, 3} : new double[] {0.3};
        double[] weights = AdstockCurve.weights(adstock, parameters, 10);
        SaturationKind curve = truth == Truth.LOGISTIC ? SaturationKind.LOGISTIC : SaturationKind.HILL;
        var kpi = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            double a = 0;
            for (int l = 0; l < weights.length; l++) {
                a += weights[l] * spend[Math.max(0, t - l)];
            }
            kpi[t] = 8000 + 4000 * Saturations.at(curve, 900, 1.1, a) + 40 * random.nextGaussian();
        }
        return Histories.national(kpi, Histories.paid("tv", ChannelKind.OTHER, Panel.of(spend)));
    }
}
