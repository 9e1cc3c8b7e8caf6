package io.weir.benchmarks.internal.hierarchy;

import com.google.common.collect.ImmutableList;
import io.weir.core.Progress;
import io.weir.simulator.World;
import io.weir.training.FirmJudge;
import io.weir.training.FirmJudge.Exploitability;
import io.weir.training.FirmTraining;
import io.weir.training.TeamGame;
import io.weir.training.TeamGame.Credits;

/** Two firms with a team each that learn against each other in a world whose ticks are days, and what best responses to them would win. */
public final class FirmCase {
    /** In eight teams learn what is good for those eight, and answers too, each something else. */
    private static final int MARKETS = 48;

    private FirmCase() {}

    /**
     * One seed.
     *
     * @param from a world; its ticks become days
     * @param rounds for which both learn
     * @param answers rounds for which an answer learns; 0 for none that does
     */
    public static Exploitability of(World from, int rounds, int answers, long seed) {
        ImmutableList<World> worlds = ImmutableList.of(TeamCase.byDays(from));
        TeamGame.Settings game = TeamCase.settings(TeamCase.REFERENCE, 0, MARKETS, Credits.NONE);
        var networks = new FirmTraining(worlds, game).learn(rounds, seed, Progress.SILENT);
        return new FirmJudge(worlds, game).judge(networks, answers, seed, Progress.SILENT);
    }
}
