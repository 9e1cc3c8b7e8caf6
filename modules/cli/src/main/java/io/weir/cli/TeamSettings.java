package io.weir.cli;

import io.weir.hierarchy.TeamDesign;
import io.weir.hierarchy.TeamDesign.Information;
import io.weir.hierarchy.TeamDesign.Structure;
import io.weir.planning.TeamOptions;
import io.weir.training.TeamGame;
import io.weir.training.TeamReward;
import io.weir.training.TeamSwitches;
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
        return new TeamGame.Settings(
                design(options),
                TeamReward.valueOf(constant(options.reward())),
                options.longTerm(),
                options.history(),
                options.periods(),
                0,
                options.markets(),
                switches(options).credits());
    }

    static TeamSwitches switches(TeamOptions options) {
        return new TeamSwitches(
                options.centralCritic(),
                options.sharedParameters(),
                TeamSwitches.Sharing.valueOf(constant(options.sharing())),
                options.temperature(),
                TeamSwitches.Credit.valueOf(constant(options.credit())),
                options.pastOpponents(),
                options.averaging(),
                options.rivalsLearn());
    }
}
