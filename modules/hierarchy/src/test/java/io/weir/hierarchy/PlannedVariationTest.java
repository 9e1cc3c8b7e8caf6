package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.MarketLayout;
import io.weir.planning.Worlds;
import io.weir.simulator.SimulatedMarket;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class PlannedVariationTest {
    private static final MarketLayout LAYOUT =
            SimulatedMarket.expected(Worlds.named("steady"), 1).layout();
    /** Cycle of three channels. */
    private static final int CYCLE = 4;

    private static final double[] TARGETS = {600, 380, 20};

    private static double[] targets(double cost, int period) {
        ImmutableDoubleArray some = ImmutableDoubleArray.copyOf(TARGETS);
        var standing = new Standing(
                LAYOUT,
                ImmutableList.copyOf(
                        Collections.nCopies(period, new PeriodSeen(some, some, some, some, some, some, some, 1, 1, 7))),
                52 - period,
                1000,
                LAYOUT.start(),
                ImmutableMap.of());
        return new PlannedVariation(TargetSetter.planned("a plan", new double[][] {TARGETS}), cost).propose(standing);
    }

    /** Changes of a channel's share beside the others' over a cycle, as logarithms. */
    private static double[] changes(double cost, int channel) {
        double[] changes = new double[CYCLE];
        for (int t = 0; t < CYCLE; t++) {
            double[] targets = targets(cost, t);
            changes[t] = Math.log(targets[channel] / TARGETS[channel]) - Math.log(targets[0] / TARGETS[0]);
        }
        return changes;
    }

    @Test
    void theSumStaysAndWithoutCostSoDoesEveryTarget() {
        for (int t = 0; t < 2 * CYCLE; t++) {
            assertThat(Arrays.stream(targets(0.01, t)).sum()).isCloseTo(1000, within(1e-9));
            assertThat(targets(0, t)).containsExactly(TARGETS, within(1e-9));
        }
        assertThat(targets(0.01, 1)).isNotEqualTo(TARGETS);
        assertThat(targets(0.01, 1 + CYCLE)).containsExactly(targets(0.01, 1), within(1e-9));
    }

    @Test
    void channelsAreAsOftenUpAsDownAndNoneGoesWithAnother() {
        double[] second = changes(0.002, 1);
        double[] third = changes(0.002, 2);
        // beside the first, whose own changes are in both: what is left of them after it is the first's variance
        double own = 2 * 0.002 / (3 * 0.6);
        assertThat(Arrays.stream(second).sum()).isCloseTo(0, within(1e-9));
        assertThat(Arrays.stream(third).sum()).isCloseTo(0, within(1e-9));
        double together = 0;
        for (int t = 0; t < CYCLE; t++) {
            together += second[t] * third[t] / CYCLE;
        }
        assertThat(together).isCloseTo(own, within(1e-9));
    }

    @Test
    void everyChannelMayLoseAsMuchAsEveryOther() {
        double cost = 0;
        for (int c = 0; c < 2; c++) {
            double most = 0;
            for (int t = 0; t < CYCLE; t++) {
                double[] targets = targets(1e-4, t);
                most = Math.max(most, Math.abs(Math.log(targets[c] / TARGETS[c])));
            }
            cost += TARGETS[c] / 1000 * most * most / 2;
        }
        // of three channels two, but for how far the sum itself had moved
        assertThat(cost).isCloseTo(1e-4 * 2 / 3, within(0.4 * 1e-4));
        assertThat(targets(0.05, 1)[2] / targets(0.05, 2)[2]).isLessThan(1.5 * 1.5 * 1.5);
    }

    @Test
    void nobodyIsVariedWhereThereIsNobodyElseOrNothing() {
        var one = new PlannedVariation(TargetSetter.planned("a plan", new double[][] {{0, 0, 0}}), 0.01);
        var standing = new Standing(LAYOUT, ImmutableList.of(), 4, 1000, LAYOUT.start(), ImmutableMap.of());
        assertThat(one.propose(standing)).containsExactly(0, 0, 0);
        assertThat(one.name()).isEqualTo("a plan, varied");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlannedVariation(TargetSetter.equal(), 0.06))
                .withMessageContaining("cost (0.06)");
    }
}
