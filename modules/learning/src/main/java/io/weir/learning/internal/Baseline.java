package io.weir.learning.internal;

import java.util.SplittableRandom;

/**
 * Moves actors by the counterfactual baseline: actions are drawn about what actors would do, and each agent moves towards its draw by as
 * much as the critic gives more for it than, on the mean, for other draws of that agent alone.
 */
final class Baseline {
    /** Draws of an agent's action whose mean value is the baseline. */
    private static final int DRAWS = 4;

    private final Layout layout;
    private final Critic critic;
    private final double spread;

    /** @param spread of draws, standard deviation, {@code > 0} */
    Baseline(Layout layout, Critic critic, double spread) {
        this.layout = layout;
        this.critic = critic;
        this.spread = spread;
    }

    /**
     * Adds the slopes of minus the expected advantage, agent by agent in that agent's own actions.
     *
     * @param actions what actors would do, {@code [row][output]}
     * @param slopes {@code [row][output]}, added to
     * @return mean value
     */
    double judge(float[] seen, float[] actions, float[] slopes, SplittableRandom random) {
        int width = layout.done();
        int rows = actions.length / width;
        float[] draws = new float[actions.length];
        for (int k = 0; k < draws.length; k++) {
            draws[k] = drawn(actions[k], random);
        }
        double mean = 0;
        for (int agent : critic.side()) {
            float[] advantages = critic.values(seen, draws, agent);
            for (float value : advantages) {
                mean += value / (rows * critic.side().size());
            }
            for (int draw = 0; draw < DRAWS; draw++) {
                float[] others = critic.values(seen, other(actions, draws, agent, random), agent);
                for (int row = 0; row < rows; row++) {
                    advantages[row] -= others[row] / DRAWS;
                }
            }
            for (int row = 0; row < rows; row++) {
                for (int output = 0; output < layout.outputs(agent); output++) {
                    int at = row * width + layout.outputsAt(agent) + output;
                    slopes[at] -= (float) (advantages[row] * (draws[at] - actions[at]) / (spread * spread * rows));
                }
            }
        }
        return mean;
    }

    /** What all did, but for one agent, which draws again. */
    private float[] other(float[] actions, float[] draws, int agent, SplittableRandom random) {
        float[] others = draws.clone();
        for (int row = 0; row < draws.length / layout.done(); row++) {
            for (int output = 0; output < layout.outputs(agent); output++) {
                int at = row * layout.done() + layout.outputsAt(agent) + output;
                others[at] = drawn(actions[at], random);
            }
        }
        return others;
    }

    private float drawn(float action, SplittableRandom random) {
        return (float) Math.max(-1, Math.min(1, action + spread * random.nextGaussian()));
    }
}
