package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.learning.Feedback;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenAgentsTest {
    private static final double STEADY = 0.1;

    private final TwoBidders game = new TwoBidders(0.6, 0.4);

    /** Its action is {@code slope * value + start}. */
    private Network rival(float slope, float start) {
        ImmutableList<String> inputs = game.agents().get(0).inputs();
        float[][] weights = new float[inputs.size()][1];
        weights[inputs.indexOf("value")][0] = slope;
        return new Network(
                inputs,
                game.agents().get(0).outputs(),
                Normalisation.none(inputs.size()),
                ImmutableList.of(new NetworkLayer(weights, new float[] {start}, Activation.TANH)),
                new NetworkOrigin(0, "by hand", "none", 0));
    }

    /** What both win in an episode of the game itself, in which one bids steadily and the other as its network says. */
    private double[] won(int steady, Network rival) {
        var both = new TwoBidders(0.6, 0.4);
        var feedback = new Feedback(2);
        double[][] actions = new double[2][1];
        double[] seen = new double[rival.inputs().size()];
        double[] won = new double[2];
        both.reset(7);
        boolean over = false;
        while (!over) {
            both.observe(1 - steady, seen);
            rival.act(seen, actions[1 - steady], rival.scratch());
            actions[steady][0] = STEADY;
            feedback.clear();
            over = both.step(actions, feedback);
            won[0] += feedback.reward(0);
            won[1] += feedback.reward(1);
        }
        return won;
    }

    @ParameterizedTest(name = "learner {0}")
    @ValueSource(ints = {0, 1})
    void isTheGameInWhichTheOtherBidsByWhatItSees(int learner) {
        Network rival = rival(4, -2);
        var environment = new FrozenAgents(game, ImmutableMap.of(1 - learner, rival));
        assertThat(environment.agents()).containsExactly(game.agents().get(learner));
        var feedback = new Feedback(1);
        double won = 0;
        environment.reset(7);
        boolean over = false;
        while (!over) {
            feedback.clear();
            over = environment.step(new double[][] {{STEADY}}, feedback);
            won += feedback.reward(0);
        }
        double[] both = won(learner, rival);
        assertThat(won).isEqualTo(both[learner]).isGreaterThan(1);
        assertThat(both[1 - learner]).as("both win some").isGreaterThan(1);
    }

    @Test
    void theLearnerSeesItsOwnSide() {
        var environment = new FrozenAgents(game, ImmutableMap.of(0, rival(0, 0)));
        environment.reset(3);
        double[] seen = new double[game.agents().get(1).inputs().size()];
        environment.observe(0, seen);
        game.reset(3);
        double[] own = new double[seen.length];
        game.observe(1, own);
        assertThat(seen).isEqualTo(own);
    }
}
