package io.weir.learning;

import static io.weir.core.Checks.requirePositive;

/**
 * How agents learn together. Independent learners are {@code new Team(false, false, COMPETITIVE, 1)}.
 *
 * @param centralCritic whether the critic sees what all agents see and do (central training, decentral execution) or each critic
 *     its own agent alone
 * @param sharedParameters whether all agents are one network; what tells them apart then stands in what they see
 * @param reward what they learn to raise
 * @param temperature of {@link RewardMode#MIXED}, in the unit of the claims, {@code > 0}; plays no part elsewhere
 */
public record Team(boolean centralCritic, boolean sharedParameters, RewardMode reward, double temperature) {
    /** @throws IllegalArgumentException if the temperature is out of its range */
    public Team {
        requirePositive("temperature", temperature);
    }
}
