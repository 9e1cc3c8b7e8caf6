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
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SteppedPlanTest {
    private static final MarketLayout LAYOUT =
            SimulatedMarket.expected(Worlds.named("steady"), 1).layout();

    private static final TargetSetter FIRST = TargetSetter.history(ImmutableDoubleArray.of(600, 300, 100));
    private static final int PERIODS = 12;

    /** Targets of all periods, where all that is asked for is spent. */
    private static double[][] targets(double[]... plan) {
        var setter = new SteppedPlan(plan, FIRST);
        var past = new ArrayList<PeriodSeen>();
        double[][] targets = new double[PERIODS][];
        for (int t = 0; t < PERIODS; t++) {
            targets[t] = setter.propose(new Standing(
                    LAYOUT,
                    ImmutableList.copyOf(past),
                    PERIODS - t,
                    1000 * (PERIODS - t),
                    LAYOUT.start(),
                    ImmutableMap.of()));
            var spend = ImmutableDoubleArray.copyOf(targets[t]);
            past.add(new PeriodSeen(
                    spend, spend, spend, spend, spend, spend, ImmutableDoubleArray.of(1, 1, 1), 5000, 10_000, 7));
        }
        return targets;
    }

    @Test
    void itBeginsWithTheOthersTargetsAndComesToThePlan() {
        double[][] targets = targets(new double[] {200, 700, 100});
        assertThat(targets[0]).containsExactly(new double[] {600, 300, 100}, within(1e-9));
        assertThat(targets[1][1]).isBetween(400.0, 1.6 * 300 + 1e-6);
        assertThat(targets[PERIODS - 1]).containsExactly(new double[] {200, 700, 100}, within(0.1));
        for (double[] period : targets) {
            assertThat(period[0] + period[1] + period[2]).isCloseTo(1000, within(1e-6));
        }
    }

    @Test
    void itFollowsAPlanThatChangesAndOneThatLeavesAChannel() {
        double[][] targets = targets(
                new double[] {600, 300, 100}, new double[] {600, 300, 100}, new double[] {600, 300, 100}, new double[] {
                    900, 100, 0
                });
        assertThat(targets[2]).containsExactly(new double[] {600, 300, 100}, within(1e-6));
        assertThat(targets[3][0]).isGreaterThan(650);
        assertThat(targets[PERIODS - 1][2]).isBetween(0.0, 5.0);
    }

    @Test
    void aPlanOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SteppedPlan(new double[0][], FIRST))
                .withMessage("plan (no periods) must be of one period at least.");
    }
}
