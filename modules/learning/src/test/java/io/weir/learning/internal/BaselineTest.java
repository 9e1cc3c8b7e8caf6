package io.weir.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Method;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final double SPREAD = 0.1;
    private static final int ROWS = 4096;

    private final Layout layout = new Layout(StillGame.of(2, 1, 1));
    private final SplittableRandom random = new SplittableRandom(1);

    private float[] drawn(int count, double reach) {
        float[] numbers = new float[count];
        for (int k = 0; k < count; k++) {
            numbers[k] = (float) random.nextDouble(-reach, reach);
        }
        return numbers;
    }

    /** One that has learned that an agent gets 20 and what it does, the other 20 less twice what it does. */
    private Critic critic() {
        var method = new Method(ImmutableList.of(16), 0.9, 1, 1e-3, 3e-2, 0.05, SPREAD, 0, 0, 0.1, 0.2, 2, 10, 64);
        var critic = new Critic(layout, ImmutableList.of(0, 1), ImmutableList.of(0, 1), method, random);
        var memory = new Memory(layout, 2000);
        for (int k = 0; k < 2000; k++) {
            float[] actions = drawn(2, 1);
            float[] rewards = {20 + actions[0], 20 - 2 * actions[1]};
            memory.add(drawn(2, 1), actions, rewards, new float[2], 0);
        }
        for (int update = 0; update < 400; update++) {
            critic.learn(memory.draw(method.batch(), random), new float[2 * method.batch()]);
        }
        return critic;
    }

    /**
     * Means of slopes have a noise of 0.05; that of the 20 which come whatever an agent does would be 3 if it were not taken away.
     */
    @Test
    void movesEachByWhatItsActionsBringAndNotByWhatComesAnyway() {
        float[] actions = drawn(2 * ROWS, 0.5);
        float[] slopes = new float[2 * ROWS];
        double mean = new Baseline(layout, critic(), SPREAD).judge(drawn(2 * ROWS, 1), actions, slopes, random);
        double[] sums = new double[2];
        for (int k = 0; k < slopes.length; k++) {
            sums[k % 2] += slopes[k];
        }
        assertThat(mean).isCloseTo(20, within(0.3));
        assertThat(sums[0]).as("down a loss").isCloseTo(-1, within(0.3));
        assertThat(sums[1]).isCloseTo(2, within(0.3));
    }
}
