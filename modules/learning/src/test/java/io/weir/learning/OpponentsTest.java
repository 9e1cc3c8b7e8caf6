package io.weir.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom agents meet while they learn. */
class OpponentsTest {
    /** One step in which nothing differs from episode to episode but what two agents do, which is kept. */
    private static final class Watched implements Environment {
        private final List<ImmutableList<Double>> done = new ArrayList<>();

        @Override
        public String description() {
            return "watched";
        }

        @Override
        public ImmutableList<AgentSpace> agents() {
            ImmutableList<String> seen = ImmutableList.of("one");
            ImmutableList<String> decided = ImmutableList.of("a");
            return ImmutableList.of(new AgentSpace("first", seen, decided), new AgentSpace("second", seen, decided));
        }

        @Override
        public void reset(long seed) {}

        @Override
        public void observe(int agent, double[] into) {
            into[0] = 1;
        }

        @Override
        public boolean step(double[][] actions, Feedback feedback) {
            done.add(ImmutableList.of(actions[0][0], actions[1][0]));
            for (int agent = 0; agent < 2; agent++) {
                feedback.reward(agent, actions[agent][0]);
            }
            return true;
        }
    }

    /** What was done in an episode of learning, and at the evaluations before it. */
    private record Met(ImmutableList<Double> done, ImmutableList<ImmutableList<Double>> before) {
        boolean asBefore(int agent) {
            return before.stream().anyMatch(one -> one.get(agent).equals(done.get(agent)));
        }

        long agentsAsBefore() {
            return IntStream.range(0, 2).filter(this::asBefore).count();
        }
    }

    /** Learns without noise, and keeps all episodes after the first evaluation. */
    private static List<Met> met(double pastOpponents) {
        var method = new Method(ImmutableList.of(8), 0.9, 1, 3e-3, 3e-3, 0.05, 0, 0, 0, 0.1, 0.2, 1, 10, 16);
        var team = new Team(false, false, RewardMode.COMPETITIVE, 1, ActorStep.SLOPE, pastOpponents, 0);
        var schedule = new Schedule(9, 1, 6, 2, 100, 3, 1, 0);
        var game = new Watched();
        var evaluated = new ArrayList<ImmutableList<Double>>();
        var all = new ArrayList<Met>();
        new Learner(new LearningSettings(4, team, method, schedule), Progress.SILENT, evaluation -> {
                    int last = game.done.size() - 1;
                    if (!evaluated.isEmpty()) {
                        game.done
                                .subList(0, last)
                                .forEach(one -> all.add(new Met(one, ImmutableList.copyOf(evaluated))));
                    }
                    evaluated.add(game.done.get(last));
                    game.done.clear();
                })
                .learn(game);
        return all;
    }

    @Test
    void oneAloneActsAsItDoesNowAmongOthersAsTheyWere() {
        List<Met> all = met(1);
        assertThat(all).hasSize(6 * 6).allMatch(one -> one.agentsAsBefore() >= 1);
        assertThat(all).as("the first is new").anyMatch(one -> !one.asBefore(0));
        assertThat(all).as("the second is new").anyMatch(one -> !one.asBefore(1));
    }

    @Test
    void withoutOpponentsOfThePastAllActAsTheyDoNow() {
        assertThat(met(0).stream().filter(one -> one.agentsAsBefore() == 0))
                .as("all but the rounds right after an evaluation")
                .hasSize(4 * 6);
    }
}
