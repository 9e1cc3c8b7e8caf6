package io.weir.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.policy.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is best is known in these games: learning must come near it. */
class LearnerTest {
    private static final Method SMALL = Methods.small();

    private static double act(Network network, double... input) {
        double[] output = new double[1];
        network.act(input, output, network.scratch());
        return output[0];
    }

    private static Learned learn(Environment environment, Team team) {
        var schedule = new Schedule(40, 2, 64, 10, 20_000, 20, 8, 0);
        return new Learner(new LearningSettings(5, team, SMALL, schedule), Progress.SILENT).learn(environment);
    }

    @ParameterizedTest(name = "{0}, central critic {1}, shared {2}")
    @CsvSource({
        "COMPETITIVE, false, false",
        "COMPETITIVE, true, true",
        "COOPERATIVE, false, true",
        "COOPERATIVE, true, false",
        "DIFFERENCE, true, true",
        "DIFFERENCE, false, true",
        "SHAPLEY, false, false"
    })
    void findsWhatIsBestForWhomItLearns(RewardMode mode, boolean central, boolean shared) {
        var game = new NeighboursGame(2);
        Learned learned = learn(game, new Team(central, shared, mode, 1));
        for (double s : new double[] {-0.6, 0, 0.6}) {
            double best = mode == RewardMode.COMPETITIVE ? NeighboursGame.bestAlone(s) : game.bestForAll(s);
            for (Network network : learned.networks()) {
                assertThat(act(network, s)).as("at %s", s).isCloseTo(best, within(0.12));
            }
        }
    }

    @ParameterizedTest(name = "{0}, past opponents {1}, averaging {2}")
    @CsvSource({"COUNTERFACTUAL, 0, 0", "SLOPE, 0.5, 0", "SLOPE, 0, 0.1"})
    void findsItByOtherWaysToo(ActorStep step, double pastOpponents, double averaging) {
        var game = new NeighboursGame(2);
        Learned learned = learn(game, new Team(true, false, RewardMode.COOPERATIVE, 1, step, pastOpponents, averaging));
        for (double s : new double[] {-0.6, 0, 0.6}) {
            for (Network network : learned.networks()) {
                assertThat(act(network, s)).as("at %s", s).isCloseTo(game.bestForAll(s), within(0.15));
            }
        }
    }

    @Test
    void theCentralCriticTellsWhatAllBringTogether() {
        Learned learned = learn(new NeighboursGame(2), new Team(true, false, RewardMode.COOPERATIVE, 1));
        Network critic = learned.critic().orElseThrow();
        assertThat(critic.inputs()).containsExactly("a0-s", "a1-s", "a0-a", "a1-a");
        assertThat(critic.outputs()).containsExactly("value");
        // actions far apart, as all are drawn in the first rounds: (0.6 + 0.5) a - a^2 - 0.8 a
        double apart = act(critic, 0.5, -0.5, 0.1, -0.3) - act(critic, 0.5, -0.5, -0.9, -0.3);
        assertThat(apart).isCloseTo(1.1 + 0.8 - 0.8, within(0.3));
        assertThat(learn(new SavingGame(), new Team(false, false, RewardMode.COMPETITIVE, 1))
                        .critic())
                .isEmpty();
    }

    @Test
    void looksBeyondTheStepAtWhatItWillDoThere() {
        Learned learned = learn(new SavingGame(), new Team(false, false, RewardMode.COMPETITIVE, 1));
        assertThat(act(learned.networks().get(0), 0, 0)).isCloseTo(SavingGame.best(0.99), within(0.1));
    }

    @Test
    void startsAtZero() {
        var schedule = new Schedule(1, 1, 1, 1, 10, 1, 1, 0);
        var settings = new LearningSettings(1, new Team(true, false, RewardMode.COOPERATIVE, 1), SMALL, schedule);
        Learned untaught = new Learner(settings, Progress.SILENT).learn(new NeighboursGame(3));
        assertThat(act(untaught.networks().get(2), 0.7)).isEqualTo(0);
    }

    @Test
    void refusesADifferenceThatNobodyTells() {
        assertThatThrownBy(() -> learn(new SavingGame(), new Team(false, false, RewardMode.DIFFERENCE, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reward (DIFFERENCE) needs an environment that tells");
    }

    @Test
    void namesWhoseNetworkIsTheirs() {
        Learned learned = learnBriefly(new NeighboursGame(2));
        Network network = learned.networks().get(0);
        assertThat(network.inputs()).isEqualTo(ImmutableList.of("s"));
        assertThat(network.outputs()).isEqualTo(ImmutableList.of("a"));
        assertThat(network.origin().seed()).isEqualTo(3);
        assertThat(network.origin().configuration()).hasSize(64);
        assertThat(network.origin().versions()).startsWith("deeplearning4j 1.0.0-M2.1, java ");
        assertThat(network.origin().steps()).isEqualTo(6);
    }

    private static Learned learnBriefly(Environment environment) {
        var schedule = new Schedule(3, 1, 2, 2, 10, 1, 1, 0);
        var settings = new LearningSettings(3, new Team(true, true, RewardMode.COOPERATIVE, 1), SMALL, schedule);
        return new Learner(settings, Progress.SILENT).learn(environment);
    }
}
