package io.weir.enforcer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.FeasibleRegion;
import io.weir.core.LinearConstraint;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Two cells that share 10, of which the first earns 3 for each unit more and the second 1. */
class FirstOrderTest {
    private static final double[] SPEND = {6, 4};
    private static final double[] GRADIENT = {3, 1};
    private static final double[] REACHES = {1, 1};
    private static final Offset<Double> EXACT = within(1e-9);

    @Test
    void aLimitThatHoldsEarnsTheDifferenceOfWhatCellsEarn() {
        assertThat(gain(region(6, none()), region(6.1, none()))).isCloseTo(0.2, EXACT);
    }

    @Test
    void aLimitThatDoesNotHoldEarnsNothing() {
        assertThat(gain(region(8, atMost(6)), region(8.1, atMost(6)))).isZero();
    }

    @Test
    void oneOfTwoLimitsThatHoldTheSameCellEarnsNothing() {
        assertThat(gain(region(6, atMost(6)), region(6.1, atMost(6)))).isZero();
        assertThat(gain(region(6, atMost(6)), region(6.1, atMost(6.1)))).isCloseTo(0.2, EXACT);
    }

    @Test
    void moreMoneyGoesWhereItMayGo() {
        assertThat(gain(region(6, none()), region(6, 10.1))).isCloseTo(0.1, EXACT);
    }

    @Test
    void aSoftLimitEarnsWhatItCostsAtMost() {
        assertThat(gain(region(8, softly(6, 5)), region(8, softly(6.1, 5)))).isCloseTo(0.2, EXACT);
        assertThat(gain(region(8, softly(5, 1)), region(8, softly(5.1, 1)))).isCloseTo(0.1, EXACT);
    }

    @Test
    void aPlanMovesAsFarAsItMay() {
        var first = new FirstOrder(region(8, atMost(6.5)), SPEND, GRADIENT, REACHES);
        assertThat(first.move().spend()).containsExactly(new double[] {6.5, 3.5}, EXACT);
    }

    @Test
    void whatAPlanBreaksIsMended() {
        var first = new FirstOrder(region(8, atMost(5.5)), SPEND, new double[2], REACHES);
        assertThat(first.move().spend()[0]).isLessThanOrEqualTo(5.5 + 1e-9);
        assertThat(first.move().spend()[0] + first.move().spend()[1]).isCloseTo(10, EXACT);
    }

    private static double gain(FeasibleRegion region, FeasibleRegion looser) {
        return new FirstOrder(region, SPEND, GRADIENT, REACHES).gain(looser);
    }

    private static FeasibleRegion region(double upper, ImmutableList<LinearConstraint> constraints) {
        return new FeasibleRegion(new double[2], new double[] {upper, 10}, 10, 10, constraints);
    }

    private static FeasibleRegion region(double upper, double total) {
        return new FeasibleRegion(new double[2], new double[] {upper, 10}, total, total, none());
    }

    private static ImmutableList<LinearConstraint> none() {
        return ImmutableList.of();
    }

    private static ImmutableList<LinearConstraint> atMost(double limit) {
        return row(limit, OptionalDouble.empty());
    }

    private static ImmutableList<LinearConstraint> softly(double limit, double penalty) {
        return row(limit, OptionalDouble.of(penalty));
    }

    private static ImmutableList<LinearConstraint> row(double limit, OptionalDouble penalty) {
        return ImmutableList.of(new LinearConstraint(
                "rule", "max", new int[] {0}, new double[] {1}, Double.NEGATIVE_INFINITY, limit, penalty));
    }
}
