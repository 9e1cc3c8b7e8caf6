package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.response.AdstockKind;
import io.weir.response.Histories;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.Posterior.Holdout;
import io.weir.response.SaturationKind;
import io.weir.response.SimulatedHistory;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HoldoutsTest {
    /** Spend moves the KPI too, which last year's does not know. */
    @Test
    void foretellsASeasonBetterThanLastYearDoes() {
        Holdout holdout = tried(seasonal(1, 156)).orElseThrow();
        assertThat(holdout.periods()).isEqualTo(13);
        assertThat(holdout.error()).isPositive().isLessThan(holdout.naiveError());
        assertThat(holdout.inside()).isBetween(0.6, 1.0);
    }

    @Test
    void theSameSeedGivesTheSameTrial() {
        assertThat(tried(seasonal(2, 80))).isEqualTo(tried(seasonal(2, 80)));
    }

    @Test
    void whatIsHeldOutIsNotLookedAt() {
        History history = seasonal(3, 80);
        double[] kpi = history.kpi().counted().geo(0);
        for (int t = 67; t < 80; t++) {
            kpi[t] += 50_000;
        }
        History surprised = Histories.national(
                kpi, history.channels().get(0), history.channels().get(1));
        Holdout holdout = tried(surprised).orElseThrow();
        assertThat(holdout.error()).isGreaterThan(0.7);
        assertThat(holdout.inside()).isZero();
    }

    @Test
    void needsFiveQuartersAndFewGeos() {
        assertThat(tried(seasonal(4, 64))).isEmpty();
        assertThat(tried(seasonal(4, 65))).isPresent();
        assertThat(tried(Histories.any(new SplittableRandom(4), 5, 80))).isEmpty();
    }

    private static History seasonal(long seed, int weeks) {
        return new SimulatedHistory(seed, weeks, 200)
                .channel("search", ChannelKind.SEARCH)
                .channel("social", ChannelKind.SOCIAL)
                .history();
    }

    private static Optional<Holdout> tried(History history) {
        ModelSettings settings = ModelSettings.defaults();
        for (var c : history.channels()) {
            settings = settings.with(
                    c.channel().name(),
                    ChannelSettings.builder()
                            .adstock(AdstockKind.GEOMETRIC)
                            .saturation(SaturationKind.HILL)
                            .build());
        }
        return Holdouts.tried(history, ModelChoice.decide(history, settings), 1);
    }
}
