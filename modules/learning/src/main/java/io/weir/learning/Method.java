package io.weir.learning;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

import com.google.common.collect.ImmutableList;

/**
 * How a network is moved: twin delayed deterministic policy gradients (TD3).
 *
 * <p>Source: Fujimoto, van Hoof and Meger (2018), <em>Addressing Function Approximation Error in Actor-Critic Methods</em>;
 * defaults are theirs but for smaller networks, and a limit on gradients, which they do not have. Rewards of several steps
 * before the critic is asked: Barth-Maron and others (2018), <em>Distributed Distributional Deterministic Policy Gradients</em>.
 *
 * @param hidden units of each hidden layer of actors and critics, {@code > 0}
 * @param discount of a reward one step later, {@code [0, 1]}
 * @param lookahead steps whose rewards are taken as they came before a target is asked for the rest, {@code >= 1}; long episodes
 *     are learned faster with more, and each step more trusts the noise of exploration
 * @param actorRate step size of Adam, {@code > 0}
 * @param criticRate step size of Adam, {@code > 0}
 * @param targetRate share of the learning networks that goes into the targets after each update of actors, {@code (0, 1]}
 * @param exploration standard deviation of the noise on actions, {@code >= 0}
 * @param persistence share of the noise that is still there one step later, {@code [0, 1]}; 0 for noise of each step alone, 1 for
 *     the same all through an episode. High where what a step brings shows only in what many steps alike add up to: noise of
 *     each step alone cancels out there, and nothing is ever seen but what the agents already do
 * @param inwardSlope least slope that an action is taken to have in the sum it is the hyperbolic tangent of, where a step leads away
 *     from an end, {@code [0, 1]}; 0 for the true one, which vanishes at the ends, 1 to leave an end as fast as the middle. High
 *     where agents reach an end before critics know what speaks against it: steps are scaled by what slopes were before, and after
 *     those that led there, the vanishing ones that lead away again move nothing for a thousand updates
 * @param smoothing standard deviation of the noise on the targets' actions, {@code >= 0}
 * @param smoothingLimit most of that noise, {@code >= 0}
 * @param actorDelay updates of critics for each update of actors, {@code >= 1}
 * @param gradientLimit largest norm of a gradient; longer ones are shortened to it, {@code > 0}
 * @param batch transitions per update, {@code >= 1}
 */
public record Method(
        ImmutableList<Integer> hidden,
        double discount,
        int lookahead,
        double actorRate,
        double criticRate,
        double targetRate,
        double exploration,
        double persistence,
        double inwardSlope,
        double smoothing,
        double smoothingLimit,
        int actorDelay,
        double gradientLimit,
        int batch) {
    /** @throws IllegalArgumentException if a component is outside its range or NaN */
    public Method {
        require(!hidden.isEmpty(), "hidden layers (0) must be at least one.");
        hidden.forEach(units -> requirePositive("hidden units", units));
        requireInRange("discount", discount, 0, 1);
        requirePositive("lookahead", lookahead);
        requirePositive("actor rate", actorRate);
        requirePositive("critic rate", criticRate);
        requireInRange("target rate", targetRate, Double.MIN_VALUE, 1);
        requireInRange("exploration", exploration, 0, 2);
        requireInRange("persistence", persistence, 0, 1);
        requireInRange("inward slope", inwardSlope, 0, 1);
        requireInRange("smoothing", smoothing, 0, 2);
        requireInRange("smoothing limit", smoothingLimit, 0, 2);
        requirePositive("actor delay", actorDelay);
        requirePositive("gradient limit", gradientLimit);
        requirePositive("batch", batch);
    }

    /** Two hidden layers of 64. */
    public static Method standard() {
        return new Method(ImmutableList.of(64, 64), 0.99, 1, 1e-3, 1e-3, 0.005, 0.1, 0, 0, 0.2, 0.5, 2, 10, 256);
    }

    /** The same with other hidden layers. */
    public Method withHidden(ImmutableList<Integer> units) {
        return new Method(
                units,
                discount,
                lookahead,
                actorRate,
                criticRate,
                targetRate,
                exploration,
                persistence,
                inwardSlope,
                smoothing,
                smoothingLimit,
                actorDelay,
                gradientLimit,
                batch);
    }
}
