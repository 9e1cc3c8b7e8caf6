package io.weir.planning.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.allocation.ContinuousOptimiser;
import io.weir.core.AllocationAgent.Proposal;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import io.weir.core.Progress;
import io.weir.enforcer.PlanEnforcer;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 20 channels over 20 weeks, whose cells earn {@code weight * sqrt(spend)}. */
class SettlingAgentTest {
    private static final int CHANNELS = 20;
    private static final int CELLS = CHANNELS * 20;
    private static final double TOTAL = 1_000_000;

    private final Roots objective =
            new Roots(new SplittableRandom(7).doubles(CELLS, 5, 30).toArray());

    @Test
    void everyLimitHoldsAndTheBoundIsNear() {
        FeasibleRegion region = region(steady(0), steady(1), most(2, 10_000, OptionalDouble.empty()));
        Proposal proposal = propose(region);

        assertThat(region.violation(proposal.spend())).isLessThan(1e-6 * TOTAL);
        assertThat(proposal.value()).isCloseTo(objective.value(proposal.spend()), within(1e-6));
        assertThat(proposal.upperBound()).isBetween(proposal.value(), 1.002 * proposal.value());
    }

    /** What a limit allows at its penalty is worth less than its value, and so is the bound. */
    @Test
    void theBoundHasTakenOffWhatSoftLimitsCost() {
        double penalty = 0.1;
        LinearConstraint soft = most(2, 1_000, OptionalDouble.of(penalty));
        Proposal proposal = propose(region(soft));

        double broken = soft.violation(proposal.spend());
        assertThat(broken).isGreaterThan(10_000);
        double worth = proposal.value() - penalty * broken;
        assertThat(proposal.upperBound()).isBetween(worth, 1.002 * worth);
        assertThat(proposal.shadowPrices()[0]).isCloseTo(penalty, within(0.02 * penalty));
    }

    private Proposal propose(FeasibleRegion region) {
        double[] even = new double[CELLS];
        Arrays.fill(even, TOTAL / CELLS);
        return new SettlingAgent(new ContinuousOptimiser(), new PlanEnforcer())
                .propose(objective, region, even, 1, Progress.SILENT);
    }

    private static FeasibleRegion region(LinearConstraint... constraints) {
        double[] upper = new double[CELLS];
        Arrays.fill(upper, TOTAL);
        return new FeasibleRegion(new double[CELLS], upper, TOTAL, TOTAL, ImmutableList.copyOf(constraints));
    }

    /** A channel's first two weeks are alike. */
    private static LinearConstraint steady(int channel) {
        return new LinearConstraint(
                "steady-" + channel,
                "steady",
                new int[] {channel, channel + CHANNELS},
                new double[] {1, -1},
                0,
                0,
                OptionalDouble.empty());
    }

    private static LinearConstraint most(int channel, double amount, OptionalDouble penalty) {
        int[] cells = IntStream.range(0, CELLS / CHANNELS)
                .map(week -> channel + week * CHANNELS)
                .toArray();
        double[] ones = new double[cells.length];
        Arrays.fill(ones, 1);
        return new LinearConstraint(
                "most-" + channel, "at most", cells, ones, Double.NEGATIVE_INFINITY, amount, penalty);
    }
}
