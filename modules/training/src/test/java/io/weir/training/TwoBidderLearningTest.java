package io.weir.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import io.weir.policy.Activation;
import io.weir.policy.Network;
import io.weir.policy.NetworkLayer;
import io.weir.policy.NetworkOrigin;
import io.weir.policy.Normalisation;
import org.junit.jupiter.api.Test;

class TwoBidderLearningTest {
    private static Network blind() {
        ImmutableList<String> inputs = ImmutableList.of("value");
        return new Network(
                inputs,
                ImmutableList.of("bid"),
                Normalisation.none(1),
                ImmutableList.of(new NetworkLayer(new float[1][1], new float[1], Activation.TANH)),
                new NetworkOrigin(0, "by hand", "none", 0));
    }

    /** To learn an answer takes a minute; that the rival is played against shows in the first step. */
    @Test
    void noAnswerIsLearnedToARivalThatDoesNotSeeTheGame() {
        assertThatThrownBy(() -> TwoBidderLearning.bestResponse(new TwoBidders(0.5, 0.5), 0, blind(), 1))
                .isInstanceOf(RuntimeException.class);
    }
}
