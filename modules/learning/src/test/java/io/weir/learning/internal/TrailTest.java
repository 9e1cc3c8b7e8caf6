package io.weir.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrailTest {
    private final Memory memory = new Memory(new Layout(StillGame.of(1, 1, 1)), 10);

    @Test
    void addsUpRewardsUntilTheLookaheadOrTheEnd() {
        var trail = new Trail(3, 0.5);
        trail.begin();
        for (int step = 0; step < 5; step++) {
            float[] seen = {step};
            trail.add(
                    new Trail.Step(seen, new float[] {0}, new float[] {1}), new float[] {step + 1}, step == 4, memory);
        }
        assertThat(memory.size()).isEqualTo(5);
        Memory.Batch all = memory.draw(400, new SplittableRandom(1));
        for (int row = 0; row < all.rows(); row++) {
            int first = (int) all.before()[row];
            int length = Math.min(3, 5 - first);
            assertThat(all.rewards()[row]).isEqualTo((float) (2 - Math.pow(0.5, length - 1)));
            assertThat(all.after()[row]).isEqualTo(Math.min(5, first + 3));
            assertThat(all.carries()[row]).isEqualTo(first + 3 >= 5 ? 0 : 0.125f);
        }
        assertThat(IntStream.range(0, all.rows())
                        .map(row -> (int) all.before()[row])
                        .distinct())
                .hasSize(5);
    }

    @Test
    void forgetsTheOldest() {
        var trail = new Trail(1, 1);
        for (int step = 0; step < 25; step++) {
            trail.add(new Trail.Step(new float[] {step}, new float[1], new float[1]), new float[1], false, memory);
        }
        assertThat(memory.size()).isEqualTo(10);
        assertThat(memory.added()).isEqualTo(25);
        for (float seen : memory.draw(200, new SplittableRandom(1)).before()) {
            assertThat(seen).isBetween(15f, 24f);
        }
    }
}
