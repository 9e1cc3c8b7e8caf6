package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.ChannelKind;
import io.weir.core.History;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PriorPredictiveTest {
    private static final History TEMPLATE = new SimulatedHistory(1, 60, 300)
            .channel("search", ChannelKind.SEARCH)
            .channel("email", ChannelKind.EMAIL)
            .history();
    private static final PriorPredictive PRIOR = new PriorPredictive(TEMPLATE, ModelSettings.defaults());

    @Test
    void theSameSeedDrawsTheSameMarket() {
        var once = PRIOR.draw(5, true);
        var again = PRIOR.draw(5, true);
        assertThat(again.history().kpi()).isEqualTo(once.history().kpi());
        assertThat(again.truth().channels().get(0).returns())
                .containsExactly(once.truth().channels().get(0).returns());
        assertThat(PRIOR.draw(6, true).history().kpi())
                .isNotEqualTo(once.history().kpi());
    }

    @Test
    void spendStaysTheTemplates() {
        assertThat(PRIOR.draw(5, true).history().channels()).isEqualTo(TEMPLATE.channels());
    }

    @Test
    void theTruthIsOneResponse() {
        Posterior truth = PRIOR.draw(7, false).truth();
        assertThat(truth.draws()).isEqualTo(1);
        for (int i = 0; i < 2; i++) {
            double spend = TEMPLATE.channels().get(i).spend().total();
            double total = truth.channels().get(i).returns()[0] * spend;
            assertThat(truth.fit().total()[i][0]).isCloseTo(total, within(1e-6 * total));
        }
    }

    /** Without the media, whose share is drawn: what is left is about the template's KPI, unless the level is drawn too. */
    @Test
    void theLevelStaysTheTemplatesUnlessItIsDrawn() {
        double template = TEMPLATE.kpi().counted().total();
        double near = 0;
        double far = 0;
        for (long seed = 1; seed <= 20; seed++) {
            near = Math.max(near, Math.abs(withoutMedia(PRIOR.draw(seed, false)) / template - 1));
            far = Math.max(far, Math.abs(withoutMedia(PRIOR.draw(seed, true)) / template - 1));
        }
        assertThat(near).isLessThan(0.4);
        assertThat(far).isGreaterThan(2 * near);
    }

    private static double withoutMedia(PriorPredictive.Drawn market) {
        double media = 0;
        for (double[] total : market.truth().fit().total()) {
            media += total[0];
        }
        return market.history().kpi().counted().total() - media;
    }

    @Test
    void aMarketIsCalibratedUnderItsOwnPrior() {
        var market = PRIOR.draw(8, true);
        Posterior posterior = PRIOR.calibrate(market, new SamplerSettings(1, 2, 100, 100, 99));
        assertThat(posterior.draws()).isEqualTo(99);
        assertThat(posterior.choices()).isEmpty();
        assertThat(Arrays.stream(posterior.channels().get(0).returns()).allMatch(Double::isFinite))
                .isTrue();
    }

    @Test
    void aTemplateHasNoExperiments() {
        History tested = Histories.any(new SplittableRandom(2), 1, 40);
        assertThatThrownBy(() -> new PriorPredictive(tested, ModelSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("experiments");
    }
}
