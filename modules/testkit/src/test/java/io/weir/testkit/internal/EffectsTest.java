package io.weir.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.testkit.SampleChannel;
import io.weir.testkit.SampleChannel.Response;
import io.weir.testkit.SampleWorld;
import io.weir.testkit.SampleWorld.Halo;
import io.weir.testkit.SampleWorlds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EffectsTest {
    private static final int PERIODS = 60;

    @Test
    void aConstantSpendIsItsOwnAdstockInTheEnd() {
        double[] stock = Effects.adstock(constant(500), 0.6);
        assertThat(stock[0]).isEqualTo(200, within(1e-9));
        assertThat(stock[PERIODS - 1]).isEqualTo(500, within(1e-9));
    }

    @Test
    void halfTheCeilingIsReachedAtHalf() {
        assertThat(last(Response.steady(8000, 0.3, 500, 1.4), 500)).isEqualTo(4000, within(1e-6));
    }

    @Test
    void aTiredAudienceRespondsLess() {
        Response fresh = Response.steady(8000, 0, 500, 1);
        assertThat(last(fresh.tiring(0.5, 0.4), 500)).isEqualTo(last(fresh, 500) * Math.exp(-0.25), within(1e-6));
    }

    @Test
    void driftHoldsFromItsRowOn() {
        double[] effect = effects(Response.steady(8000, 0, 500, 1).drifting(10, 0.5), 500, ImmutableList.of());
        assertThat(effect[9]).isEqualTo(4000, within(1e-6));
        assertThat(effect[10]).isEqualTo(2000, within(1e-6));
    }

    @Test
    void aHaloLiftsByHalfItsStrengthAtHalf() {
        var halo = new Halo("social", "search", 0.6, 0, 500);
        double[] lifted = effects(Response.steady(8000, 0, 500, 1), 500, ImmutableList.of(halo));
        assertThat(lifted[PERIODS - 1]).isEqualTo(4000 * 1.3, within(1e-6));
    }

    private static double last(Response response, double spend) {
        return effects(response, spend, ImmutableList.of())[PERIODS - 1];
    }

    /** Effect of a first channel with this response, all channels spending the same. */
    private static double[] effects(Response response, double spend, ImmutableList<Halo> halos) {
        SampleWorld shop = SampleWorlds.onlineShop();
        SampleChannel search = shop.channels().get(0);
        var channels = ImmutableList.of(
                new SampleChannel(search.name(), search.kind(), search.spending(), response),
                shop.channels().get(1));
        var world = new SampleWorld(
                shop.name(),
                shop.about(),
                shop.seed(),
                shop.length(),
                shop.start(),
                PERIODS,
                shop.kpi(),
                channels,
                halos,
                shop.controls(),
                shop.baseline(),
                shop.noise(),
                shop.plan());
        return new Effects(world, new double[][] {constant(spend), constant(spend)}, 0).of(0);
    }

    private static double[] constant(double spend) {
        var values = new double[PERIODS];
        Arrays.fill(values, spend);
        return values;
    }
}
