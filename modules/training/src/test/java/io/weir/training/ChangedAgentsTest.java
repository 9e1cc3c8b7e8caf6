package io.weir.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.weir.learning.Environment;
import io.weir.learning.Feedback;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import org.junit.jupiter.api.Test;

class ChangedAgentsTest {
    private final TwoBidders game = new TwoBidders(0.6, 0.4);

    /** Does the same whatever it sees. */
    private Network always(double action) {
        ImmutableList<String> inputs = game.agents().get(0).inputs();
        return new Network(
                inputs,
                game.agents().get(0).outputs(),
                Normalisation.none(inputs.size()),
                ImmutableList.of(new NetworkLayer(
                        new float[inputs.size()][1], new float[] {(float) action}, Activation.IDENTITY)),
                new NetworkOrigin(0, "by hand", "none", 0));
    }

    private static double[] won(Environment environment, double first, double second) {
        var feedback = new Feedback(2);
        double[] won = new double[2];
        environment.reset(7);
        boolean over = false;
        while (!over) {
            feedback.clear();
            over = environment.step(new double[][] {{first}, {second}}, feedback);
            won[0] += feedback.reward(0);
            won[1] += feedback.reward(1);
        }
        return won;
    }

    @Test
    void changesAreAddedToWhatAgentsDo() {
        ImmutableList<Network> networks = ImmutableList.of(always(0.25), always(-0.5));
        var changed = new ChangedAgents(game, networks, 0.5);
        assertThat(changed.agents()).isEqualTo(game.agents());
        assertThat(won(changed, 0, 0)).isEqualTo(won(game, 0.25, -0.5)).isNotEqualTo(won(game, 0, 0));
        assertThat(won(changed, 0.5, 1)).isEqualTo(won(game, 0.5, 0));
    }

    @Test
    void actionsStayWithinTheirRange() {
        ImmutableList<Network> networks = ImmutableList.of(always(0.75), always(-0.75));
        assertThat(won(new ChangedAgents(game, networks, 1), 1, -1)).isEqualTo(won(game, 1, -1));
    }

    @Test
    void thereMustBeANetworkForEach() {
        assertThatThrownBy(() -> new ChangedAgents(game, ImmutableList.of(always(0)), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("networks (1) must be as many as agents (2).");
        ImmutableList<Network> both = ImmutableList.of(always(0), always(0));
        assertThatThrownBy(() -> new ChangedAgents(game, both, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reach");
    }
}
