package io.weir.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weir.learning.Feedback;
import io.weir.learning.Method;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayersTest {
    /** One step that brings 10, for which two agents reached unlike. */
    private static final class Claims extends StillGame {
        Claims() {
            super(spaces(2, 1, 1));
        }

        @Override
        public boolean step(double[][] actions, Feedback feedback) {
            feedback.total(10);
            feedback.claim(0, 1);
            feedback.claim(1, 0.5);
            return true;
        }
    }

    @ParameterizedTest(name = "temperature {0}")
    @ValueSource(doubles = {0.1, 1, 20})
    void remembersRewardsAsTheTeamSharesThem(double temperature) {
        var environment = new Claims();
        var layout = new Layout(environment);
        var memory = new Memory(layout, 10);
        var team = new Team(false, false, RewardMode.MIXED, temperature);
        var random = new SplittableRandom(1);
        new Players(environment, layout, team, Method.standard()).draw(memory, 1, random);
        float[] rewards = memory.draw(1, random).rewards();
        double first = 10 / (1 + Math.exp(-0.5 / temperature));
        assertThat(rewards[0]).isCloseTo((float) first, within(1e-5f));
        assertThat(rewards[1]).isCloseTo((float) (10 - first), within(1e-5f));
    }
}
