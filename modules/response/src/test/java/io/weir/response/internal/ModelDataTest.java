package io.weir.response.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import io.weir.core.History;
import io.weir.response.FittedElsewhere;
import io.weir.response.Histories;
import io.weir.response.ModelSettings;
import io.weir.response.ModelSettings.BaselineSettings;
import io.weir.response.ModelSettings.ChannelSettings;
import io.weir.response.ModelSettings.Interactions;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What settings make of the columns of the baseline and of the coordinates. */
class ModelDataTest {
    /** Two years of weeks: level, slope, eight waves, seven bends and a control. */
    private static final History HISTORY = Histories.any(new SplittableRandom(1), 1, 104);

    private static final int LEVEL_AND_SLOPE = 2;
    private static final int KNOTS = 8;

    @Test
    void aSeasonHasASineAndACosinePerWave() {
        assertThat(columns(new BaselineSettings(0, false))).isEqualTo(LEVEL_AND_SLOPE + 1);
        assertThat(columns(new BaselineSettings(1, false))).isEqualTo(LEVEL_AND_SLOPE + 2 + 1);
        assertThat(columns(new BaselineSettings(8, false))).isEqualTo(LEVEL_AND_SLOPE + 16 + 1);
    }

    @Test
    void aFlexibleTrendMayBendEveryQuarter() {
        assertThat(columns(new BaselineSettings(0, true))).isEqualTo(LEVEL_AND_SLOPE + KNOTS + 1);
    }

    /** More than one wave needs a year and a half. */
    @Test
    void shortHistoriesHaveOneWaveOrNone() {
        var settings = settings(true, new BaselineSettings(8, false));
        for (int weeks : new int[] {40, 60, 90}) {
            var data = new ModelData(Histories.any(new SplittableRandom(1), 1, weeks), settings);
            int waves = weeks < 47 ? 0 : weeks < 79 ? 1 : 8;
            assertThat(data.groups).as("%s weeks", weeks).hasSize(LEVEL_AND_SLOPE + 2 * waves + 1);
        }
    }

    @Test
    void spendThatFollowsDemandIsAColumnOfItsOwn() {
        var settings =
                settings(true, BaselineSettings.DEFAULT).with("search", ChannelSettings.NONE.withFollowsDemand(true));
        var data = new ModelData(HISTORY, settings);
        assertThat(data.groups[data.groups.length - 1]).isEqualTo(ModelData.Group.DEMAND);
        assertThat(columns(BaselineSettings.DEFAULT)).isEqualTo(data.groups.length - 1);
    }

    @Test
    void driftIsACoordinateForEachChannelAndQuarter() {
        int with = dimension(settings(true, BaselineSettings.DEFAULT));
        int without = dimension(settings(false, BaselineSettings.DEFAULT));
        assertThat(with - without).isEqualTo(KNOTS * HISTORY.channels().size());
    }

    @Test
    void aChannelFittedElsewhereHasNoCoordinates() {
        var settings = settings(false, BaselineSettings.DEFAULT);
        var fitted = settings.with(
                "search",
                ChannelSettings.builder()
                        .fitted(new FittedElsewhere.Robyn(0.2, 1.2, 0.5, 3000))
                        .build());
        // A return, a retention, a half and a slope; and the lifts of search from social and tv.
        assertThat(dimension(settings) - dimension(fitted)).isEqualTo(4 + 2);
    }

    @Test
    void aResponseFittedElsewhereNeedsANationalHistory() {
        var fitted = ModelSettings.defaults()
                .with(
                        "search",
                        ChannelSettings.builder()
                                .fitted(new FittedElsewhere.Robyn(0.2, 1.2, 0.5, 3000))
                                .build());
        assertThatThrownBy(() -> new ModelData(Histories.any(new SplittableRandom(1), 2, 40), fitted))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(search) needs a national history");
    }

    @Test
    void whatIsHeldOutDoesNotMoveTheScales() {
        double[] kpi = HISTORY.kpi().counted().geo(0);
        double[] other = kpi.clone();
        Arrays.fill(other, 91, 104, 1e6);
        var channel = HISTORY.channels().get(0);
        var held = new ModelData(Histories.national(kpi, channel), ModelSettings.defaults(), 13);
        var surprised = new ModelData(Histories.national(other, channel), ModelSettings.defaults(), 13);
        assertThat(surprised.kpiScale).containsExactly(held.kpiScale);
        assertThat(surprised.kpiMean).containsExactly(held.kpiMean);
        assertThat(surprised.kpiTotal).isEqualTo(held.kpiTotal);
    }

    private static int columns(BaselineSettings baseline) {
        return new ModelData(HISTORY, settings(true, baseline)).groups.length;
    }

    private static int dimension(ModelSettings settings) {
        return new LogPosterior(new ModelData(HISTORY, settings)).dimension();
    }

    private static ModelSettings settings(boolean drift, BaselineSettings baseline) {
        return new ModelSettings(ImmutableMap.of(), Interactions.AUTO, drift, baseline);
    }
}
