package io.weir.learning.internal;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What agents do beside what they would do, to see what it brings: {@code noise = persistence * noise before +
 * sqrt(1 - persistence^2) * fresh}, so that its spread is the same in every step.
 *
 * <p>Source: Lillicrap, Hunt, Pritzel and others (2016), <em>Continuous control with deep reinforcement learning</em> (their
 * Ornstein-Uhlenbeck process, in steps of one and begun at its spread); Eberhard, Hollenstein, Pinneri and Martius (2023), <em>Pink
 * Noise Is All You Need: Colored Noise Exploration in Deep Reinforcement Learning</em>, on when noise should last.
 */
final class Noise {
    private final Layout layout;
    private final double spread;
    private final double persistence;
    private final double fresh;
    private final double[] last;
    private final boolean[] begun;

    /**
     * @param spread standard deviation
     * @param persistence share that is still there one step later
     */
    Noise(Layout layout, double spread, double persistence) {
        this.layout = layout;
        this.spread = spread;
        this.persistence = persistence;
        fresh = Math.sqrt(1 - persistence * persistence);
        last = new double[layout.done()];
        begun = new boolean[layout.agents()];
    }

    /** An episode begins: what was before is forgotten. */
    void begin() {
        Arrays.fill(begun, false);
    }

    /** Adds the noise of a step to what an agent would do, within [-1, 1]. */
    void disturb(int agent, double[] action, SplittableRandom random) {
        for (int k = 0; k < action.length; k++) {
            int at = layout.outputsAt(agent) + k;
            double drawn = random.nextGaussian();
            last[at] = begun[agent] ? persistence * last[at] + fresh * drawn : drawn;
            action[k] = Math.max(-1, Math.min(1, action[k] + spread * last[at]));
        }
        begun[agent] = true;
    }
}
