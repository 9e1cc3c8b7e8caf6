package io.weir.learning;

import static io.weir.core.Checks.require;
import static io.weir.core.Checks.requireInRange;
import static io.weir.core.Checks.requirePositive;

/**
 * How agents learn together. Independent learners are {@code new Team(false, false, COMPETITIVE, 1)}.
 *
 * @param centralCritic whether the critic sees what all agents of a side see and do (central training, decentral execution) or each
 *     critic its own agent alone
 * @param sharedParameters whether agents that see and decide alike are one network; what tells them apart then stands in what they see
 * @param reward what they learn to raise
 * @param temperature of {@link RewardMode#MIXED}, in the unit of the claims, {@code > 0}; plays no part elsewhere
 * @param step how an actor is moved by its critic
 * @param pastOpponents share of episodes in which one agent alone acts as it does now and all others as they did at an earlier
 *     evaluation, so that nobody learns against the latest whim of the others, {@code [0, 1]}. Source: Brown (1951), <em>Iterative
 *     Solution of Games by Fictitious Play</em>; with networks Heinrich, Lanctot and Silver (2015), <em>Fictitious Self-Play in
 *     Extensive-Form Games</em>
 * @param averaging share of the learning network that goes into the one that ships after each update of actors, {@code [0, 1]}; 0 to ship
 *     the learning network itself. Source: Polyak and Juditsky (1992), <em>Acceleration of Stochastic Approximation by Averaging</em>
 */
public record Team(
        boolean centralCritic,
        boolean sharedParameters,
        RewardMode reward,
        double temperature,
        ActorStep step,
        double pastOpponents,
        double averaging) {
    /** @throws IllegalArgumentException if a component is out of its range, or a counterfactual step has no central critic */
    public Team {
        requirePositive("temperature", temperature);
        requireInRange("past opponents", pastOpponents, 0, 1);
        requireInRange("averaging", averaging, 0, 1);
        require(
                step == ActorStep.SLOPE || centralCritic,
                "actor step (%s) needs a central critic: what others did is part of it.",
                step);
    }

    /** One that moves along slopes, against the others as they are now, and ships what it learned last. */
    public Team(boolean centralCritic, boolean sharedParameters, RewardMode reward, double temperature) {
        this(centralCritic, sharedParameters, reward, temperature, ActorStep.SLOPE, 0, 0);
    }
}
