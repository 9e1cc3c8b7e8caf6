package io.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableSortedSet;
import io.weir.core.BiddingAgent;
import io.weir.core.Bids;
import io.weir.policy.FixedBid;
import io.weir.policy.MailCalendar;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayedMarketTest {
    private static final int PERIODS = 3;
    private static final World WORLD = TestWorlds.three();
    private static final double[][] TARGETS = SimulatedHistory.targets(WORLD, PERIODS, 3);
    private static final MarketLog LOG = log();

    private static MarketLog log() {
        SimulatedMarket market = SimulatedMarket.sampled(WORLD, PERIODS);
        market.reset(3);
        return MarketLog.record(
                market, WORLD.channels().stream().map(c -> c.bidder().copy()).toList(), TARGETS);
    }

    private static ReplayedMarket fixed(double bid, double money) {
        var market = new ReplayedMarket(LOG);
        market.reset(1);
        List<BiddingAgent> agents =
                List.of(new FixedBid(bid), new FixedBid(bid), new MailCalendar(ImmutableSortedSet.of(1), 9));
        var run = new TargetRun(market, agents);
        for (int t = 0; t < PERIODS; t++) {
            run.period(new double[] {money, money, money});
        }
        return market;
    }

    @Test
    void whoBidsMoreWinsAtLeastAsMuch() {
        double[] earned = new double[4];
        double[] bids = {0, 0.5, 2, 1000};
        for (int k = 0; k < bids.length; k++) {
            earned[k] = fixed(bids[k], 1e9).earned(0);
        }
        assertThat(earned[0]).isZero();
        assertThat(earned).isSorted();
        assertThat(earned[3]).isPositive();
    }

    @Test
    void nobodySpendsMoreThanTheTargetAndTheRestOfATickIsBoughtInPart() {
        var market = fixed(1000, 100);
        assertThat(market.ended()).isTrue();
        var begun = new ReplayedMarket(LOG);
        begun.reset(1);
        Bids[] bids = {new Bids(2), new Bids(2), new Bids(3)};
        bids[0].set(0, 1000);
        bids[0].limit(0.5);
        while (begun.observation(0).spend(0) == 0) {
            begun.step(bids);
        }
        assertThat(begun.observation(0).spend(0)).isCloseTo(0.5, within(1e-9));
        assertThat(begun.observation(0).spent()).isGreaterThan(0);
    }

    @Test
    void aRestoredStateGoesOnAsItDid() {
        var market = new ReplayedMarket(LOG);
        market.reset(1);
        var bids = new Bids[] {new Bids(2), new Bids(2), new Bids(3)};
        for (Bids one : bids) {
            for (int line = 0; line < one.lines(); line++) {
                one.set(line, 1);
            }
            one.limit(50);
        }
        for (int k = 0; k < 30; k++) {
            market.step(bids);
        }
        var kept = market.snapshot();
        double[] before = market.globalState();
        market.step(bids);
        double[] after = market.globalState();
        market.restore(kept);
        assertThat(market.globalState()).isEqualTo(before);
        market.step(bids);
        assertThat(market.globalState()).isEqualTo(after);
        assertThatThrownBy(() -> new ReplayedMarket(LOG).restore(kept)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theClockIsThatOfTheLog() {
        var market = new ReplayedMarket(LOG);
        market.reset(1);
        var seen = market.observation(0);
        var bids = new Bids[] {new Bids(2), new Bids(2), new Bids(3)};
        assertThat(seen.weekday()).isZero();
        for (int k = 0; k < 30; k++) {
            market.step(bids);
        }
        assertThat(seen.tick()).isEqualTo(30);
        assertThat(seen.hour()).isEqualTo(6);
        assertThat(seen.weekday()).isEqualTo(1);
        assertThat(seen.ticksLeft()).isEqualTo(168 - 30);
        while (!market.ended()) {
            market.step(bids);
        }
        assertThatThrownBy(() -> market.step(bids)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLogWithoutEveryTickIsRefused() {
        assertThatThrownBy(() -> new MarketLog(
                        LOG.layout(),
                        new double[1][7],
                        LOG.price(),
                        LOG.clickRate(),
                        LOG.conversionRate(),
                        LOG.value()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
