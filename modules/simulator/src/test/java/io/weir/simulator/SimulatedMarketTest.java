package io.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.core.Bids;
import io.weir.core.Observation.Group;
import io.weir.core.Progress;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedMarketTest {
    private static final double[] TARGETS = {600, 400, 10};

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theSameSeedGivesTheSameBytes(long seed) {
        double[] first = played(seed, 2, TARGETS).globalState();
        double[] second = played(seed, 2, TARGETS).globalState();
        assertThat(first).containsExactly(second);
    }

    @Test
    void anotherSeedGivesAnotherMarket() {
        assertThat(played(1, 1, TARGETS).globalState())
                .isNotEqualTo(played(2, 1, TARGETS).globalState());
    }

    @Test
    void aMarketThatIsRestoredGoesOnAsItDid() {
        SimulatedMarket market = played(1, 1, TARGETS);
        var run = TargetRun.ofOwnBidders(market);
        var snapshot = market.snapshot();
        var agents = run.agents();
        run.period(TARGETS);
        double[] first = market.globalState();
        market.restore(snapshot);
        new TargetRun(market, agents).period(TARGETS);
        assertThat(market.globalState()).containsExactly(first);
        assertThat(market.revenue(1)).isPositive();
    }

    @Test
    void aSnapshotOfAnotherMarketIsRefused() {
        SimulatedMarket market = played(1, 1, TARGETS);
        SimulatedMarket other = played(1, 1, TARGETS);
        assertThatThrownBy(() -> market.restore(other.snapshot())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void nobodyIsLostAndNothingIsOverspentInAnyTick(long seed) {
        World world = TestWorlds.three();
        SimulatedMarket market = SimulatedMarket.sampled(world, 4);
        market.reset(seed);
        int channels = world.channels().size();
        Bids[] bids = new Bids[channels];
        var agents = world.channels().stream().map(c -> c.bidder().copy()).toList();
        for (int c = 0; c < channels; c++) {
            bids[c] = new Bids(market.layout().channels().get(c).lines().size());
        }
        double[] before = new double[channels];
        for (int tick = 0; !market.ended(); tick++) {
            int period = tick / market.layout().ticksPerPeriod();
            for (int c = 0; c < channels; c++) {
                if (tick % market.layout().ticksPerPeriod() == 0) {
                    agents.get(c).begin(TARGETS[c]);
                    before[c] = 0;
                }
                agents.get(c).bid(market.observation(c), bids[c]);
            }
            market.step(bids);
            for (int c = 0; c < channels; c++) {
                double spent = market.spend(period, c) - before[c];
                assertThat(spent).as("spend of %s in tick %s", c, tick).isBetween(0.0, bids[c].limit() + 1e-9);
                before[c] = market.spend(period, c);
                assertThat(before[c]).isLessThanOrEqualTo(TARGETS[c] + 1e-6);
            }
            for (int a = 0; a < 2; a++) {
                assertThat(market.people(Group.EVERYONE, a))
                        .as("people of audience %s in tick %s", a, tick)
                        .isEqualTo(world.audiences().get(a).size());
                for (Group group : Group.values()) {
                    assertThat(market.people(group, a))
                            .isBetween(0.0, world.audiences().get(a).size());
                }
            }
        }
    }

    @Test
    void whatIsExpectedIsNearTheMeanOfWhatIsSampled() {
        World world = TestWorlds.byDay();
        double[][] targets = new double[8][];
        Arrays.fill(targets, TARGETS);
        SimulatedMarket expected = SimulatedMarket.expected(world, 8);
        double mean = Arrays.stream(SimulatedHistory.of(expected, targets, 1, Progress.SILENT)
                        .kpi())
                .sum();
        int seeds = 40;
        double[] sums = new double[seeds];
        for (int seed = 0; seed < seeds; seed++) {
            sums[seed] = Arrays.stream(
                            SimulatedHistory.of(SimulatedMarket.sampled(world, 8), targets, seed, Progress.SILENT)
                                    .kpi())
                    .sum();
        }
        double average = Arrays.stream(sums).average().orElseThrow();
        double squares =
                Arrays.stream(sums).map(x -> (x - average) * (x - average)).sum();
        double error = Math.sqrt(squares / (seeds - 1) / seeds);
        // the mean of a market is not quite the market of the means; the fewer people, the less
        assertThat(mean).isCloseTo(average, within(4 * error + 0.01 * average));
    }

    @Test
    void whatIsReportedGrowsToWhatIsTrue() {
        World world = TestWorlds.three();
        SimulatedHistory history = SimulatedHistory.of(world, 1, Progress.SILENT);
        assertThat(history.visible()[0]).isCloseTo(history.kpi()[0], within(1e-6));
        assertThat(history.visible()[3] / history.kpi()[3]).isBetween(0.4, 0.95);
        SimulatedMarket market = played(1, 4, TARGETS);
        assertThat(market.visibleKpi(0, 0)).isLessThan(market.visibleKpi(0, 1));
        assertThat(market.visibleKpi(0, 3)).isCloseTo(market.kpi(0), within(1e-6));
    }

    @Test
    void peopleBuyWithoutAnyAdvertising() {
        SimulatedMarket market = played(1, 3, new double[3]);
        assertThat(market.kpi(2)).isPositive();
        assertThat(market.spend(2, 0)).isZero();
    }

    @Test
    void aMarketThatHasEndedSaysSo() {
        SimulatedMarket market = played(1, 4, TARGETS);
        assertThat(market.ended()).isTrue();
        assertThatThrownBy(() -> market.step(new Bids[] {new Bids(2), new Bids(2), new Bids(3)}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ended");
    }

    private static SimulatedMarket played(long seed, int periods, double[] targets) {
        SimulatedMarket market = SimulatedMarket.sampled(TestWorlds.three(), 4);
        market.reset(seed);
        var run = TargetRun.ofOwnBidders(market);
        for (int t = 0; t < periods; t++) {
            run.period(targets);
        }
        return market;
    }
}
