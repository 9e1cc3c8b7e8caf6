package io.weir.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.weir.core.Channel;
import io.weir.core.ChannelHistory;
import io.weir.core.ChannelKind;
import io.weir.core.History;
import io.weir.core.Panel;
import io.weir.core.Progress;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Interactions;
import io.weir.response.Posterior.ChannelPosterior;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Parts of the model that can be switched off and on. */
class ModelSwitchesTest {
    private static final int WEEKS = 60;
    private static final SamplerSettings FEW = new SamplerSettings(5, 2, 60, 50, 50);

    @Test
    void driftIsOnUnlessTheModelOrTheChannelSaysOtherwise() {
        assertThat(distinct(calibrated(ModelSettings.defaults()).drift())).isGreaterThan(10);
        assertThat(calibrated(withDrift(false)).drift()).containsOnly(1);
        assertThat(calibrated(ModelSettings.defaults(), settings().drift(false)).drift())
                .containsOnly(1);
        assertThat(distinct(calibrated(withDrift(false), settings().drift(true)).drift()))
                .isGreaterThan(10);
    }

    private static ModelSettings withDrift(boolean drift) {
        return new ModelSettings(ImmutableMap.of(), Interactions.AUTO, drift, BaselineSettings.DEFAULT);
    }

    @Test
    void searchTiresNobodyUnlessToldSo() {
        assertThat(calibrated(ModelSettings.defaults()).fatigue()).containsOnly(0);
        ChannelPosterior tiring =
                calibrated(ModelSettings.defaults(), settings().fatigue(true));
        assertThat(Arrays.stream(tiring.fatigue()).allMatch(f -> f > 0)).isTrue();
        assertThat(Arrays.stream(tiring.fatigueRetention()).allMatch(r -> r > 0 && r < 1))
                .isTrue();
    }

    @Test
    void mailTiresItsReadersUnlessToldOtherwise() {
        ModelSettings rested =
                ModelSettings.defaults().with("email", settings().fatigue(false).build());
        assertThat(posterior(ModelSettings.defaults()).channels().get(1).fatigue())
                .doesNotContain(0.0);
        assertThat(posterior(rested).channels().get(1).fatigue()).containsOnly(0);
    }

    @Test
    void pricesThatRiseWithWhatIsBoughtAreSeenUnlessTheyAreSaidToBeConstant() {
        ChannelPosterior rising = calibrated(ModelSettings.defaults());
        assertThat(Arrays.stream(rising.cost().bidUp()).filter(Double::isFinite).count())
                .isGreaterThan(45);
        ChannelPosterior constant =
                calibrated(ModelSettings.defaults(), settings().costCurve(false));
        assertThat(constant.cost().bidUp()).containsOnly(Double.POSITIVE_INFINITY);
        History history = history();
        double mean = history.channels().get(0).spend().total()
                / history.channels().get(0).volume().orElseThrow().total();
        assertThat(constant.cost().price()).containsOnly(mean);
    }

    @Test
    void channelsActOnEachOtherUnlessToldOtherwise() {
        History history = new SimulatedHistory(6, WEEKS, 300)
                .channel("search", ChannelKind.SEARCH)
                .channel("social", ChannelKind.SOCIAL)
                .history();
        ModelSettings base = ModelSettings.defaults()
                .with("search", settings().build())
                .with("social", settings().build());
        assertThat(Calibrator.calibrate(history, base, FEW, Progress.SILENT).interactions())
                .hasSize(1);
        assertThat(Calibrator.calibrate(history, base.with(Interactions.NONE), FEW, Progress.SILENT)
                        .interactions())
                .isEmpty();
    }

    private static ChannelSettings.Builder settings() {
        return ChannelSettings.builder()
                .adstock(AdstockKind.GEOMETRIC)
                .saturation(SaturationKind.HILL)
                .followsDemand(false);
    }

    private static ChannelPosterior calibrated(ModelSettings model) {
        return calibrated(model, settings());
    }

    private static ChannelPosterior calibrated(ModelSettings model, ChannelSettings.Builder search) {
        return posterior(model.with("search", search.build())).channels().get(0);
    }

    private static Posterior posterior(ModelSettings model) {
        ModelSettings all = model;
        for (String name : new String[] {"search", "email"}) {
            all = model.channels().containsKey(name)
                    ? all
                    : all.with(name, settings().build());
        }
        return Calibrator.calibrate(history(), all, FEW, Progress.SILENT);
    }

    /** Search is bought by the click, at a price that doubles at 2,000. */
    private static History history() {
        var random = new SplittableRandom(7);
        double[] search = random.doubles(WEEKS, 300, 1500).toArray();
        double[] clicks =
                Arrays.stream(search).map(s -> s / (0.8 * (1 + s / 2000))).toArray();
        double[] email = random.doubles(WEEKS, 10, 90).toArray();
        var kpi = new double[WEEKS];
        for (int t = 0; t < WEEKS; t++) {
            kpi[t] = 8000 + 1.5 * clicks[t] + 4 * email[t] + 200 * random.nextGaussian();
        }
        return Histories.national(
                kpi,
                new ChannelHistory(
                        Channel.paid("search", ChannelKind.SEARCH), Panel.of(search), Optional.of(Panel.of(clicks))),
                Histories.paid("email", ChannelKind.EMAIL, Panel.of(email)));
    }

    private static long distinct(double[] values) {
        return Arrays.stream(values).distinct().count();
    }
}
