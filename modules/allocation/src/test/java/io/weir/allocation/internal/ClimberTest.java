package io.weir.allocation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.allocation.Regions;
import io.weir.allocation.internal.Climber.Smooth;
import io.weir.allocation.internal.Climber.Summit;
import io.weir.core.FeasibleRegion;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClimberTest {
    /** {@code 100 * sum(centre x - x^2 / 2)}: the derivative in a cell is {@code 100 * (centre - x)}. */
    private static Smooth bowl(double... centre) {
        return (x, gradient) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                gradient[i] = 100 * (centre[i] - x[i]);
                sum += 100 * (centre[i] * x[i] - 0.5 * x[i] * x[i]);
            }
            return sum;
        };
    }

    private static Summit climb(Smooth function, FeasibleRegion region) {
        var start = new double[region.cells()];
        return new Climber(function, region, region.maxTotal(), 5000).climb(start, 2000, 1e-13);
    }

    @Test
    void sharesABudgetWhereAllEarnTheSameAtTheMargin() {
        // 10 less than wanted: each cell gives up 10 / 3.
        var summit = climb(bowl(10, 8, 7), Regions.budget(3, 15));
        assertThat(summit.spend()).containsExactly(new double[] {20 / 3.0, 14 / 3.0, 11 / 3.0}, within(1e-5));
        assertThat(summit.totalPrice()).isCloseTo(1000 / 3.0, within(1e-2));
        assertThat(summit.bound()).isBetween(summit.value() - 1e-9, summit.value() * (1 + 1e-6));
    }

    @Test
    void leavesMoneyThatEarnsNothing() {
        var summit = climb(bowl(2, 3), Regions.atMost(2, 100));
        assertThat(summit.spend()).containsExactly(new double[] {2, 3}, within(1e-5));
        assertThat(summit.totalPrice()).isZero();
        assertThat(summit.value()).isCloseTo(650, within(1e-6));
    }

    @Test
    void aLimitHasAPriceThatSaysWhatMoreOfItWouldEarn() {
        // Cells 0 and 1 may have 9 together, 12 are left for cell 2: x = (5.5, 3.5, 12), at margins 450, 450 and 50.
        var region = Regions.budget(3, 21, Regions.sum(0, 9, 0, 1));
        var summit = climb(bowl(10, 8, 12.5), region);
        assertThat(summit.spend()).containsExactly(new double[] {5.5, 3.5, 12}, within(1e-4));
        assertThat(summit.totalPrice()).isCloseTo(50, within(0.1));
        assertThat(summit.prices()[0]).isCloseTo(400, within(0.1));
        assertThat(summit.bound()).isBetween(summit.value() - 1e-3, summit.value() * 1.0001);
    }

    @Test
    void aLeastAmountHasANegativePrice() {
        var region = Regions.budget(2, 10, Regions.sum(6, 10, 1));
        var summit = climb(bowl(10, 2), region);
        assertThat(summit.spend()).containsExactly(new double[] {4, 6}, within(1e-4));
        assertThat(summit.prices()[0]).isCloseTo(-1000, within(0.5));
    }

    @Test
    void aLimitThatDoesNotHoldCostsNothing() {
        var summit = climb(bowl(10, 8), Regions.budget(2, 10, Regions.sum(0, 9, 0)));
        assertThat(summit.spend()).containsExactly(new double[] {6, 4}, within(1e-5));
        assertThat(summit.prices()[0]).isZero();
    }

    @Test
    void aSoftLimitIsBrokenWhereThatEarnsMoreThanItCosts() {
        // Cell 0 above 3 earns 100 * (10 - x) - 100 * (8 - (10 - x)) a unit more; at a penalty of 300 that is x = 4.5.
        var summit = climb(bowl(10, 8), Regions.budget(2, 10, Regions.soft(300, 0, 3, 0)));
        assertThat(summit.spend()).containsExactly(new double[] {4.5, 5.5}, within(1e-4));
        assertThat(summit.prices()[0]).isCloseTo(300, within(0.1));
    }

    @Test
    void aSoftLimitHoldsWhereBreakingItCostsMoreThanItEarns() {
        var summit = climb(bowl(10, 8), Regions.budget(2, 10, Regions.soft(900, 0, 3, 0)));
        assertThat(summit.spend()).containsExactly(new double[] {3, 7}, within(1e-4));
        assertThat(summit.prices()[0]).isCloseTo(600, within(0.5));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void conditionsOfOptimalityHoldUnderSeveralLimits(long seed) {
        var random = new SplittableRandom(seed);
        int cells = 8;
        double[] centre = random.doubles(cells, 1, 12).toArray();
        double total = 0.6 * Arrays.stream(centre).sum();
        var region = Regions.budget(
                cells,
                total,
                Regions.sum(0, 0.25 * total, 0, 1, 2),
                Regions.sum(0.2 * total, total, 2, 3),
                Regions.sum(0, 0.3 * total, 4, 5, 6, 7));
        var summit = climb(bowl(centre), region);
        double[] net = new double[cells];
        for (int i = 0; i < cells; i++) {
            net[i] = 100 * (centre[i] - summit.spend()[i]);
        }
        for (int j = 0; j < region.constraints().size(); j++) {
            var c = region.constraints().get(j);
            double price = summit.prices()[j];
            assertThat(c.violation(summit.spend())).isLessThan(1e-6 * total);
            assertThat(price * Math.min(c.upper() - c.at(summit.spend()), c.at(summit.spend()) - c.lower()))
                    .as("complementary slackness of %s", j)
                    .isCloseTo(0, within(0.05 * total));
            for (int cell : c.cells()) {
                net[cell] -= price;
            }
        }
        for (int i = 0; i < cells; i++) {
            if (summit.spend()[i] > 1e-6 * total) {
                assertThat(net[i]).as("cell %s", i).isCloseTo(summit.totalPrice(), within(0.5));
            } else {
                assertThat(net[i]).as("cell %s at nothing", i).isLessThan(summit.totalPrice() + 0.5);
            }
        }
        assertThat(summit.bound()).isBetween(summit.value() * (1 - 1e-6), summit.value() * 1.001);
    }
}
