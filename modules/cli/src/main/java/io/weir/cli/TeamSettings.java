package io.weir.cli;

import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.learning.ActorStep;
import io.weir.learning.RewardMode;
import io.weir.learning.Team;
import io.weir.planning.TeamOptions;
import io.weir.training.TeamGame;
import io.weir.training.TeamGame.Credits;
import io.weir.training.TeamReward;
import java.util.Locale;

/** What a training file means. */
final class TeamSettings {
    private TeamSettings() {}

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static TeamDesign design(TeamOptions options) {
        return new TeamDesign(
                Structure.valueOf(constant(options.structure())),
                Information.valueOf(constant(options.information())),
                options.messages());
    }

    static TeamGame.Settings game(TeamOptions options) {
        Credits credits = switch (options.credit()) {
            case "difference" -> Credits.DIFFERENCE;
            case "shapley" -> Credits.SHAPLEY;
            default -> Credits.NONE;
        };
        return new TeamGame.Settings(
                design(options),
                TeamReward.valueOf(constant(options.reward())),
                options.longTerm(),
                options.history(),
                options.periods(),
                0,
                options.markets(),
                credits);
    }

    static Team team(TeamOptions options) {
        RewardMode reward = switch (options.credit()) {
            case "difference" -> RewardMode.DIFFERENCE;
            case "shapley" -> RewardMode.SHAPLEY;
            default -> RewardMode.valueOf(constant(options.sharing()));
        };
        return new Team(
                options.centralCritic(),
                options.sharedParameters(),
                reward,
                options.temperature(),
                options.credit().equals("coma") ? ActorStep.COUNTERFACTUAL : ActorStep.SLOPE,
                options.pastOpponents(),
                options.averaging());
    }
}
