package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.MarketLayout;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedMarket;
import org.junit.jupiter.api.Test;

class TargetSetterTest {
    private static final MarketLayout LAYOUT =
            SimulatedMarket.sampled(Worlds.named("small-business"), 1).layout();
    private static final ImmutableDoubleArray USUAL = ImmutableDoubleArray.of(60, 30, 10);

    private static Standing standing(PeriodSeen... past) {
        return new Standing(LAYOUT, ImmutableList.copyOf(past), 4, 1_200, LAYOUT.start(), ImmutableMap.of());
    }

    @Test
    void sharesWhatIsLeftEquallyOrAsBefore() {
        assertThat(TargetSetter.equal().propose(standing())).containsExactly(100, 100, 100);
        assertThat(TargetSetter.history(USUAL).propose(standing()))
                .containsExactly(new double[] {180, 90, 30}, within(1e-9));
    }

    @Test
    void movesHalfWayToTheReturnsOfTheLastPeriod() {
        TargetSetter setter = TargetSetter.proportional(USUAL);
        assertThat(setter.propose(standing())).containsExactly(new double[] {180, 90, 30}, within(1e-9));
        var last = new PeriodSeen(
                ImmutableDoubleArray.of(180, 90, 30),
                ImmutableDoubleArray.of(100, 50, 0),
                USUAL,
                USUAL,
                USUAL,
                ImmutableDoubleArray.of(300, 450, 0),
                ImmutableDoubleArray.of(1, 1, 1),
                1_000,
                10_000,
                7);
        // returns 3, 9 and none: shares 1/4, 3/4, 0, half way from 0.6, 0.3, 0.1
        assertThat(setter.propose(standing(last))).containsExactly(new double[] {127.5, 157.5, 15}, within(1e-9));
    }

    @Test
    void followsAPlanAndRepeatsItsLastPeriod() {
        TargetSetter setter = TargetSetter.planned("the plan", new double[][] {{1, 2, 3}, {4, 5, 6}});
        assertThat(setter.propose(standing())).containsExactly(1, 2, 3);
        var seen = new PeriodSeen(USUAL, USUAL, USUAL, USUAL, USUAL, USUAL, USUAL, 0, 1, 7);
        assertThat(setter.propose(standing(seen))).containsExactly(4, 5, 6);
        assertThat(setter.propose(standing(seen, seen, seen))).containsExactly(4, 5, 6);
        assertThat(setter.name()).isEqualTo("the plan");
    }
}
