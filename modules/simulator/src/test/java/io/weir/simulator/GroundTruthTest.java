package io.weir.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.Progress;
import io.weir.simulator.GroundTruth.ChannelTruth;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GroundTruthTest {
    private static final World WORLD = TestWorlds.byDay();
    private static final double[][] TARGETS = SimulatedHistory.targets(WORLD, WORLD.periods(), 5);

    @Test
    void shapleyValuesAddUpToWhatAllChannelsBring() {
        GroundTruth truth = GroundTruth.of(WORLD, TARGETS, 4, 2, 3, 11, Progress.SILENT);
        assertThat(truth.channels()).extracting(ChannelTruth::name).containsExactly("search", "social", "mail");
        assertThat(sumOfShapley(truth))
                .isCloseTo(brought(WORLD, TARGETS, 3), within(1e-6 * truth.kpi().value()));
        for (ChannelTruth channel : truth.channels()) {
            assertThat(channel.spend().value()).isPositive();
            assertThat(channel.averageReturn().value())
                    .isCloseTo(
                            channel.incremental().value() / channel.spend().value(),
                            within(0.02 * Math.abs(channel.averageReturn().value()) + 1e-9));
        }
        assertThat(truth.together()[0][1]).isEqualTo(truth.together()[1][0]);
    }

    @Test
    void lifetimeValuesAreProfitToTheEndOfTwoMoreYears() {
        GroundTruth truth = GroundTruth.of(WORLD, TARGETS, 4, 2, 1, 11, Progress.SILENT);
        assertThat(truth.lifetime()).isEqualTo(104);
        int from = TARGETS.length - 4;
        double[][] base = Arrays.copyOfRange(TARGETS, from, TARGETS.length);
        double[][] without = Arrays.stream(base).map(double[]::clone).toArray(double[][]::new);
        Arrays.stream(without).forEach(row -> row[1] = 0);
        var market = SimulatedMarket.sampled(WORLD, TARGETS.length + 104);
        var counterfactual = new Counterfactual(market, TARGETS, from, 104, 11);
        double lost =
                counterfactual.of(base).revenue() - counterfactual.of(without).revenue();
        assertThat(truth.channels().get(1).lifetimeValue().value())
                .isCloseTo(WORLD.margin() * lost, within(1e-6 * Math.abs(lost)));
    }

    @Test
    void ordersOfManyChannelsAddUpToo() {
        World many = many();
        double[][] targets = SimulatedHistory.targets(many, many.periods(), 5);
        GroundTruth truth = GroundTruth.of(many, targets, 4, 2, 2, 11, Progress.SILENT);
        assertThat(truth.channels()).hasSize(9);
        assertThat(sumOfShapley(truth))
                .isCloseTo(brought(many, targets, 2), within(1e-6 * truth.kpi().value()));
    }

    private static double sumOfShapley(GroundTruth truth) {
        return truth.channels().stream().mapToDouble(c -> c.shapley().value()).sum();
    }

    /** The KPI of the last four periods and two more, less that without any spend; mean of markets. */
    private static double brought(World world, double[][] targets, int seeds) {
        double sum = 0;
        int from = targets.length - 4;
        double[][] base = Arrays.copyOfRange(targets, from, targets.length);
        double[][] nothing = new double[4][targets[0].length];
        for (int k = 0; k < seeds; k++) {
            var market = SimulatedMarket.sampled(world, targets.length + 2);
            var counterfactual = new Counterfactual(market, targets, from, 2, 11 + k);
            sum += counterfactual.of(base).kpi() - counterfactual.of(nothing).kpi();
        }
        return sum / seeds;
    }

    private static World many() {
        var channels = ImmutableList.<MediaChannel>builder().add(TestWorlds.search(), TestWorlds.mail());
        ReachChannel social = TestWorlds.social();
        for (int k = 0; k < 7; k++) {
            channels.add(new ReachChannel(
                    "social-" + k,
                    social.kind(),
                    social.supply(),
                    social.firstPrice(),
                    social.reserve(),
                    social.relevance(),
                    social.clickRate(),
                    social.idleClicks(),
                    social.conversionRate(),
                    social.readiness(),
                    social.persuasion(),
                    social.memory(),
                    social.half(),
                    social.slope(),
                    social.wear(),
                    social.signUp(),
                    social.spend(),
                    social.bidder()));
        }
        return TestWorlds.of(1, 6, 1, new Delay(0, 0), channels.build(), ImmutableList.of());
    }

    @Test
    void curvesStartAtNothingAndRise() {
        double[] usual = {900, 500, 20};
        Branches branches = Branches.of(WORLD, TARGETS, 4, 3, 3, 21);
        ResponseCurves curves =
                ResponseCurves.of(branches, usual, 4, 3, ImmutableDoubleArray.of(0, 0.5, 1), Progress.SILENT);
        assertThat(curves.curves()).hasSize(3);
        for (int c = 0; c < 2; c++) {
            assertThat(curves.curves().get(c).get(0)).isEqualTo(new Amount(0, 0));
            assertThat(curves.curves().get(c).get(1).value()).isPositive();
            assertThat(curves.curves().get(c).get(2).value())
                    .isGreaterThan(curves.curves().get(c).get(1).value());
        }
        Amount[][] surface = ResponseCurves.surface(branches, usual, 0, 1, 4, ImmutableDoubleArray.of(0, 1));
        assertThat(surface[0][0]).isEqualTo(new Amount(0, 0));
        assertThat(surface[1][1].value() - surface[0][1].value())
                .as("search with social on is its curve")
                .isCloseTo(curves.curves().get(0).get(2).value(), within(1e-6));
    }

    @Test
    void theBestSplitKeepsTheMoneyAndIsNoWorseThanUsualWhereItWasSought() {
        double[] usual = {900, 500, 20};
        Branches branches = Branches.of(WORLD, TARGETS, 4, 3, 3, 21);
        ClairvoyantPlan best = ClairvoyantPlan.of(branches, branches, usual, 4, 3, Progress.SILENT);
        assertThat(best.levels().stream().sum()).isCloseTo(1_420, within(1e-6));
        assertThat(best.levels().stream().allMatch(x -> x >= 0)).isTrue();
        assertThat(best.gain().value()).isGreaterThanOrEqualTo(0);
        assertThat(best.kpi().value() - best.usualKpi().value())
                .isCloseTo(best.gain().value(), within(1e-6));
    }

    @Test
    void everyPeriodIsToldWithItsReturn() {
        PeriodTruth truth = PeriodTruth.of(WORLD, TARGETS, 3, 2, 2, 31, Progress.SILENT);
        assertThat(truth.from()).isEqualTo(WORLD.periods() - 3);
        assertThat(truth.incremental()).hasDimensions(3, 3);
        for (int t = 0; t < 3; t++) {
            for (int c = 0; c < 2; c++) {
                assertThat(truth.incremental()[t][c].value()).isPositive();
                assertThat(truth.averageReturn()[t][c].value()).isPositive();
            }
        }
    }

    @Test
    void higherBidsWinMoreAndPayMore() {
        for (AuctionLandscape landscape : AuctionLandscape.of(TestWorlds.three(), TARGETS3, 2, 41)) {
            int last = landscape.bids().length() - 1;
            assertThat(landscape.won().get(last).value())
                    .isGreaterThan(landscape.won().get(1).value());
            for (int k = 1; k <= last; k++) {
                assertThat(landscape.won().get(k).value())
                        .isGreaterThanOrEqualTo(landscape.won().get(k - 1).value() - 0.02);
                Amount price = landscape.price().get(k);
                assertThat(!price.isTold() || price.value() <= landscape.bids().get(k) * 3)
                        .as("%s: nobody pays far more than the bid", landscape.channel())
                        .isTrue();
            }
        }
    }

    private static final double[][] TARGETS3 = SimulatedHistory.targets(TestWorlds.three(), 2, 5);

    @Test
    void ratiosCarryTheErrorOfTheirResiduals() {
        Amount exact = Amount.ratio(new double[] {2, 4, 6}, new double[] {1, 2, 3});
        assertThat(exact.value()).isEqualTo(2);
        assertThat(exact.error()).isCloseTo(0, within(1e-12));
        assertThat(Amount.ratio(new double[] {1, 5}, new double[] {1, 1}).error())
                .isCloseTo(2, within(1e-12));
        assertThat(Amount.of(new double[] {3}).error()).isNaN();
        assertThat(Amount.NONE.isTold()).isFalse();
    }
}
