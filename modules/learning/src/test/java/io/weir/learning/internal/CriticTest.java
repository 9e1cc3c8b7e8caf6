package io.weir.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Method;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CriticTest {
    private static final int AGENTS = 4;
    private static final Method METHOD = Method.standard().withHidden(ImmutableList.of(8));
    /** Two inputs of each agent, then the state. */
    private static final int SEEN = 2 * AGENTS + 1;

    /** Agents on sides, that see two numbers and decide one. */
    private static final class Sides extends StillGame {
        private final ImmutableList<Integer> sides;

        Sides(ImmutableList<Integer> sides) {
            super(spaces(AGENTS, 2, 1));
            this.sides = sides;
        }

        @Override
        public int side(int agent) {
            return sides.get(agent);
        }

        @Override
        public int stateSize() {
            return 1;
        }
    }

    private final Layout layout = new Layout(new Sides(ImmutableList.of(0, 0, 1, 1)));
    private final float[] seen = {0.1f, -0.2f, 0.3f, -0.4f, 0.5f, -0.6f, 0.7f, -0.8f, 0.9f};
    private final float[] actions = {0.2f, -0.3f, 0.4f, -0.5f};

    private Critic critic(ImmutableList<Integer> valued, ImmutableList<Integer> side) {
        return new Critic(layout, valued, side, METHOD, new SplittableRandom(1));
    }

    private static float[] with(float[] all, int at) {
        float[] changed = all.clone();
        changed[at] += 0.1f;
        return changed;
    }

    @Test
    void seesItsOwnSideAndTheState() {
        for (ImmutableList<Integer> side : layout.sides()) {
            Critic critic = critic(side, side);
            for (int agent : side) {
                float value = critic.values(seen, actions, agent)[0];
                for (int k = 0; k < SEEN; k++) {
                    boolean own = k == SEEN - 1 || side.contains(k / 2);
                    assertThat(critic.values(with(seen, k), actions, agent)[0] != value)
                            .as("side %s sees number %s", side, k)
                            .isEqualTo(own);
                }
                for (int k = 0; k < AGENTS; k++) {
                    assertThat(critic.values(seen, with(actions, k), agent)[0] != value)
                            .as("side %s sees what %s does", side, k)
                            .isEqualTo(side.contains(k));
                }
            }
        }
    }

    @Test
    void slopesAreThoseOfEachAgentsOwnValueInItsOwnActions() {
        ImmutableList<Integer> side = layout.sides().get(1);
        Critic critic = critic(side, side);
        float[] slopes = new float[AGENTS];
        critic.judge(seen, actions, slopes);
        assertThat(slopes[0]).as("the other side").isZero();
        assertThat(slopes[1]).as("the other side").isZero();
        for (int agent : side) {
            float step = critic.values(seen, with(actions, agent), agent)[0] - critic.values(seen, actions, agent)[0];
            assertThat(slopes[agent] * -0.1f).as("agent %s", agent).isCloseTo(step, within(1e-3f));
            assertThat(slopes[agent]).isNotZero();
        }
    }

    @Test
    void whereASideSharesOneRewardItsValueMovesAllOfIt() {
        ImmutableList<Integer> side = layout.sides().get(1);
        float[] slopes = new float[AGENTS];
        critic(ImmutableList.of(2), side).judge(seen, actions, slopes);
        assertThat(slopes[0]).isZero();
        assertThat(slopes[1]).isZero();
        assertThat(slopes[2]).isNotZero();
        assertThat(slopes[3]).isNotZero();
    }

    @Test
    void agentsOfOneSideMustStandTogether() {
        assertThatThrownBy(() -> new Layout(new Sides(ImmutableList.of(0, 1, 0, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0, 2]");
    }
}
