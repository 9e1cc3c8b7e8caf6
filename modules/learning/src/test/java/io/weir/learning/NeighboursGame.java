package io.weir.learning;

import com.google.common.collect.ImmutableList;
import java.util.SplittableRandom;

/**
 * One step, {@code agents} neighbours. Each sees {@code s}, drawn evenly from [-1, 1], and chooses {@code a}; it earns
 * {@code (0.6 + s) a - a^2} and costs each other {@code 0.8 a}. Alone, {@code a = 0.3 + s / 2} is best; for all of them,
 * {@code a = 0.3 + s / 2 - 0.4 (agents - 1)}.
 */
final class NeighboursGame implements Environment {
    private final int agents;
    private final double[] seen;

    NeighboursGame(int agents) {
        this.agents = agents;
        seen = new double[agents];
    }

    static double bestAlone(double s) {
        return 0.3 + s / 2;
    }

    double bestForAll(double s) {
        return bestAlone(s) - 0.4 * (agents - 1);
    }

    @Override
    public String description() {
        return "neighbours " + agents;
    }

    @Override
    public ImmutableList<AgentSpace> agents() {
        var spaces = ImmutableList.<AgentSpace>builder();
        for (int agent = 0; agent < agents; agent++) {
            spaces.add(new AgentSpace("a" + agent, ImmutableList.of("s"), ImmutableList.of("a")));
        }
        return spaces.build();
    }

    @Override
    public boolean tellsCounterfactual() {
        return true;
    }

    @Override
    public boolean tellsShapley() {
        return true;
    }

    @Override
    public void reset(long seed) {
        var random = new SplittableRandom(seed);
        for (int agent = 0; agent < agents; agent++) {
            seen[agent] = random.nextDouble(-1, 1);
        }
    }

    @Override
    public void observe(int agent, double[] into) {
        into[0] = seen[agent];
    }

    @Override
    public boolean step(double[][] actions, Feedback feedback) {
        double sum = 0;
        for (double[] action : actions) {
            sum += action[0];
        }
        double total = 0;
        for (int agent = 0; agent < agents; agent++) {
            double a = actions[agent][0];
            double earned = (0.6 + seen[agent]) * a - a * a;
            feedback.reward(agent, earned - 0.8 * (sum - a));
            feedback.claim(agent, a);
            total += earned - 0.8 * (sum - a);
        }
        for (int agent = 0; agent < agents; agent++) {
            double a = actions[agent][0];
            // what one brings to all does not depend on the others, in whatever order they join in
            feedback.shapley(agent, (0.6 + seen[agent]) * a - a * a - 0.8 * a * (agents - 1));
            feedback.without(agent, total - ((0.6 + seen[agent]) * a - a * a) + 0.8 * a * (agents - 1));
        }
        return true;
    }
}
