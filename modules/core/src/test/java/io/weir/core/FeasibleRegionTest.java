package io.weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.BitSet;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Two cells that share 10, of which the first spends 2 to 6 and the second as much as the first, at least. */
class FeasibleRegionTest {
    private static final FeasibleRegion REGION = new FeasibleRegion(
            new double[] {2, 0},
            new double[] {6, 10},
            10,
            10,
            ImmutableList.of(new LinearConstraint(
                    "rule-1",
                    "second",
                    new int[] {0, 1},
                    new double[] {-1, 1},
                    0,
                    Double.POSITIVE_INFINITY,
                    OptionalDouble.empty())));

    @Test
    void whatKeepsAllBreaksNothing() {
        assertThat(REGION.violation(new double[] {4, 6})).isZero();
    }

    @Test
    void cellsAreHeldInAPartWhileTheWholeStays() {
        var held = new BitSet();
        held.set(0);
        FeasibleRegion part = REGION.holding(held, new double[] {7, 3});
        assertThat(part.lower()).containsExactly(6, 0);
        assertThat(part.upper()).containsExactly(6, 10);
        assertThat(REGION.lower()).containsExactly(2, 0);
        assertThat(REGION.upper()).containsExactly(6, 10);
    }

    @Test
    void boundsTotalsAndConstraintsAreEachCounted() {
        assertThat(REGION.violation(new double[] {1, 9})).isEqualTo(1);
        assertThat(REGION.violation(new double[] {5, 7})).isEqualTo(2);
        assertThat(REGION.violation(new double[] {4, 5})).isEqualTo(1);
        assertThat(REGION.violation(new double[] {6, 4})).isEqualTo(2);
    }
}
