package io.weir.training;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.weir.core.Progress;
import io.weir.hierarchy.PeriodRun;
import io.weir.hierarchy.TargetSetter;
import io.weir.hierarchy.TeamPlay;
import io.weir.hierarchy.TeamPolicy;
import io.weir.hierarchy.Trial;
import io.weir.policy.Network;
import io.weir.simulator.SimulatedMarket;
import io.weir.simulator.World;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Holds a team against history's split in markets that it was not learned in, in which people act by chance. */
public final class TeamJudge {
    /** Far from those of training. */
    private static final long FIRST_SEED = 770_001;

    private final ImmutableList<World> worlds;
    private final TeamGame.Settings game;
    private final ImmutableMap<String, Network> networks;

    TeamJudge(ImmutableList<World> worlds, TeamGame.Settings game, ImmutableMap<String, Network> networks) {
        this.worlds = worlds;
        this.game = game;
        this.networks = networks;
    }

    /**
     * How the team did in a market.
     *
     * @param gain KPI over that of history's split, beyond that of a run in which nothing is spent, a share
     * @param factors on history's split, {@code [channel]}, mean over periods
     */
    public record Judged(double gain, double[] factors) {}

    /**
     * Plays markets of all worlds in turn.
     *
     * @param markets how many, {@code >= 2}
     */
    public ImmutableList<Judged> judge(int markets, Progress progress) {
        var done = new AtomicInteger();
        return IntStream.range(0, markets)
                .parallel()
                .mapToObj(k -> {
                    Judged one = judged(worlds.get(k % worlds.size()), FIRST_SEED + k);
                    progress.at("judging in fresh markets", done.incrementAndGet() / (double) markets);
                    return one;
                })
                .collect(ImmutableList.toImmutableList());
    }

    private Judged judged(World world, long seed) {
        int lasts = game.before() + game.periods() + Trial.AFTER;
        var trial =
                new Trial(SimulatedMarket.sampled(world, lasts), game.before(), seed, game.periods(), Progress.SILENT);
        double[] usual = trial.usual().toArray();
        var policy = new TeamPolicy(new TeamPlay(game.design(), trial.layout(), new double[][] {usual}), networks);
        Trial.Outcome team = trial.tried(policy);
        double plan = trial.tried(TargetSetter.history(trial.usual())).kpi();
        double nothing = trial.without().kpi();
        double[] factors = new double[usual.length];
        for (PeriodRun period : team.run().periods()) {
            for (int c = 0; c < factors.length; c++) {
                factors[c] += period.enforced().get(c) / usual[c] / game.periods();
            }
        }
        return new Judged((team.kpi() - plan) / (plan - nothing), factors);
    }
}
