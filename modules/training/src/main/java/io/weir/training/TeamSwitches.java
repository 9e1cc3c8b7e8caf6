package io.weir.training;

import static io.weir.core.Checks.require;

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
 * @param rivalsLearn whether another firm with such a team learns in the same auctions ({@link FirmGame}), each firm for itself
 */
public record TeamSwitches(
        boolean centralCritic,
        boolean sharedParameters,
        Sharing sharing,
        double temperature,
        Credit credit,
        double pastOpponents,
        double averaging,
        boolean rivalsLearn) {
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

    /** @throws IllegalArgumentException if rivals learn and rewards are not those of whole firms */
    public TeamSwitches {
        require(
                !rivalsLearn || sharing == Sharing.COOPERATIVE && credit == Credit.TEAM,
                "rivals that learn need rewards of whole firms: sharing (%s) must be cooperative, credit (%s) the team's.",
                sharing,
                credit);
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
        RewardMode shared = switch (credit) {
            case DIFFERENCE -> RewardMode.DIFFERENCE;
            case SHAPLEY -> RewardMode.SHAPLEY;
            case TEAM, COMA -> RewardMode.valueOf(sharing.name());
        };
        // of two firms each agent's own reward is what its firm wins
        RewardMode reward = rivalsLearn ? RewardMode.COMPETITIVE : shared;
        ActorStep step = credit == Credit.COMA ? ActorStep.COUNTERFACTUAL : ActorStep.SLOPE;
        return new Team(centralCritic, sharedParameters, reward, temperature, step, pastOpponents, averaging);
    }
}
