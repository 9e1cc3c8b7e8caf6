package io.weir.training;

import io.weir.learning.ActorStep;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import io.weir.training.TeamGame.Credits;

/**
 * How a team learns together, as a training file says it.
 *
 * @param centralCritic whether critics see all agents in training
 * @param sharedParameters whether agents that are alike are one network
 * @param sharing whose reward it is
 * @param temperature of mixed rewards, {@code > 0}
 * @param credit how an agent's part in the team's reward is told
 * @param pastOpponents share of runs against the others as they were before, {@code [0, 1]}
 * @param averaging share of the latest network in the one that is kept, {@code [0, 1]}; 0 for the latest alone
 */
public record TeamSwitches(
        boolean centralCritic,
        boolean sharedParameters,
        Sharing sharing,
        double temperature,
        Credit credit,
        double pastOpponents,
        double averaging) {
    /** Whose reward it is. */
    public enum Sharing {
        /** The team's, for all. */
        COOPERATIVE,
        /** What the last click credits each with. */
        COMPETITIVE,
        /** A share of the team's, by how much each asked for. */
        MIXED
    }

    /** How an agent's part in the team's reward is told. */
    public enum Credit {
        /** All of it. */
        TEAM,
        /** What would be missing without its channel. */
        DIFFERENCE,
        /** Its Shapley value. */
        SHAPLEY,
        /** A critic's value over what it expects of the agent's other actions. */
        COMA
    }

    /** What the game has to tell for it. */
    public Credits credits() {
        return switch (credit) {
            case DIFFERENCE -> Credits.DIFFERENCE;
            case SHAPLEY -> Credits.SHAPLEY;
            case TEAM, COMA -> Credits.NONE;
        };
    }

    Team team() {
        RewardMode reward = switch (credit) {
            case DIFFERENCE -> RewardMode.DIFFERENCE;
            case SHAPLEY -> RewardMode.SHAPLEY;
            case TEAM, COMA -> RewardMode.valueOf(sharing.name());
        };
        ActorStep step = credit == Credit.COMA ? ActorStep.COUNTERFACTUAL : ActorStep.SLOPE;
        return new Team(centralCritic, sharedParameters, reward, temperature, step, pastOpponents, averaging);
    }
}
