package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.response.Histories;
import io.weir.response.ModelSettings;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Counts over 40 seeded histories of 104 weeks with a channel that works and noise that lasts. */
class DemandSignTest {
    private static final int SEEDS = 40;

    @Test
    void spendThatAnswersToLastWeeksKpiIsSeen() {
        assertThat(seen(104, 0.35)).isGreaterThanOrEqualTo(36);
    }

    /** One history in a thousand shows such a sign by chance (alpha); more than two of forty with a probability below 1e-5. */
    @Test
    void spendThatOnlyLastsIsNotTakenForAnAnswer() {
        assertThat(seen(104, 0)).isLessThanOrEqualTo(2);
    }

    @Test
    void shortHistoriesSayNothing() {
        assertThat(seen(18, 0.35)).isZero();
    }

    /** Number of histories with a sign, where {@code answer} of a week's surprise in the KPI goes into the next spend. */
    private static int seen(int weeks, double answer) {
        int count = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            History history = history(seed, weeks, answer);
            var density = new LogPosterior(new ModelData(history, ModelSettings.defaults()));
            count += DemandSign.shows(
                            history,
                            density.baselineColumns(),
                            history.channels().get(0))
                    ? 1
                    : 0;
        }
        return count;
    }

    private static History history(long seed, int weeks, double answer) {
        var random = new SplittableRandom(seed);
        var spend = new double[weeks];
        var kpi = new double[weeks];
        double mood = 0;
        double plan = 0;
        for (int t = 0; t < weeks; t++) {
            plan = 0.7 * plan + 100 * random.nextGaussian();
            double surprise = t > 0 ? kpi[t - 1] - 10_000 : 0;
            spend[t] = Math.max(0, 1000 + plan + answer * surprise);
            mood = 0.3 * mood + 300 * random.nextGaussian();
            double carried = t > 0 ? 0.7 * spend[t] + 0.3 * spend[t - 1] : spend[t];
            kpi[t] = 9000 + 2000 * carried / (1000 + carried) + mood;
        }
        return Histories.national(kpi, Histories.paid("search", ChannelKind.SEARCH, Panel.of(spend)));
    }
}
