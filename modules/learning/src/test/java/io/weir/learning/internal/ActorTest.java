package io.weir.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActorTest {
    private static final int ROWS = 16;

    private final float[] seen = seen();

    private static float[] seen() {
        float[] seen = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            seen[row] = row / (float) ROWS - 0.5f;
        }
        return seen;
    }

    private static Actor actor() {
        return actor(0);
    }

    private static Actor actor(double inwardSlope) {
        var method = new Method(
                ImmutableList.of(16, 16), 0.99, 1, 1e-3, 1e-3, 0.005, 0.1, 0, inwardSlope, 0.2, 0.5, 2, 10, 256);
        return new Actor(
                new Layout(StillGame.of(1, 1, 1)), ImmutableList.of(0), method, false, new SplittableRandom(1));
    }

    /** Steps down a loss with the same slope everywhere, until an action passes a limit; at most so many. */
    private int steps(Actor actor, float slope, float limit, int most) {
        float[] slopes = new float[ROWS];
        Arrays.fill(slopes, slope);
        float[] done = new float[ROWS];
        for (int step = 0; step < most; step++) {
            actor.act(seen, done);
            if (slope < 0 ? least(done) > limit : least(done) < limit) {
                return step;
            }
            actor.learn(slopes);
        }
        return most;
    }

    private static float least(float[] numbers) {
        float least = Float.POSITIVE_INFINITY;
        for (float number : numbers) {
            least = Math.min(least, number);
        }
        return least;
    }

    @Test
    void leavesAnEndOfItsActionsAboutAsFastAsItWentThere() {
        Actor actor = actor();
        int there = steps(actor, -1, 0.98f, 1000);
        steps(actor, -1, 2, 1000);
        int back = steps(actor, 1, 0, 1000);
        assertThat(there).isLessThan(500);
        assertThat(back).isLessThan(3 * there);
    }

    /** Adam divides by what slopes were before, and remembers them for a thousand steps. */
    @Test
    void leavesAnEndForAWeakReasonTooWhereSlopesDoNotVanishInwards() {
        int byTheTrueSlope = stepsBack(actor(0));
        int byAFullSlope = stepsBack(actor(1));
        assertThat(byTheTrueSlope).isGreaterThan(3 * byAFullSlope);
        assertThat(byAFullSlope).isLessThan(300);
    }

    /** From an end that strong reasons led to, by reasons a tenth as strong. */
    private int stepsBack(Actor actor) {
        steps(actor, -1, 0.99f, 1000);
        return steps(actor, 0.1f, 0.9f, 2000);
    }

    @Test
    void goesNoFurtherThanThereIsAnythingToBeGained() {
        Actor actor = actor();
        steps(actor, -1, 2, 2000);
        float[] done = new float[ROWS];
        actor.act(seen, done);
        assertThat(least(done)).isBetween(0.99f, 0.9999f);
    }
}
