package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.TargetRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamRewardTest {
    private final SimulatedMarket market = SimulatedMarket.expected(TinyWorlds.world(), 4);
    private final TargetRun run = TargetRun.ofOwnBidders(market);

    @BeforeEach
    void warmUp() {
        market.reset(1);
        run.period(new double[] {200, 100, 0.5});
    }

    private double spend() {
        int period = market.period() - 1;
        return market.spend(period, 0) + market.spend(period, 1) + market.spend(period, 2);
    }

    @Test
    void profitIsTheMarginOfRevenueLessWhatWasSpent() {
        run.period(new double[] {200, 100, 0.5});
        double revenue = TeamReward.REVENUE.latest(market);
        assertThat(spend()).isGreaterThan(100);
        assertThat(revenue).isPositive();
        double profit = market.world().margin() * revenue - spend();
        assertThat(TeamReward.PROFIT.latest(market)).isCloseTo(profit, within(1e-9));
        assertThat(TeamReward.LIFETIME_VALUE.latest(market)).isCloseTo(profit, within(1e-9));
        assertThat(TeamReward.RETURN.latest(market)).isCloseTo(revenue / spend(), within(1e-9));
    }

    @Test
    void aPeriodWithoutSpendReturnsNothing() {
        run.period(new double[3]);
        assertThat(spend()).isZero();
        assertThat(TeamReward.REVENUE.latest(market))
                .as("some buy all the same")
                .isPositive();
        assertThat(TeamReward.RETURN.latest(market)).isZero();
    }
}
