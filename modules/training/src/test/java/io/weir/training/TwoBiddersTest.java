package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.weir.learning.Feedback;
import org.junit.jupiter.api.Test;

class TwoBiddersTest {
    private static final double STEP = 1.0 / 19;

    private final Feedback feedback = new Feedback(2);

    /** An action whose bid is so many of the nineteen steps. */
    private static double bid(int steps) {
        return 2 * steps * STEP - 1;
    }

    private boolean step(TwoBidders game, int first, int second) {
        feedback.clear();
        return game.step(new double[][] {{bid(first)}, {bid(second)}}, feedback);
    }

    @Test
    void sellsToTheHighestBidForTheOthers() {
        var game = new TwoBidders(1, 0.5);
        game.reset(1);
        double value = game.value(0);
        double other = game.value(1);
        step(game, 10, 7);
        assertThat(feedback.reward(0)).isEqualTo(value);
        assertThat(feedback.reward(1)).isZero();
        assertThat(game.paid()).isCloseTo(7 * STEP, within(1e-12));
        assertThat(feedback.without(0)).isEqualTo(other);
        assertThat(feedback.without(1)).isEqualTo(value);
        double[] seen = new double[4];
        game.observe(0, seen);
        assertThat(seen).containsExactly(new double[] {1 - 7 * STEP / 50, 0.99, game.value(0), 0.5}, within(1e-12));
    }

    @Test
    void takesTheFloorAtLeastAndSellsNothingBelowIt() {
        var game = new TwoBidders(1, 0.5);
        game.reset(1);
        step(game, 0, 5);
        assertThat(game.paid()).isEqualTo(0.1);
        step(game, 1, 1);
        assertThat(game.paid()).isEqualTo(0.1);
        assertThat(feedback.total()).isZero();
    }

    @Test
    void letsNobodyBidWhatIsNotLeft() {
        var game = new TwoBidders(0.5, 0.02);
        game.reset(3);
        boolean over = false;
        double won = 0;
        while (!over) {
            over = step(game, 19, 18);
            won += feedback.reward(0);
        }
        // 1.0 buys one auction at 18 steps; the 0.053 that is left allows no bid above the floor
        assertThat(won).isBetween(0.01, 1.1);
        double[] seen = new double[4];
        game.observe(0, seen);
        assertThat(seen[0]).isCloseTo(1 - 18 * STEP, within(1e-9));
    }

    @Test
    void drawsValuesWithAMeanOfOneHalfAndTheBoundOfTwoThirds() {
        var game = new TwoBidders(1, 0.5);
        double bound = 0;
        for (int seed = 0; seed < 400; seed++) {
            game.reset(seed);
            bound += game.bound() / 400;
            double sum = 0;
            int auctions = 0;
            boolean over = false;
            while (!over) {
                sum += game.value(0) + game.value(1);
                auctions++;
                over = step(game, 0, 0);
            }
            assertThat(auctions).isEqualTo(TwoBidders.AUCTIONS);
            assertThat(sum).isBetween(98.0, 101.0);
        }
        assertThat(bound).isCloseTo(66.7, within(0.3));
    }

    @Test
    void breaksTiesByChance() {
        var game = new TwoBidders(1, 0.5);
        int first = 0;
        for (int seed = 0; seed < 400; seed++) {
            game.reset(seed);
            step(game, 12, 12);
            first += feedback.reward(0) > 0 ? 1 : 0;
        }
        assertThat(first).isBetween(150, 250);
    }

    @Test
    void refusesAShareOfMoreThanAll() {
        assertThatThrownBy(() -> new TwoBidders(1, 1.2)).hasMessageContaining("share (1.2) must be in [0.0, 1.0]");
        assertThatThrownBy(() -> new TwoBidders(0, 0.5)).hasMessageContaining("budget (0.0)");
    }
}
