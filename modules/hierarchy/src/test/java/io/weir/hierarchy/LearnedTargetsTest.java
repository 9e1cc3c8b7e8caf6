package io.weir.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableDoubleArray;
import io.weir.core.MarketLayout;
import io.weir.planning.Worlds;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import io.weir.simulator.SimulatedMarket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LearnedTargetsTest {
    /** Search, social, mail. */
    private static final MarketLayout LAYOUT =
            SimulatedMarket.expected(Worlds.named("steady"), 1).layout();

    private static final TargetSetter FIRST = TargetSetter.history(ImmutableDoubleArray.of(600, 300, 100));

    /** A policy that takes one aspect at its word; returns fall by half as spend doubles. */
    private static Network believing(String aspect) {
        return believing(aspect, 0);
    }

    /** One that is off by so much. */
    private static Network believing(String aspect, double error) {
        int outputs = ReturnEvidence.OUTPUTS.size();
        float[][] weights = new float[ReturnEvidence.INPUTS.size()][outputs];
        weights[ReturnEvidence.INPUTS.indexOf(aspect)][0] = 1;
        weights[ReturnEvidence.INPUTS.indexOf("one")][1] = -1;
        weights[ReturnEvidence.INPUTS.indexOf("one")][2] = (float) error;
        return new Network(
                ReturnEvidence.INPUTS,
                ReturnEvidence.OUTPUTS,
                Normalisation.none(weights.length),
                ImmutableList.of(new NetworkLayer(weights, new float[outputs], Activation.IDENTITY)),
                new NetworkOrigin(1, "by hand", "none", 0));
    }

    private static ReturnModel saying(double... returns) {
        return targets -> Arrays.stream(returns)
                .mapToObj(one -> new double[] {0.9 * one, 1.1 * one})
                .toArray(double[][]::new);
    }

    private static Standing after(ImmutableDoubleArray shadowPrices) {
        return after(ImmutableList.of(seen(ImmutableDoubleArray.of(600, 300, 100), shadowPrices)), 4000);
    }

    private static PeriodSeen seen(ImmutableDoubleArray spend, ImmutableDoubleArray shadowPrices) {
        return new PeriodSeen(
                spend,
                spend,
                spend,
                spend,
                spend,
                ImmutableDoubleArray.of(1200, 900, 800),
                shadowPrices,
                5000,
                10_000,
                7);
    }

    private static Standing after(ImmutableList<PeriodSeen> past, double left) {
        return new Standing(LAYOUT, past, 4, left, LAYOUT.start(), ImmutableMap.of());
    }

    private static double[] proposed(Network policy, ReturnModel model, ImmutableDoubleArray shadowPrices) {
        return new LearnedTargets(policy, model, FIRST).propose(after(shadowPrices));
    }

    @Test
    void nothingMovesWhereTheLastUnitBringsTheSameEverywhere() {
        assertThat(proposed(believing("model"), saying(2, 2, 2), ImmutableDoubleArray.of(1, 2, 3)))
                .containsExactly(new double[] {600, 300, 100}, within(1e-3));
    }

    @Test
    void moneyGoesToWhereTheLastUnitBringsMost() {
        double[] targets = proposed(believing("model"), saying(2, 3, 2), ImmutableDoubleArray.of(1, 1, 1));
        assertThat(Arrays.stream(targets).sum()).isCloseTo(1000, within(1e-6));
        assertThat(targets[1]).isGreaterThan(330);
        assertThat(targets[0]).isLessThan(590);
        assertThat(targets[0] / targets[2]).isCloseTo(6, within(1e-3));
    }

    @Test
    void noTargetMovesByMoreThanAFactor() {
        double[] targets = proposed(believing("model"), saying(1, 1000, 1), ImmutableDoubleArray.of(1, 1, 1));
        double[] spent = {600, 300, 100};
        for (int c = 0; c < spent.length; c++) {
            assertThat(targets[c] / spent[c]).isBetween(1 / 1.6 - 1e-9, 1.6 + 1e-9);
        }
        assertThat(targets[1]).isCloseTo(1.6 * 300, within(1e-6));
        assertThat(Arrays.stream(targets).sum()).isCloseTo(1000, within(1e-6));
    }

    @Test
    void whatErrorsAloneWouldPromiseIsNotGoneFor() {
        var prices = ImmutableDoubleArray.of(1, 1, 1);
        double sure = proposed(believing("model", 0), saying(2, 2.2, 2), prices)[1] - 300;
        double unsure = proposed(believing("model", 0.3), saying(2, 2.2, 2), prices)[1] - 300;
        assertThat(sure).isGreaterThan(10);
        assertThat(unsure).isBetween(0.02 * sure, 0.15 * sure);
        // what promises much more than that is
        double far = proposed(believing("model", 0), saying(2, 3.5, 2), prices)[1] - 300;
        assertThat(proposed(believing("model", 0.1), saying(2, 3.5, 2), prices)[1] - 300)
                .isBetween(0.9 * far, far);
    }

    @Test
    void aSmallChannelThatPromisesBeyondMeasureDoesNotMoveTheOthers() {
        var prices = ImmutableDoubleArray.of(1, 1, 1);
        var spend = ImmutableDoubleArray.of(600, 399, 1);
        TargetSetter first = TargetSetter.history(spend);
        var past = ImmutableList.of(seen(spend, prices));
        double[] far = new LearnedTargets(believing("model", 0.3), saying(2, 2.2, 8), first).propose(after(past, 4000));
        double[] further =
                new LearnedTargets(believing("model", 0.3), saying(2, 2.2, 80), first).propose(after(past, 4000));
        assertThat(further[1] / further[0]).isCloseTo(far[1] / far[0], within(0.002));
    }

    @Test
    void targetsComeBackWhereTheyAreFurtherThanIsPromised() {
        var prices = ImmutableDoubleArray.of(1, 1, 1);
        ImmutableList<PeriodSeen> past = ImmutableList.of(
                seen(ImmutableDoubleArray.of(600, 300, 100), prices),
                seen(ImmutableDoubleArray.of(500, 400, 100), prices));
        // all bring the same as it is: so social was a third better at the first split
        double[] sure = new LearnedTargets(believing("model", 0), saying(2, 2, 2), FIRST).propose(after(past, 4000));
        assertThat(sure).containsExactly(new double[] {500, 400, 100}, within(1e-3));
        double[] unsure =
                new LearnedTargets(believing("model", 0.3), saying(2, 2, 2), FIRST).propose(after(past, 4000));
        assertThat(unsure[1]).isBetween(310.0, 370.0);
        assertThat(Arrays.stream(unsure).sum()).isCloseTo(1000, within(1e-6));
    }

    @Test
    void aBudgetThatGrowsIsNoPromise() {
        var prices = ImmutableDoubleArray.of(1, 1, 1);
        ImmutableList<PeriodSeen> past = ImmutableList.of(seen(ImmutableDoubleArray.of(600, 300, 100), prices));
        double[] less =
                new LearnedTargets(believing("model", 0.3), saying(2, 2.2, 2), FIRST).propose(after(past, 4000));
        double[] more =
                new LearnedTargets(believing("model", 0.3), saying(2, 2.2, 2), FIRST).propose(after(past, 6000));
        assertThat(more[1] / 1500).isCloseTo(less[1] / 1000, within(1e-6));
    }

    @Test
    void nothingToSpendIsSpentNowhere() {
        var prices = ImmutableDoubleArray.of(1, 1, 1);
        ImmutableList<PeriodSeen> past = ImmutableList.of(seen(ImmutableDoubleArray.of(600, 300, 100), prices));
        assertThat(new LearnedTargets(believing("model"), saying(2, 3, 2), FIRST).propose(after(past, 0)))
                .containsExactly(0, 0, 0);
    }

    @Test
    void whatBiddersReportCountsForAPolicyThatBelievesThem() {
        double[] targets = proposed(believing("shadow-price"), saying(2, 2, 2), ImmutableDoubleArray.of(1, 4, 1));
        assertThat(targets[1]).isGreaterThan(400);
    }

    @Test
    void aBidderThatReportsNothingIsTakenByWhatItWasCreditedWith() {
        double[] targets =
                proposed(believing("shadow-price"), saying(2, 2, 2), ImmutableDoubleArray.of(Double.NaN, 3, 8));
        assertThat(targets).doesNotContain(Double.NaN);
        // credited: 2, 3 and 8 per currency
        assertThat(targets[2] / 100).isGreaterThan(targets[1] / 300);
        assertThat(targets[1] / 300).isGreaterThan(targets[0] / 600);
    }

    @Test
    void theFirstPeriodIsSetByAnother() {
        var standing = new Standing(LAYOUT, ImmutableList.of(), 5, 5000, LAYOUT.start(), ImmutableMap.of());
        assertThat(new LearnedTargets(believing("model"), saying(1, 2, 3), FIRST).propose(standing))
                .containsExactly(600, 300, 100);
    }

    @Test
    void aPolicyForOtherInputsIsRefused() {
        var other = new Network(
                ImmutableList.of("a"),
                ImmutableList.of("b"),
                Normalisation.none(1),
                ImmutableList.of(new NetworkLayer(new float[][] {{1}}, new float[1], Activation.IDENTITY)),
                new NetworkOrigin(1, "by hand", "none", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnedTargets(other, saying(1, 1, 1), FIRST))
                .withMessageContaining("inputs ([a])");
    }
}
