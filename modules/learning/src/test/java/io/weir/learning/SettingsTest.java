package io.weir.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Team(true, true, RewardMode.MIXED, 0))
                .hasMessageContaining("temperature (0.0) must be finite and > 0");
        assertThatThrownBy(() -> new Schedule(1, -1, 1, 1, 1, 1, 1, 0))
                .hasMessageContaining("warm-up (-1) must be >= 0");
        assertThatThrownBy(() -> new Schedule(0, 0, 1, 1, 1, 1, 1, 0)).hasMessageContaining("rounds (0.0)");
        assertThatThrownBy(() -> method(1.1, 0)).hasMessageContaining("persistence (1.1)");
        assertThatThrownBy(() -> method(0, Double.NaN)).hasMessageContaining("inward slope (NaN)");
        assertThatThrownBy(() -> Method.standard().withHidden(ImmutableList.of()))
                .hasMessageContaining("hidden layers (0) must be at least one");
        assertThatThrownBy(() -> Method.standard().withHidden(ImmutableList.of(8, 0)))
                .hasMessageContaining("hidden units (0.0)");
    }

    private static Method method(double persistence, double inwardSlope) {
        return new Method(
                ImmutableList.of(8), 0.9, 1, 1e-3, 1e-3, 0.1, 0.1, persistence, inwardSlope, 0.1, 0.2, 2, 10, 8);
    }

    @Test
    void refusesTeamsThatCannotLearnSo() {
        assertThatThrownBy(() -> new Team(false, true, RewardMode.COOPERATIVE, 1, ActorStep.COUNTERFACTUAL, 0, 0))
                .hasMessageContaining("actor step (COUNTERFACTUAL) needs a central critic");
        assertThatThrownBy(() -> new Team(true, true, RewardMode.COOPERATIVE, 1, ActorStep.SLOPE, 1.5, 0))
                .hasMessageContaining("past opponents (1.5)");
        assertThatThrownBy(() -> new Team(true, true, RewardMode.COOPERATIVE, 1, ActorStep.SLOPE, 0, Double.NaN))
                .hasMessageContaining("averaging (NaN)");
    }

    @Test
    void theTotalIsTheSumUnlessToldAndAShapleyValueIsOnesOwn() {
        var feedback = new Feedback(2);
        feedback.reward(0, 6);
        feedback.reward(1, 1);
        feedback.shapley(1, 4);
        assertThat(feedback.total()).isEqualTo(7);
        feedback.total(10);
        assertThat(RewardMode.COOPERATIVE.of(feedback, 0, 1)).isEqualTo(10);
        assertThat(RewardMode.SHAPLEY.of(feedback, 1, 1)).isEqualTo(4);
        feedback.clear();
        assertThat(feedback.total()).isZero();
        assertThat(RewardMode.SHAPLEY.of(feedback, 1, 1)).isZero();
    }

    @Test
    void keepsAllElseWithOtherLayers() {
        Method method = method(0.5, 0.7);
        assertThat(method.withHidden(ImmutableList.of(8))).isEqualTo(method);
        assertThat(Method.standard().persistence()).isZero();
        assertThat(Method.standard().inwardSlope()).isZero();
    }

    @Test
    void mixesFromOwnToCommonAsTheTemperatureRises() {
        var feedback = new Feedback(2);
        feedback.reward(0, 6);
        feedback.reward(1, 0);
        feedback.claim(0, 1);
        feedback.claim(1, 0.5);
        feedback.without(0, 2);
        assertThat(RewardMode.COMPETITIVE.of(feedback, 1, 1)).isZero();
        assertThat(RewardMode.COOPERATIVE.of(feedback, 1, 1)).isEqualTo(6);
        assertThat(RewardMode.DIFFERENCE.of(feedback, 0, 1)).isEqualTo(4);
        assertThat(RewardMode.MIXED.of(feedback, 0, 1e-3)).isEqualTo(6);
        assertThat(RewardMode.MIXED.of(feedback, 0, 1e6)).isCloseTo(3, within(1e-5));
        assertThat(RewardMode.MIXED.of(feedback, 0, 0.5)).isCloseTo(6 / (1 + Math.exp(-1)), within(1e-12));
    }

    @Test
    void refusesARewardThatIsNoNumber() {
        var feedback = new Feedback(2);
        assertThatThrownBy(() -> feedback.reward(1, Double.NaN))
                .hasMessageContaining("reward of agent 1 (NaN) must be finite");
    }

    @Test
    void refusesToShareAmongAgentsThatAreNotAlike() {
        var one = new AgentSpace("one", ImmutableList.of("x"), ImmutableList.of("y"));
        var other = new AgentSpace("other", ImmutableList.of("x", "z"), ImmutableList.of("y"));
        assertThat(one.alike(other)).isFalse();
        assertThatThrownBy(() -> new AgentSpace("none", ImmutableList.of(), ImmutableList.of("y")))
                .hasMessageContaining("inputs of agent none (none) must be at least one");
    }
}
